# | `python manage.py test` finds this file by its name, which begins with
# | `test`. It makes an empty database, runs each method whose name begins
# | with `test`, and removes that database. Your own data stays.
# | More: https://docs.djangoproject.com/en/6.1/topics/testing/overview/

from django.contrib.auth import get_user_model
from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from .models import Post


# | `SimpleTestCase` forbids queries to the database, which keeps such tests
# | fast. They look at one piece alone; an object in memory is often enough.
class PostModelTests(SimpleTestCase):
    # | The object is made only in memory; nothing is saved. If the two values
    # | differ, `assertEqual` shows both, and the test counts as failed.
    def test_is_shown_by_its_title(self):
        post = Post(title="A clear title")
        self.assertEqual(str(post), "A clear title")

    # | The address is written out in full on purpose. If it were built with
    # | `reverse` here too, the test would agree with any mistake in `urls.py`.
    def test_has_an_address_of_its_own(self):
        post = Post(pk=7)
        self.assertEqual(post.get_absolute_url(), "/blog/7/")


# | `TestCase` undoes what a test has changed in the database as soon as it
# | ends, so no test can disturb the next. Such tests often look at the
# | pieces together: pattern, view, model and template.
class PostPageTests(TestCase):
    # | Django calls this once, before the first test of the class, and removes
    # | the rows after the last. Each test gets its own copy of the objects, so
    # | a change in one is not seen by the next.
    @classmethod
    def setUpTestData(cls):
        cls.apples = Post.objects.create(title="Apples", body="Crisp")
        cls.pears = Post.objects.create(title="Pears", is_featured=True)

    # | `self.client` plays the browser: its requests pass through the whole
    # | project, but no server and no network. In a test, the response also
    # | tells which templates were used and with what `context`.
    def test_list_shows_featured_first(self):
        response = self.client.get(reverse("blog:post_list"))
        self.assertTemplateUsed(response, "blog/post_list.html")
        self.assertEqual(
            list(response.context["posts"]),
            [self.pears, self.apples],
        )

    # | Each word is in the first object and not in the second, in other
    # | capital letters than stored. `subTest` says which word failed and
    # | goes on with the next one.
    def test_search_finds_words_in_title_and_body(self):
        url = reverse("blog:post_list")
        for word in ["appl", "CRISP"]:
            with self.subTest(word=word):
                response = self.client.get(url, {"q": word})
                self.assertEqual(
                    list(response.context["posts"]),
                    [self.apples],
                )

    # | `assertContains` checks two things at once: the status of the response
    # | is 200 (all is well), and the text is in the page.
    def test_detail_shows_the_text(self):
        response = self.client.get(self.apples.get_absolute_url())
        self.assertContains(response, "Crisp")

    # | Test the wrong way too: for what is not there, the answer must be the
    # | page 404 (not found) and not an error of the site.
    def test_unknown_number_is_not_found(self):
        url = reverse("blog:post_detail", args=[999])
        self.assertEqual(self.client.get(url).status_code, 404)


# | Django tests the admin itself. What is checked here is your part:
# | that strangers do not get in, that the model is registered, and
# | that its form can be sent.
class PostAdminTests(TestCase):
    # | A superuser may do everything in the admin. This one has no password, so
    # | nobody can log in with it; the test uses `force_login` instead.
    @classmethod
    def setUpTestData(cls):
        cls.admin_user = get_user_model().objects.create_superuser("admin")

    # | Someone who is not logged in is sent on to the login page. `next` in the
    # | address says where to go after the login.
    def test_visitors_must_log_in(self):
        url = reverse("admin:index")
        response = self.client.get(url)
        self.assertRedirects(response, f"{reverse('admin:login')}?next={url}")

    # | `post` sends a form, as a click on Save does. After the change,
    # | `refresh_from_db` reads the row again: the object in memory does not
    # | know what has happened in the database.
    def test_create_update_delete(self):
        self.client.force_login(self.admin_user)
        admin_url = "admin:blog_post"

        self.client.post(reverse(f"{admin_url}_add"), {"title": "New"})
        post = Post.objects.get(title="New")

        url = reverse(f"{admin_url}_change", args=[post.pk])
        self.client.post(url, {"title": "Changed"})
        post.refresh_from_db()
        self.assertEqual(post.title, "Changed")

        url = reverse(f"{admin_url}_delete", args=[post.pk])
        self.client.post(url, {"post": "yes"})
        self.assertFalse(Post.objects.exists())

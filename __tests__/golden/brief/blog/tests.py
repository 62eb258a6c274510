# | Tests that run the code of this app and check what comes out.

from django.contrib.auth import get_user_model
from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from .models import Post


# | Tests without a database.
class PostModelTests(SimpleTestCase):
    def test_is_shown_by_its_title(self):
        post = Post(title="A clear title")
        self.assertEqual(str(post), "A clear title")

    def test_has_an_address_of_its_own(self):
        post = Post(pk=7)
        self.assertEqual(post.get_absolute_url(), "/blog/7/")


# | Tests with a database, which each test gets back as it was.
class PostPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.apples = Post.objects.create(title="Apples", body="Crisp")
        cls.pears = Post.objects.create(title="Pears", is_featured=True)

    def test_list_shows_featured_first(self):
        response = self.client.get(reverse("blog:post_list"))
        self.assertTemplateUsed(response, "blog/post_list.html")
        self.assertEqual(
            list(response.context["posts"]),
            [self.pears, self.apples],
        )

    def test_search_finds_words_in_title_and_body(self):
        url = reverse("blog:post_list")
        for word in ["appl", "CRISP"]:
            with self.subTest(word=word):
                response = self.client.get(url, {"q": word})
                self.assertEqual(
                    list(response.context["posts"]),
                    [self.apples],
                )

    def test_detail_shows_the_text(self):
        response = self.client.get(self.apples.get_absolute_url())
        self.assertContains(response, "Crisp")

    def test_unknown_number_is_not_found(self):
        url = reverse("blog:post_detail", args=[999])
        self.assertEqual(self.client.get(url).status_code, 404)


# | Tests of the admin: who gets in, and what one can do there.
class PostAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.admin_user = get_user_model().objects.create_superuser("admin")

    def test_visitors_must_log_in(self):
        url = reverse("admin:index")
        response = self.client.get(url)
        self.assertRedirects(response, f"{reverse('admin:login')}?next={url}")

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

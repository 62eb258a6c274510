from django.contrib.auth import get_user_model
from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from .models import Category


class CategoryModelTests(SimpleTestCase):
    def test_is_shown_by_its_title(self):
        category = Category(title="A clear title")
        self.assertEqual(str(category), "A clear title")

    def test_has_an_address_of_its_own(self):
        category = Category(pk=7)
        self.assertEqual(category.get_absolute_url(), "/library/7/")


class CategoryPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.apples = Category.objects.create(title="Apples", body="Crisp")
        cls.pears = Category.objects.create(title="Pears", is_featured=True)

    def test_list_shows_featured_first(self):
        response = self.client.get(reverse("library:category_list"))
        self.assertTemplateUsed(response, "library/category_list.html")
        self.assertEqual(
            list(response.context["categories"]),
            [self.pears, self.apples],
        )

    def test_search_finds_words_in_title_and_body(self):
        url = reverse("library:category_list")
        for word in ["appl", "CRISP"]:
            with self.subTest(word=word):
                response = self.client.get(url, {"q": word})
                self.assertEqual(
                    list(response.context["categories"]),
                    [self.apples],
                )

    def test_detail_shows_the_text(self):
        response = self.client.get(self.apples.get_absolute_url())
        self.assertContains(response, "Crisp")

    def test_unknown_number_is_not_found(self):
        url = reverse("library:category_detail", args=[999])
        self.assertEqual(self.client.get(url).status_code, 404)


class CategoryAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.admin_user = get_user_model().objects.create_superuser("admin")

    def test_visitors_must_log_in(self):
        url = reverse("admin:index")
        response = self.client.get(url)
        self.assertRedirects(response, f"{reverse('admin:login')}?next={url}")

    def test_create_update_delete(self):
        self.client.force_login(self.admin_user)
        admin_url = "admin:library_category"

        self.client.post(reverse(f"{admin_url}_add"), {"title": "New"})
        category = Category.objects.get(title="New")

        url = reverse(f"{admin_url}_change", args=[category.pk])
        self.client.post(url, {"title": "Changed"})
        category.refresh_from_db()
        self.assertEqual(category.title, "Changed")

        url = reverse(f"{admin_url}_delete", args=[category.pk])
        self.client.post(url, {"post": "yes"})
        self.assertFalse(Category.objects.exists())

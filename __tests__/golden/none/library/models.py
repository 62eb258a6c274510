from django.db import models
from django.urls import reverse


class Category(models.Model):
    title = models.CharField(max_length=200)

    body = models.TextField(blank=True)

    attachment = models.FileField(upload_to="library/", blank=True)

    is_featured = models.BooleanField(
        default=False,
        help_text="Featured categories come first in the list.",
    )

    created_at = models.DateTimeField(auto_now_add=True)

    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-is_featured", "-created_at")
        verbose_name_plural = "categories"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:category_detail", args=[self.pk])

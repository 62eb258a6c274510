# | What the app stores: each model in here becomes a table.

from django.db import models
from django.urls import reverse


# | One object is one row of the table `blog_post`; Django adds `id`.
class Post(models.Model):
    title = models.CharField(max_length=200)

    body = models.TextField(blank=True)

    attachment = models.FileField(upload_to="blog/", blank=True)

    is_featured = models.BooleanField(
        default=False,
        help_text="Featured posts come first in the list.",
    )

    created_at = models.DateTimeField(auto_now_add=True)

    updated_at = models.DateTimeField(auto_now=True)

    # | Facts about the model that are not columns.
    class Meta:
        ordering = ("-is_featured", "-created_at")

    def __str__(self):
        return self.title

    # | The address of one object; templates and the admin link to it.
    def get_absolute_url(self):
        return reverse("blog:post_detail", args=[self.pk])

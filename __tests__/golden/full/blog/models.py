# | Describes what the site keeps, with one class for each kind of thing.
# | Django loads this file at start-up. After a change, run `makemigrations`
# | and then `migrate`: the database follows only then.
# | More: https://docs.djangoproject.com/en/6.1/topics/db/models/

from django.db import models
from django.urls import reverse


# | A class derived from `models.Model` is a table: each field below
# | is a column, each object a row of `blog_post`. Django adds a
# | column `id`, which numbers the rows. `Post.objects` is the way
# | to ask the table for rows.
class Post(models.Model):
    # | Text of one line, at most 200 characters. Forms and the admin check the
    # | length, and so do most databases; SQLite does not.
    title = models.CharField(max_length=200)

    # | Text of any length, a large box in forms. `blank=True` lets a form leave
    # | it empty; the column then holds an empty text.
    body = models.TextField(blank=True)

    # | A file that somebody uploads. The file is saved in the folder `blog/`
    # | inside `MEDIA_ROOT`; the column keeps only its path. When the object is
    # | deleted, the file stays on the disk.
    attachment = models.FileField(upload_to="blog/", blank=True)

    # | Yes or no, a checkbox in forms. `default` counts for a new object that
    # | says nothing; `help_text` is shown with the checkbox.
    is_featured = models.BooleanField(
        default=False,
        help_text="Featured posts come first in the list.",
    )

    # | The moment of the first save. Django fills it in, so
    # | forms do not show it.
    created_at = models.DateTimeField(auto_now_add=True)

    # | The moment of the last `save()`. A change of many rows at once, with
    # | `update()` on a query, goes past it and leaves the old time.
    updated_at = models.DateTimeField(auto_now=True)

    # | What is true of the model as a whole and is no column. Django
    # | reads this inner class once, when it loads the model; afterwards
    # | it is found in `Post._meta`.
    class Meta:
        # | The order of every list that asks for no other. First come those with
        # | `is_featured`, and among equals the newest. The minus sign means from
        # | large to small: True before False, late before early.
        ordering = ("-is_featured", "-created_at")

    # | How an object introduces itself: in the admin, in the shell and in
    # | messages. Without it you see `Post object (1)`.
    def __str__(self):
        return self.title

    # | Builds the address of this object from the name of its URL pattern, so
    # | nobody writes the address by hand. With it the admin shows “View on
    # | site”, and `redirect(object)` in a view goes to this page.
    def get_absolute_url(self):
        return reverse("blog:post_detail", args=[self.pk])

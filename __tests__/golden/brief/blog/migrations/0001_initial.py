# | The first migration: it creates the table `blog_post`.

# ruff: noqa: RUF012

from django.db import migrations, models


# | One step of the database; Django looks for exactly this class name.
class Migration(migrations.Migration):
    initial = True

    dependencies = []

    # | The changes, done from top to bottom; `migrate` can also undo them.
    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("body", models.TextField(blank=True)),
                ("attachment", models.FileField(blank=True, upload_to="blog/")),
                (
                    "is_featured",
                    models.BooleanField(
                        default=False,
                        help_text="Featured posts come first in the list.",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ("-is_featured", "-created_at"),
            },
        ),
    ]

# | A migration is a change of the database, written down. `migrate` runs
# | it once for each database and notes that in the table
# | `django_migrations`. `makemigrations` writes such files for you. Do not
# | edit one that has been run.
# | More: https://docs.djangoproject.com/en/6.1/topics/migrations/#migration-files

# | For Ruff, a checker of Python code; Django does not read this line.
# ruff: noqa: RUF012

from django.db import migrations, models


# | Django imports this file and looks for a class of exactly this name. It
# | says what must be done and what must be done before. From this Django
# | works out the order in which all migrations must run.
class Migration(migrations.Migration):
    # | Marks the first migration of the app. Only `migrate --fake-initial`
    # | looks at it: if the tables exist already, it notes this migration as
    # | done and does not run it.
    initial = True

    # | The migrations that must be run before this one. A first
    # | migration often needs none. The next migration of this app will
    # | name this one in its own list.
    dependencies = []

    # | The changes themselves. `migrate` does them from top to bottom; if you
    # | go back, it undoes them from bottom to top. The command `sqlmigrate blog
    # | 0001` shows them as SQL, the language of databases.
    operations = [
        # | Makes the table `blog_post`. The fields are a copy of
        # | those in `models.py`, as they were when this file was
        # | written. Methods are not copied.
        migrations.CreateModel(
            name="Post",
            fields=[
                # | You did not write this field: Django adds it to a model that names
                # | no primary key. The database gives every new row a number.
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

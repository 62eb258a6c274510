# | Django imports this file at start-up: `django.contrib.admin` looks for
# | an `admin.py` in every installed app. What you register here, staff can
# | add, change and delete at /admin/, each as far as their permissions go.
# | More: https://docs.djangoproject.com/en/6.1/ref/contrib/admin/#modeladmin-objects

from django.contrib import admin

from .models import Post


# | Puts `Post` on the pages of the admin. The class says how the list and
# | the form of the model look. A class with only `pass` in it would do as
# | well: everything has a default.
@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    # | The columns of the list; the first one links to the form. Without this
    # | line there is one column, with the text of `__str__`.
    list_display = ("title", "is_featured", "created_at")

    # | The filters beside the list: yes or no, one of the choices, today or
    # | this month; what they offer depends on the type of the field.
    list_filter = ("is_featured", "created_at")

    # | Adds a search box. Each word must be in at least one of these columns;
    # | capital and small letters count as the same.
    search_fields = ("title", "body")

# | Decides what of this app appears in the admin, and how.

from django.contrib import admin

from .models import Post


# | Shows the model in the admin, in the way this class describes.
@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    list_display = ("title", "is_featured", "created_at")

    list_filter = ("is_featured", "created_at")

    search_fields = ("title", "body")

from django.contrib import admin

from .models import Category


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    list_display = ("title", "is_featured", "created_at")

    list_filter = ("is_featured", "created_at")

    search_fields = ("title", "body")

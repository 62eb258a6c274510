# | Maps the rest of an address, after `blog/`, to a view.

from django.urls import path

from . import views

# | The first half of each URL name here, as in `blog:post_list`.
app_name = "blog"

# | One line for each page: the rest of the address, a view, a name.
urlpatterns = [
    path("", views.post_list, name="post_list"),
    path("<int:pk>/", views.post_detail, name="post_detail"),
]

# | `mysite/urls.py` sends every address that begins with `blog/` here, with
# | that part cut off, so the paths below start after it. This way the app
# | can move to another prefix by one change there.
# | More: https://docs.djangoproject.com/en/6.1/topics/http/urls/#including-other-urlconfs

from django.urls import path

from . import views

# | The first half of each URL name in this app, as in
# | `blog:post_list`. Another app may also call a page `post_list`, and
# | the two cannot be mixed up.
app_name = "blog"

# | One line for each page: what is left of the address, the view to call,
# | and the name for links. The views stand here without parentheses: Django
# | calls them later, once for each request.
urlpatterns = [
    # | The empty pattern fits when nothing is left of the
    # | address: `/blog/` shows the list.
    path("", views.post_list, name="post_list"),
    # | `<int:pk>` fits a whole number and passes it to the view under the
    # | name `pk`. So `/blog/7/` shows number 7. For an address like
    # | `/blog/abc/` this line does not fit.
    path("<int:pk>/", views.post_detail, name="post_detail"),
]

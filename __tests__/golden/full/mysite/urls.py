# | The table of contents of the site. When a request comes in, Django looks
# | up its address here to find the view, the function that answers it. The
# | setting `ROOT_URLCONF` names this file. The addresses of one app stand
# | in the `urls.py` of that app.
# | More: https://docs.djangoproject.com/en/6.1/topics/http/urls/

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

# | Django compares the address of every request with these patterns, from
# | top to bottom, and takes the first one that fits. If none fits, the
# | answer is the page 404 (not found).
urlpatterns = [
    # | The empty pattern fits the home page, `/`. `TemplateView` comes with
    # | Django and only fills a template, so no view of your own is needed. By
    # | its `name`, templates link to the page without writing its address.
    path("", TemplateView.as_view(template_name="home.html"), name="home"),
    # | Addresses that begin with `blog/` go on to the `urls.py` of `blog`. It
    # | sees only what is left of them after this beginning.
    path("blog/", include("blog.urls")),
    # | All pages of the admin live below `/admin/`. There is no `include()`
    # | here, because `admin.site.urls` already holds patterns.
    path("admin/", admin.site.urls),
]

# | While `DEBUG` is on, this adds a pattern by which Django itself sends
# | the files that people have uploaded, out of `MEDIA_ROOT`. With `DEBUG`
# | off it adds nothing: then the web server must send them.
urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

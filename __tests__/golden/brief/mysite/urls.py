# | Says which part of the site answers which address.

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

# | Django tries these from top to bottom and takes the first that fits.
urlpatterns = [
    path("", TemplateView.as_view(template_name="home.html"), name="home"),
    path("blog/", include("blog.urls")),
    path("admin/", admin.site.urls),
]

# | Sends uploaded files to the browser, but only while DEBUG is on.
urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

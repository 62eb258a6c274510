# | Introduces the app `blog` to Django at start-up.

from django.apps import AppConfig


# | Django finds this class by itself: it is the only AppConfig in here.
class BlogConfig(AppConfig):
    name = "blog"

    # | Runs at start-up, once all models are loaded. Nothing to do yet.
    def ready(self):
        """Django calls this once at start-up, when all models are loaded."""

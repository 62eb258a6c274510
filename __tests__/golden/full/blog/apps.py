# | Each time Django starts (for the server, a command or the tests) it goes
# | through `INSTALLED_APPS`, opens this file and uses the class below. Do
# | not import models up here: at that moment no model is loaded yet.
# | More: https://docs.djangoproject.com/en/6.1/ref/applications/#configuring-applications

from django.apps import AppConfig


# | The identity card of the app. Django makes one object of this class when
# | it starts and keeps it until the process ends. This file has only one
# | such class, so `INSTALLED_APPS` need not name it.
class BlogConfig(AppConfig):
    # | The path by which Python imports the app. Its last part, `blog`, is the
    # | label of the app: the names of its tables begin with it.
    name = "blog"

    # | The place for work at start-up, such as connecting signals
    # | (functions that Django calls when something happens, like a save).
    # | Import models inside this method, not at the top of the file, and do
    # | not ask the database here.
    def ready(self):
        """Django calls this once at start-up, when all models are loaded."""

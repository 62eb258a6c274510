# | The door between a web server and your project. A web server speaks
# | HTTP, your project is Python, and WSGI is how the two agreed to talk:
# | the server (Gunicorn, uWSGI, mod_wsgi) imports this file once and calls
# | `application` for every request. `runserver` comes in here too.
# | More: https://docs.djangoproject.com/en/6.1/howto/deployment/wsgi/

"""
WSGI config for mysite project.

It exposes the WSGI callable as a module-level variable named ``application``.

For more information on this file, see
https://docs.djangoproject.com/en/6.1/howto/deployment/wsgi/
"""

import os

from django.core.wsgi import get_wsgi_application

# | A web server imports this file without going through `manage.py`, so the
# | settings are named here once more. `setdefault` keeps a value that is
# | already in the server's environment.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")

# | `get_wsgi_application()` loads the settings, the apps and the models,
# | once. It gives back the object that the server then calls with every
# | request. Servers look for it under the name `application`.
application = get_wsgi_application()

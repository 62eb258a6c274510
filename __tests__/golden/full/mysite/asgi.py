# | A second door into the project. It is for web servers that speak ASGI,
# | the younger sister of WSGI (see `wsgi.py`), made for connections that
# | stay open for long. Uvicorn and Daphne are such servers. As long as you
# | start none of them, nothing reads this file.
# | More: https://docs.djangoproject.com/en/6.1/howto/deployment/asgi/

"""
ASGI config for mysite project.

It exposes the ASGI callable as a module-level variable named ``application``.

For more information on this file, see
https://docs.djangoproject.com/en/6.1/howto/deployment/asgi/
"""

import os

from django.core.asgi import get_asgi_application

# | A web server imports this file without going through `manage.py`, so the
# | settings are named here once more. `setdefault` keeps a value that is
# | already in the server's environment.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")

# | `get_asgi_application()` gets Django ready when the server imports this
# | file. The server then calls what it gives back for each request. Many
# | requests can wait at once if your views are written with `async def`.
application = get_asgi_application()

"""
Renders every page of the Django project in the current folder, in production mode.

Arguments: the project's package, and the app and model where there is one. Prints JSON: the HTML
of each page by its address.
"""

import json
import os
import sys

sys.path.insert(0, os.getcwd())
package, *app_and_model = sys.argv[1:]
os.environ |= {
    "DJANGO_SETTINGS_MODULE": f"{package}.settings",
    "DJANGO_DEBUG": "false",
    "DJANGO_SECRET_KEY": "for-this-test-alone",
    "DJANGO_ALLOWED_HOSTS": "testserver",
}

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.views.defaults import server_error

django.setup()
connection.settings_dict["NAME"] = ":memory:"
call_command("migrate", verbosity=0)

# Without collectstatic there is no manifest; plain addresses of static files do.
client = Client(headers={"host": "testserver"})
pages = {}


def get(url, status=200):
    response = client.get(url, secure=True)
    assert response.status_code == status, (url, response.status_code)
    pages[url] = response.content.decode()


get("/")
get("/nowhere/", 404)
pages["500"] = server_error(RequestFactory().get("/")).content.decode()

if app_and_model:
    app, name = app_and_model
    model = apps.get_model(app, name)
    get(f"/{app}/")
    get(f"/{app}/?q=nothing")
    for options in [{}, {"is_featured": True, "attachment": "a.pdf", "body": "One & <two>\n\nthree"}]:
        entry = model.objects.create(title="Apples & <pears>", **options)
        get(entry.get_absolute_url())
    get(f"/{app}/?q=apples")

print(json.dumps(pages))

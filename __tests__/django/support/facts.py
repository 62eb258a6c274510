"""Prints, as JSON, what Django itself knows of the project in the current folder.

Writes its migrations first: `python facts.py SETTINGS`.
"""

import inspect
import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[1]
sys.path.insert(0, os.getcwd())

import django  # noqa: E402

django.setup()

from django.apps import apps  # noqa: E402
from django.contrib import admin  # noqa: E402
from django.contrib.staticfiles import finders  # noqa: E402
from django.core.management import call_command, get_commands  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.urls import URLResolver, get_resolver  # noqa: E402

HERE = os.getcwd() + os.sep


def is_own(thing):
    try:
        return (inspect.getsourcefile(thing) or "").startswith(HERE)
    except TypeError:  # built into Python
        return False


def models():
    for model in apps.get_models():
        if is_own(model):
            yield model


def fields(model):
    inherited = {f.name for base in model.__mro__ if not is_own(base) for f in own_fields(base)}
    for field in own_fields(model):
        if not field.auto_created and field.name not in inherited:
            yield field


def own_fields(model):
    options = getattr(model, "_meta", None)
    if options is None:
        return []
    return [*options.local_fields, *options.local_many_to_many, *options.private_fields]


def described(field):
    remote = field.remote_field
    to = remote.model._meta.label if remote else None
    hidden = remote and (remote.hidden if isinstance(remote.hidden, bool) else remote.is_hidden())
    accessor = remote.get_accessor_name() if remote and not hidden else None
    column = None if field.many_to_many else getattr(field, "column", None)
    return [field.name, type(field).__name__, column, to, accessor]


def routes(patterns, prefix="/", namespaces=()):
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from routes(pattern.url_patterns, address, inside)
        else:
            name = ":".join([*namespaces, pattern.name]) if pattern.name else None
            yield [address, name, view_name(pattern.callback)]


def view_name(view):
    view = inspect.unwrap(view)
    view = getattr(view, "view_class", view)
    return f"{view.__module__}.{view.__qualname__}"


call_command("makemigrations", verbosity=0)
loader = MigrationLoader(None)
own = {config.label for config in apps.get_app_configs() if config.path.startswith(HERE)}

print(
    json.dumps(
        {
            "models": {
                model._meta.label: {
                    "table": model._meta.db_table,
                    "line": inspect.getsourcelines(model)[1],
                    "file": inspect.getsourcefile(model),
                    "fields": [described(field) for field in fields(model)],
                    "ordering": list(model._meta.ordering),
                    "verbose_name": str(model._meta.verbose_name),
                    "managed": model._meta.managed,
                    "proxy": model._meta.proxy,
                }
                for model in models()
            },
            "routes": list(routes(get_resolver().url_patterns)),
            "admin": sorted(
                model._meta.label for model in admin.site._registry if is_own(model)
            ),
            "templates": {name: get_template(name).origin.name for name in sys.argv[2].split(",")},
            "statics": {name: finders.find(name) for name in sys.argv[3].split(",")},
            "migrations": {
                ".".join(key): {
                    "dependencies": sorted(
                        ".".join(parent) for parent in migration.dependencies if parent[0] != "__setting__"
                    ),
                    "operations": [type(operation).__name__ for operation in migration.operations],
                }
                for key, migration in loader.disk_migrations.items()
                if key[0] in own
            },
            "commands": sorted(name for name, app in get_commands().items() if app == "shop"),
        }
    )
)

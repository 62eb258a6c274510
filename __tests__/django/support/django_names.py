"""Prints what Django brings to a default project: its commands, middleware and contrib apps."""

import json
import os
import pkgutil
import re
import sys
from pathlib import Path

sys.path.insert(0, os.getcwd())
sys.dont_write_bytecode = True
os.environ["DJANGO_SETTINGS_MODULE"] = "myproj.settings"

import django
import django.contrib
from django.core.management import get_commands

django.setup()


def middleware():
    """Classes whose name ends in Middleware, each in the file that defines it."""
    root = Path(django.__file__).parent
    for file in [*root.glob("middleware/*.py"), *root.glob("contrib/*/middleware.py")]:
        yield from re.findall(r"^class (\w+Middleware)\b", file.read_text(), re.MULTILINE)


print(
    json.dumps(
        {
            "commands": sorted(get_commands()),
            "middleware": sorted(middleware()),
            "contrib": sorted(
                module.name
                for module in pkgutil.iter_modules(django.contrib.__path__)
                if module.ispkg
            ),
        }
    )
)

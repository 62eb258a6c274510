"""
Checks many small Django projects, each in a fork of one process that has loaded Django already.

Reads JSON from standard input: {"projects": [...folders], "test": [...folders]}; each project's
package is named in its manage.py. Runs the generated tests of those below "test" too. Prints one
JSON object: {"<folder>": "<what is wrong>"}, empty where nothing is.
"""

import importlib
import io
import json
import os
import re
import sys
from pathlib import Path

from forks import in_forks, load_django


def check(root, run_tests):
    """What is wrong with the project at `root`, as text."""
    import django
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection
    from django.template.loader import get_template

    os.chdir(root)
    sys.path.insert(0, str(root))
    package = re.search(r'"(\w+)\.settings"', (root / "manage.py").read_text())[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = f"{package}.settings"
    django.setup()

    call_command("check", fail_level="WARNING", stderr=io.StringIO())
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())
    for app in apps.get_app_configs():
        if Path(app.path).is_relative_to(root):
            importlib.import_module(f"{app.name}.tests")
    for folder in [root / "templates", *root.glob("*/templates")]:
        for template in folder.rglob("*.html"):
            get_template(str(template.relative_to(folder)))
    if run_tests:
        # The tables straight from the models: that the migrations agree is known by now.
        connection.settings_dict["TEST"]["MIGRATE"] = False
        call_command("test", verbosity=0)


def main():
    sys.dont_write_bytecode = True
    load_django()
    job = json.load(sys.stdin)
    tested = set(job["test"])
    jobs = {root: lambda root=root: check(Path(root), root in tested) for root in job["projects"]}
    print(json.dumps(in_forks(jobs)))


main()

"""
Checks many small Django projects, each in a fork of one process that has loaded Django already.

Reads JSON from standard input: {"projects": [...folders], "test": [...folders]}; each project's
package is named in its manage.py. Runs the generated tests of those below "test" too. Prints one
JSON object: {"<folder>": "<what is wrong>"}, empty where nothing is.
"""

import gc
import importlib
import io
import json
import os
import pkgutil
import re
import sys
import tempfile
import traceback
from pathlib import Path


def load_django():
    """Import what can be imported without settings, so that no fork has to do it again."""
    import django

    for name in ["contrib.admin", "contrib.auth", "contrib.staticfiles", "core", "db", "forms",
                 "template", "templatetags", "test", "urls", "utils", "views"]:
        package = importlib.import_module(f"django.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"django.{name}."):
            if re.search(r"models|tests|gis|oracle|mysql|postgres|migrations\.0|memcached|jinja|redis", module.name):
                continue
            try:
                importlib.import_module(module.name)
            except Exception:
                pass
    return django


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


def check_in_fork(root, run_tests):
    """Start the check; the answer is in the file that this returns beside the process id."""
    answer = tempfile.TemporaryFile("w+")
    child = os.fork()
    if child:
        return child, answer
    output = io.StringIO()
    sys.stdout = sys.stderr = output
    try:
        check(root, run_tests)
    except BaseException:
        answer.write(f"{output.getvalue()}\n{traceback.format_exc()}")
        answer.flush()
    os._exit(0)


def main():
    sys.dont_write_bytecode = True
    load_django()
    gc.freeze()  # The forks share what is loaded, as long as nobody counts its objects.
    job = json.load(sys.stdin)
    tested = set(job["test"])
    waiting = list(job["projects"])
    running = {}
    problems = {}
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            root = waiting.pop()
            child, answer = check_in_fork(Path(root), root in tested)
            running[child] = root, answer
        child, status = os.wait()
        root, answer = running.pop(child)
        answer.seek(0)
        problem = answer.read()
        if problem or status:
            problems[root] = problem or f"ended with status {status}"
        answer.close()
    print(json.dumps(problems))


main()

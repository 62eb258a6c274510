"""Runs checks of Django projects, each in a fork of one process that has loaded Django already."""

import gc
import importlib
import io
import os
import pkgutil
import re
import sys
import tempfile
import traceback


def load_django():
    """Import what can be imported without settings, so that no fork has to do it again."""
    for name in ["contrib.admin", "contrib.auth", "contrib.staticfiles", "core", "db", "forms",
                 "template", "templatetags", "test", "urls", "utils", "views"]:
        package = importlib.import_module(f"django.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"django.{name}."):
            if re.search(r"models|tests|gis|oracle|mysql|postgres|migrations\.0|memcached|jinja|redis", module.name):
                continue
            load(module.name)
    # What Daphne takes longest to load.
    load("twisted.internet.asyncioreactor")
    load("twisted.web.http")


def load(name):
    try:
        importlib.import_module(name)
    except Exception:
        pass  # Another version of Django has no such module, or it wants settings.


def in_forks(jobs):
    """
    Run functions, as many at once as there are processors.

    Takes {name: function} and returns {name: what went wrong}, without those where nothing did.
    """
    gc.freeze()  # The forks share what is loaded, as long as nobody counts its objects.
    waiting = list(jobs.items())
    running = {}
    problems = {}
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            name, job = waiting.pop()
            child, answer = in_fork(job)
            running[child] = name, answer
        child, status = os.wait()
        name, answer = running.pop(child)
        answer.seek(0)
        problem = answer.read()
        if problem or status:
            problems[name] = problem or f"ended with status {status}"
        answer.close()
    return problems


def in_fork(job):
    """Start a function; what goes wrong in it is in the file that this returns beside the process id."""
    answer = tempfile.TemporaryFile("w+")
    child = os.fork()
    if child:
        return child, answer
    output = io.StringIO()
    sys.stdout = sys.stderr = output
    try:
        job()
    except BaseException:
        answer.write(f"{output.getvalue()}\n{traceback.format_exc()}")
        answer.flush()
    os._exit(0)

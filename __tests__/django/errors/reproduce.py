"""
Produces errors for real: each recipe's project is broken already; this runs what shows the error.

Reads JSON from standard input: [{"root": "<folder>", "run": {…}}]. Each is run in a fork of one
process that has loaded Django already. Prints a JSON list, in the same order: for each recipe the
texts that somebody would see and copy, by name.
"""

import gc
import importlib
import json
import os
import pkgutil
import re
import runpy
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path


def load_django():
    """Import what can be imported without settings, so that no fork has to do it again."""
    for name in ["apps", "contrib.admin", "contrib.auth", "contrib.messages", "contrib.sessions",
                 "contrib.staticfiles", "core", "db", "forms", "template", "templatetags", "test",
                 "urls", "utils", "views"]:
        package = importlib.import_module(f"django.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"django.{name}."):
            if re.search(r"models|tests|gis|oracle|mysql|postgres|migrations\.0|memcached|jinja|redis"
                         r"|__main__", module.name):
                continue
            try:
                importlib.import_module(module.name)
            except Exception:
                pass


def run_file(path, arguments=()):
    """As `python <path> <arguments>` would, with the traceback that it would print."""
    file = str(Path(path).resolve())
    sys.argv = [path, *arguments]
    sys.path[0] = str(Path(file).parent)
    try:
        runpy.run_path(file, run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException as error:
        print_as_main(error, file)


def print_as_main(error, file):
    """Leave out the frames of this script and of runpy, also in the causes."""
    chain = [error]
    while cause := chain[-1].__cause__ or chain[-1].__context__:
        chain.append(cause)
    for raised in chain:
        trace = raised.__traceback__
        while trace and trace.tb_frame.f_code.co_filename != file:
            trace = trace.tb_next
        if trace:
            raised.__traceback__ = trace
    traceback.print_exception(type(error), error, error.__traceback__)


def request(run, manage):
    """The error page of a request, as HTML and as text; what the server logs goes to stderr."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = re.search(r'["\x27]([\w.]+\.settings)["\x27]', manage)[1]
    django.setup()
    from django.test import Client

    client = Client(raise_request_exception=False, enforce_csrf_checks="csrf" in run)
    if run["path"].startswith("/static/"):
        # As runserver does it.
        from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin

        client.handler.__class__ = type("Handler", (StaticFilesHandlerMixin, type(client.handler)), {})
        client.handler.base_url = client.handler.get_base_url() if False else __import__("urllib.parse").parse.urlparse("/static/")
    if run.get("user"):
        from django.contrib.auth import get_user_model
        client.force_login(get_user_model().objects.get(username=run["user"]))
    def send(accept):
        headers = {"HTTP_ACCEPT": accept, "HTTP_HOST": run.get("host", "127.0.0.1:8000")}
        headers.update(run.get("headers", {}))
        if "post" in run:
            return client.post(run["path"], run["post"], **headers)
        return client.get(run["path"], **headers)

    if run.get("csrf") == "cookie":
        client.get("/admin/login/", HTTP_HOST="127.0.0.1:8000")  # A page that has a form.
    response = send("text/html")
    html = response.content.decode()
    sys.stderr.flush()
    with open(os.devnull, "w") as nowhere:  # The second request would log the same again.
        sys.stderr.flush()
        saved = os.dup(2)
        os.dup2(nowhere.fileno(), 2)
        text = send("text/plain").content.decode()
        os.dup2(saved, 2)
    line = f'[24/Nov/2026 10:11:12] "{response.request["REQUEST_METHOD"]} {run["path"]} HTTP/1.1" {response.status_code} {len(html)}'
    return {"html": html, "text": text if not text.lstrip().startswith("<") else "", "line": line}


def in_fork(action):
    """Do something that leaves no trace in this process."""
    if child := os.fork():
        os.waitpid(child, 0)
        return
    try:
        action()
    finally:
        sys.stdout.flush()
        os._exit(0)


def produce(run):
    """In the project's folder. Returns texts by name; what was printed is added to them."""
    for arguments in run.get("before", []):
        in_fork(lambda: run_file("manage.py", arguments))
    if "manage" in run:
        run_file("manage.py", run["manage"])
    elif "file" in run:
        run_file(run["file"])
    elif "path" in run:
        manage = Path("manage.py").read_text()
        sys.path[0] = os.getcwd()
        try:
            return request(run, manage)
        except Exception:
            traceback.print_exc()
    else:
        subprocess.run([sys.executable, *run["python"]], cwd=run.get("cwd"), check=False)
    return {}


def produce_in_fork(recipe):
    """Start it. What it prints and answers is in the files that this returns beside the process."""
    printed, answer = tempfile.TemporaryFile("w+"), tempfile.TemporaryFile("w+")
    child = os.fork()
    if child:
        return child, printed, answer
    try:
        os.dup2(printed.fileno(), 1)
        os.dup2(printed.fileno(), 2)
        os.chdir(recipe["root"])
        os.environ.update(recipe["run"].get("env", {}))
        answer.write(json.dumps(produce(recipe["run"])))
        answer.flush()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(0)


def main():
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    load_django()
    gc.freeze()
    waiting = list(enumerate(json.load(sys.stdin)))
    texts = [{} for _ in waiting]
    running = {}
    while waiting or running:
        while waiting and len(running) < 2:
            index, recipe = waiting.pop(0)
            child, printed, answer = produce_in_fork(recipe)
            running[child] = index, printed, answer
        child, _ = os.wait()
        index, printed, answer = running.pop(child)
        for file in (printed, answer):
            file.seek(0)
        texts[index] = {"printed": printed.read(), **json.loads(answer.read() or "{}")}
    print(json.dumps(texts))


main()

"""
Runs the examples of the catalog in the Django project of the current folder.

Reads JSON from standard input: {"blocks": [{"id", "source"}], "commands": [{"id", "words"}]}.
Prints what went wrong, as a list.
"""

import ast
import contextlib
import io
import json
import os
import re
import socket
import sys
import traceback
from pathlib import Path

sys.path.insert(0, os.getcwd())
sys.dont_write_bytecode = True
os.environ["DJANGO_SETTINGS_MODULE"] = "myproj.settings"

import django
from django.apps import apps
from django.core.management import CommandError, get_commands, load_command_class
from django.db import transaction

django.setup()


# A comment in words about the output, and not the output itself: `# the number it got`
REMARK = re.compile(r"(the|this|such as|set|not|prints) ")


class RolledBack(Exception):
    pass


def no_network(*_):
    raise OSError("An example must not need a network.")


def files():
    return sorted(Path().rglob("*"))


def expectation(statement, source):
    """What a `print(…)  # comment` says that it prints."""
    last_line = source.splitlines()[statement.end_lineno - 1]
    match = re.search(r"^print\(.*\) +# (.*)$", last_line)
    return match and match[1]


def agree(printed, expected):
    """Whether the comment is what was printed, with or without some words more: `# 2, a number`"""
    return REMARK.match(expected) or re.match(rf"{re.escape(printed)}($|[,:] )", expected)


def run(source):
    """Yields what is wrong, statement by statement, as one would paste them into a shell."""
    # In a module of the app, so that an example may define a model.
    scope = {"__name__": "blog.examples"}
    models = dict(apps.all_models["blog"])
    try:
        with transaction.atomic():
            for statement in ast.parse(source).body:
                output = io.StringIO()
                with contextlib.redirect_stdout(output):
                    exec(compile(ast.Module([statement], []), "example", "exec"), scope)
                expected = expectation(statement, source)
                printed = output.getvalue().strip()
                if expected and not agree(printed, expected):
                    yield f"prints {printed!r}, not {expected!r}"
            raise RolledBack
    except RolledBack:
        pass
    finally:
        apps.all_models["blog"].clear()
        apps.all_models["blog"].update(models)
        apps.clear_cache()


def problems_of_block(source):
    before = files()
    try:
        yield from run(source)
    except Exception as error:
        yield "".join(traceback.format_exception_only(error)).strip()
    if files() != before:
        yield "writes files"


def problems_of_command(words):
    """Reads the arguments as manage.py does, and runs nothing."""
    name, *arguments = words
    if name == "help":
        name, arguments = (arguments or ["check"])[0], []
    commands = get_commands()
    if name not in commands:
        yield f"manage.py has no command {name}"
        return
    parser = load_command_class(commands[name], name).create_parser("manage.py", name)
    try:
        parser.parse_args(arguments)
    except CommandError as error:
        yield f"manage.py {' '.join(words)}: {error}"


def main():
    job = json.load(sys.stdin)
    socket.socket.connect = no_network
    yield from (
        f"{block['id']}: {problem}"
        for block in job["blocks"]
        for problem in problems_of_block(block["source"])
    )
    yield from (
        f"{command['id']}: {problem}"
        for command in job["commands"]
        for problem in problems_of_command(command["words"])
    )


print(json.dumps(list(main())))

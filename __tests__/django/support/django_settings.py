"""
Compares explanations of settings with Django itself: which settings there are, and their defaults.

Arguments: Django's source package (.tar.gz), which holds the documentation. Reads {name: default}
from standard input, as JSON: `DEBUG`, or `DATABASES-HOST` for what stands inside; the default is
Python source, or null where none is stated. Prints what differs, as a list.
"""

import ast
import json
import re
import sys
import tarfile
from importlib import import_module
from pathlib import Path

import django
from django.conf import global_settings, settings

settings.configure()

# A hundred pairs of code and name: the explanation says so and does not repeat them.
TOO_LONG_TO_STATE = {"LANGUAGES"}

# Django reads these attributes of its settings object, but nobody sets them.
NO_SETTINGS = {"SETTINGS_MODULE"}

HEADING = re.compile(r"^``(\w+)``\n(-+|~+)\n(.*?)(?=^\.\. setting::)", re.MULTILINE | re.DOTALL)


def uses_in_source():
    """Every setting that Django's code reads, each with the defaults of `getattr(settings, …)`."""
    root = Path(django.__file__).parent
    uses = {}
    for file in root.rglob("*.py"):
        source = file.read_text()
        if "settings" not in source:
            continue
        module = ".".join(["django", *file.relative_to(root).with_suffix("").parts])
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Attribute(value=ast.Name("settings"), attr=name):
                    default = None
                case ast.Call(
                    func=ast.Name("getattr" | "hasattr"),
                    args=[ast.Name("settings"), ast.Constant(str(name)), *rest],
                ):
                    default = rest[0] if rest else None
                case _:
                    continue
            if name.isupper() and name not in NO_SETTINGS:
                uses.setdefault(name, [])
                if default is not None:
                    uses[name].append(value_of(default, module))
    return uses


def value_of(node, module):
    try:
        return ast.literal_eval(node)
    except ValueError:
        return eval(ast.unparse(node), vars(import_module(module)))


def documented(package):
    """The text about each setting of the page ref/settings, with those inside of others."""
    with tarfile.open(package) as archive:
        [page] = [name for name in archive.getnames() if name.endswith("/docs/ref/settings.txt")]
        source = archive.extractfile(page).read().decode()
    texts = {}
    for name, line, text in HEADING.findall(source):
        if line[0] == "-":
            parent = name
            texts[name] = text
        else:
            texts[f"{parent}-{name}"] = text
    return texts


def stated_default(text):
    """What the documentation says behind `Default:`, where that is Python."""
    match = re.search(r"^Default: ``(.+?)``", text, re.MULTILINE)
    return [ast.literal_eval(match[1])] if match else []


def defaults(package):
    """The default of every setting, as a list of one; an empty list where it has none."""
    texts = documented(package)
    found = {}
    for name, values in uses_in_source().items():
        is_defined = "Default: Not defined" not in texts.get(name, "")
        found[name] = [value for value in values[:1] if is_defined and value is not None]
    for name in dir(global_settings):
        if name.isupper():
            found[name] = [getattr(global_settings, name)]
    for name, text in texts.items():
        if "-" in name:
            found[name] = stated_default(text)
    return found


def problems(explained, expected):
    for name in sorted(expected.keys() - explained.keys()):
        yield f"{name} is not explained"
    for name in sorted(explained.keys() - expected.keys()):
        yield f"{name} is explained, but Django has no such setting"
    for name in sorted(explained.keys() & expected.keys()):
        stated, default = explained[name], expected[name]
        if stated is None:
            # What stands inside of another setting may go without: its default depends.
            if default and "-" not in name and name not in TOO_LONG_TO_STATE:
                yield f"{name} has the default {default[0]!r}, which is not stated"
        elif repr([eval(stated, {"__builtins__": {}})]) != repr(default):
            yield f"{name} has the default {default}, not {stated}"


print(json.dumps(list(problems(json.load(sys.stdin), defaults(sys.argv[1])))))

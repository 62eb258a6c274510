"""Checks the two edits of add-app with CPython's own parser, independently of the editor.

Reads JSON from standard input: {"root", "app", "prefix", "roots", "settings": {"before", "after"},
"urls": {"before", "after", "file"}}; writes a list of complaints as JSON. An empty list means:
one element more in one list of the settings, one route more and nothing but its imports in the
urls, nothing else changed, and the route is the first that answers its address.
"""

import ast
import json
import os
import re
import sys
import types
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(10000)

ROUTE_IMPORTS = {"path", "re_path", "url", "include"}
CATCH_ALL = {"wagtail.urls", "wagtail.core.urls", "wagtail.wagtailcore.urls", "cms.urls", "mezzanine.urls", "django.contrib.flatpages.urls"}


def parse(source):
    source = source.lstrip("\ufeff")
    source = re.sub(r"^([ \t]*#.*?coding[:=])", r"# ", source, flags=re.M)
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.parse(to_python3(source))


def to_python3(source):
    from lib2to3 import refactor

    names = ["print", "except", "ne", "raise", "numliterals", "exec", "repr", "has_key", "unicode"]
    tool = refactor.RefactoringTool(["lib2to3.fixes.fix_" + name for name in names])
    return str(tool.refactor_string(source + "\n", "source"))


def only_insertions(before, after, expected):
    """Whether `after` is `before` with pieces put in that hold nothing but `expected` characters."""
    inserted, position = [], 0
    for char in after:
        if position < len(before) and char == before[position]:
            position += 1
        else:
            inserted.append(char)
    if position < len(before):
        return False
    return sorted("".join("".join(inserted).split())) == sorted("".join(expected.split()))


def comments(source):
    return re.findall(r"#[^\r\n]*", source)


# ---- settings


class WithoutApp(ast.NodeTransformer):
    def __init__(self, app):
        self.app, self.removed = app, 0

    def strip(self, node):
        self.generic_visit(node)
        kept = [e for e in node.elts if not (isinstance(e, ast.Constant) and e.value == self.app)]
        self.removed += len(node.elts) - len(kept)
        node.elts = kept
        return node

    visit_List = visit_Tuple = strip


def check_settings(app, before, after):
    old, new = parse(before), parse(after)
    stripper = WithoutApp(app)
    new = stripper.visit(new)
    if stripper.removed != 1:
        yield f"settings: {stripper.removed} elements added"
    if ast.dump(old) != ast.dump(new):
        yield "settings: something else changed"
    if comments(before) != comments(after):
        yield "settings: comments changed"
    pieces = [f"'{app}',", f'"{app}",', f"'{app}'", f'"{app}"']
    if not any(only_insertions(before, after, piece) for piece in pieces):
        yield "settings: other bytes changed"


# ---- urls


class WithoutRoute(ast.NodeTransformer):
    def __init__(self, module):
        self.module, self.removed = module, 0

    def is_route(self, node):
        return isinstance(node, ast.Call) and any(
            isinstance(part, ast.Constant) and part.value == self.module for part in ast.walk(node)
        ) and not any(isinstance(part, (ast.List, ast.Tuple)) for part in ast.walk(node))

    def visit_List(self, node):
        kept = [e for e in node.elts if not self.is_route(e)]
        self.removed += len(node.elts) - len(kept)
        node.elts = kept
        self.generic_visit(node)
        return node

    visit_Tuple = visit_List

    def visit_AugAssign(self, node):
        had = isinstance(node.value, ast.List) and len(node.value.elts)
        self.generic_visit(node)
        return None if had and not node.value.elts else node


def split_imports(tree):
    imports = []
    for node in list(tree.body):
        if isinstance(node, ast.ImportFrom):
            imports += [(node.level, node.module, name.name, name.asname) for name in node.names]
            tree.body.remove(node)
    return imports


def check_urls(module, before, after):
    old, new = parse(before), parse(after)
    old_imports, new_imports = split_imports(old), split_imports(new)
    for known in old_imports:
        if known not in new_imports:
            yield f"urls: import {known} lost"
        else:
            new_imports.remove(known)
    for _, source, name, _ in new_imports:
        if name not in ROUTE_IMPORTS or not source.startswith("django."):
            yield f"urls: strange import {source}.{name}"
    stripper = WithoutRoute(module)
    new = stripper.visit(new)
    if stripper.removed != 1:
        yield f"urls: {stripper.removed} routes added"
    if ast.dump(old) != ast.dump(new):
        yield "urls: something else changed"
    if comments(before) != comments(after):
        yield "urls: comments changed"
    position = 0
    for char in after:
        if position < len(before) and char == before[position]:
            position += 1
    if position < len(before):
        yield "urls: bytes lost"


# ---- reached: the urls are run, with stubs for everything that they import


class Endless(type):
    __or__ = __ror__ = lambda cls, other: cls

    def __getattr__(cls, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Anything()


class Anything(metaclass=Endless):
    """Stands for every object of the world outside: can be called, added, iterated, subclassed."""

    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)

    def __call__(self, *args, **kwargs):
        return Anything()

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Anything()

    def __mro_entries__(self, bases):
        return (Anything,)

    def __iter__(self):
        return iter(())

    def __add__(self, other):
        return other

    __radd__ = __add__
    __getitem__ = __or__ = __ror__ = __call__
    __setitem__ = __delitem__ = lambda *args: None
    __contains__ = lambda self, item: self.truth
    __str__ = lambda self: "stub"
    __mod__ = __truediv__ = __call__
    __enter__ = lambda self: self
    __exit__ = lambda self, *args: None
    __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: self.truth
    truth = False
    __bool__ = lambda self: self.truth


class Included:
    def __init__(self, target, namespace=None, app_name=None):
        self.target = target[0] if isinstance(target, tuple) else target


class Route:
    def __init__(self, kind, pattern=None, view=None, *args, route=None, regex=None, **kwargs):
        pattern = next(p for p in (pattern, route, regex, "stub") if p is not None)
        self.kind, self.pattern, self.view = kind, pattern, kwargs.get("view", view)


CONVERTERS = {"str": "[^/]+", "int": "[0-9]+", "slug": "[-a-zA-Z0-9_]+", "uuid": "[0-9a-f-]{36}", "path": ".+"}


class World:
    def __init__(self, roots, changed):
        self.roots, self.changed, self.cache = roots, changed, {}

    def file_of(self, name):
        for root in self.roots:
            for tail in ("/__init__.py", ".py"):
                file = os.path.join(root, name.replace(".", "/")) + tail
                if os.path.isfile(file):
                    return file
        return None

    def urls(self, name):
        if name not in self.cache:
            file = self.file_of(name)
            self.cache[name] = None
            if file:
                self.cache[name] = self.run(name, file)
        return self.cache[name]

    def run(self, name, file):
        with open(file, encoding="utf-8", errors="replace") as stream:
            source = self.changed.get(os.path.realpath(file)) or stream.read()
        tree = parse(source)
        package = name if file.endswith("__init__.py") else name.rpartition(".")[0]
        scope = {"__name__": name, "__file__": file, "__package__": package}
        builtins = Lenient(vars(__import__("builtins")))
        scope["__builtins__"] = builtins
        builtins["__import__"] = self.importer(package)
        try:
            exec(compile(tree, file, "exec"), scope)
        except Exception as error:  # noqa: BLE001
            scope["__error__"] = error
        return scope

    def importer(self, package):
        def load(name, scope=None, local=None, names=(), level=0):
            if level:
                base = package.split(".")
                base = base[: len(base) - level + 1]
                name = ".".join(base + ([name] if name else []))
            if names and "*" in names:
                own = self.urls(name)
                stub = types.ModuleType(name)
                for key, value in (own or DJANGO).items():
                    if not key.startswith("_"):
                        setattr(stub, key, value)
                return stub
            if name in ("re", "os", "sys", "functools", "operator", "itertools", "collections"):
                return __import__(name)
            if name in ROUTE_MODULES and names:
                return Namespace(DJANGO)
            if names and self.file_of(name) and "urlpatterns" in str(names):
                return Namespace(self.urls(name))
            return Anything()

        return load

    def first_answer(self, routes, address, depth=0):
        for route in routes or ():
            if isinstance(route, (tuple, list)) and route and isinstance(route[0], str):
                route = Route("regex", *route[:2])
            if not isinstance(route, Route):
                continue
            target = route.view
            include = isinstance(target, (Included, list))
            pattern = route.pattern
            if not isinstance(pattern, str):
                # A prefix from the settings. Only the list that wraps all others may be behind it.
                if not (isinstance(target, Included) and isinstance(target.target, list)):
                    continue
                pattern = ""
            if route.kind == "path":
                pattern = "^" + "".join(
                    CONVERTERS.get(part[1:-1].split(":")[0] if ":" in part else "str", "[^/]+")
                    if part.startswith("<")
                    else re.escape(part)
                    for part in re.split(r"(<[^>]+>)", pattern)
                )
                pattern += "" if include else r"\Z"
            match = re.search(pattern, address)
            if not match:
                continue
            rest = address[match.end() :]
            if not include:
                return route
            inner = target.target if isinstance(target, Included) else target
            if inner == self.module:
                return "ours"
            if isinstance(inner, str):
                if inner in CATCH_ALL:
                    return route
                scope = self.urls(inner)
                inner = scope.get("urlpatterns") if scope else ()
            if depth < 6 and isinstance(inner, (list, tuple)):
                found = self.first_answer(inner, rest, depth + 1)
                if found:
                    return found
        return None


class Lenient(dict):
    """Names that a stub of a star import did not bring are stubs as well."""

    def __missing__(self, name):
        return Anything()


class Namespace:
    def __init__(self, names):
        self.__dict__.update(names or {})

    def __getattr__(self, name):
        return Anything()


ROUTE_MODULES = {
    "django.urls",
    "django.urls.conf",
    "django.conf.urls",
    "django.conf.urls.defaults",
    "django.conf.urls.i18n",
    "django.conf.urls.static",
    "django.contrib.staticfiles.urls",
    "wagtail.utils.urlpatterns",
}
DJANGO = {
    "path": lambda *a, **k: Route("path", *a, **k),
    "re_path": lambda *a, **k: Route("regex", *a, **k),
    "url": lambda *a, **k: Route("regex", *a, **k),
    "include": Included,
    "patterns": lambda prefix, *routes: list(routes),
    "i18n_patterns": lambda *routes, **k: list(routes) if k.get("prefix_default_language") is False else [],
    "decorate_urlpatterns": lambda routes, decorator: routes,
    "static": lambda *a, **k: [],
    "staticfiles_urlpatterns": lambda *a, **k: [],
}


def check_reached(module, prefix, roots, file, source):
    for Anything.truth in (False, True):
        world = World(roots, {os.path.realpath(file): source})
        world.module = module
        scope = world.run(name_of(file, roots), file)
        if "__error__" in scope:
            yield f"urls: could not be run: {scope['__error__']!r}"
            return
        for page in ("", "1/", "new/"):
            answer = world.first_answer(scope.get("urlpatterns"), prefix + page)
            if answer != "ours":
                pattern = getattr(answer, "pattern", answer)
                yield f"urls: {prefix}{page} is answered by {pattern!r} (conditions {Anything.truth})"


def name_of(file, roots):
    for root in roots:
        if file.startswith(root + "/"):
            return file[len(root) + 1 :].removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return "urls"


def main():
    job = json.load(sys.stdin)
    complaints = []
    if job.get("settings"):
        complaints += check_settings(job["app"], job["settings"]["before"], job["settings"]["after"])
    if job.get("urls"):
        urls, module = job["urls"], job["app"] + ".urls"
        complaints += check_urls(module, urls["before"], urls["after"])
        complaints += check_reached(module, job["prefix"], job["roots"], urls["file"], urls["after"])
    json.dump(complaints, sys.stdout)


main()

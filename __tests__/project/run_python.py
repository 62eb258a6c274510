"""Runs settings and urls sources with stubs for Django. Reads a JSON list of {"source", "name"} from
standard input; writes what the name holds, once with DEBUG off and once with DEBUG on."""

import json
import sys
import types


def module(name, **names):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(names)


def route(kind):
    return lambda pattern, target, **options: f"{kind} {pattern} -> {target}"


settings = types.SimpleNamespace(DEBUG=False, MEDIA_URL="/media/", BASE_PATH="base/")
urls = {"include": lambda target: target, "url": route("url")}
module("django")
module("django.conf", settings=settings)
module("django.urls", path=route("path"), re_path=route("re_path"), **urls)
module("django.conf.urls", patterns=lambda prefix, *routes: list(routes), **urls)
module("django.conf.urls.static", static=lambda url, **options: [f"static {url}"])
module("django.conf.urls.i18n", i18n_patterns=lambda *routes, **options: [f"i18n {routes}"])


def run(source, name, debug):
    settings.DEBUG = debug
    scope = {"DEBUG": debug, "view": "view", "settings": settings, "__name__": "mysite"}
    exec(compile(source.encode(), "source", "exec"), scope)
    return list(scope[name])


json.dump(
    [[run(job["source"], job["name"], debug) for debug in (False, True)] for job in json.load(sys.stdin)],
    sys.stdout,
)

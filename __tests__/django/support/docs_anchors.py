"""
Looks up places in Django's documentation, in the sources that come with Django's own package.

Arguments: the package (.tar.gz). Reads places such as "ref/settings/#debug" from standard input,
as JSON; prints those that are not there.
"""

import json
import re
import sys
import tarfile

HEADING = re.compile(r"^(?P<title>\S.*)\n(?P<line>([=\-~`'\"^#*+.:])\3{2,})$", re.MULTILINE)
LABEL = re.compile(r"^\.\. _(.+):$", re.MULTILINE)
# Directives of Django's documentation that make anchors: `.. setting:: DEBUG`
OBJECT = re.compile(r"^ *\.\. (setting|templatetag|templatefilter|fieldlookup):: (\S+)$", re.MULTILINE)


def slug(title):
    """The id that docutils makes of a heading: https://docutils.sourceforge.io"""
    text = re.sub(r":[\w:+-]+:`~?(?:[^`<]*\.)?([^`<]+?)(?: <[^`]*)?`", r"\1", title)
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", text.lower()))


def anchors(source):
    for match in HEADING.finditer(source):
        if len(match["line"]) >= len(match["title"].rstrip()):
            yield slug(match["title"])
    yield from (slug(label) for label in LABEL.findall(source))
    yield from (f"std-{kind}-{name}" for kind, name in OBJECT.findall(source))


def missing(package, places):
    pages = {}
    with tarfile.open(package) as archive:
        for member in archive:
            name = re.fullmatch(r"[^/]+/docs/(.+?)(?:/index)?\.txt", member.name)
            if name:
                pages[f"{name[1]}/"] = archive.extractfile(member).read().decode()
    for place in places:
        page, _, anchor = place.partition("#")
        if page not in pages or (anchor and anchor not in anchors(pages[page])):
            yield place


print(json.dumps(list(missing(sys.argv[1], json.load(sys.stdin)))))

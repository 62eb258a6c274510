"""Reads {"name": "html"} from standard input; prints {"name": [what is wrong with the HTML]}."""

import json
import sys
from collections import Counter

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"


def problems(html):
    parser = html5lib.HTMLParser()
    document = parser.parse(html)
    yield from (f"line {line}: {error} {details}" for (line, _), error, details in parser.errors)
    for name, wanted in [("title", 1), ("h1", 1), ("main", 1)]:
        found = len(document.findall(f".//{XHTML}{name}"))
        if found != wanted:
            yield f"{found} <{name}>"
    ids = Counter(element.get("id") for element in document.iter() if element.get("id"))
    yield from (f"id {name} {count} times" for name, count in ids.items() if count > 1)


pages = json.load(sys.stdin)
print(json.dumps({name: found for name, html in pages.items() if (found := list(problems(html)))}))

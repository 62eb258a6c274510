"""
Looks at Python sources with Python's own eyes.

Reads [{"path": ..., "noted": source, "plain": source}] from standard input; prints what should have
a note and has none, and where the notes changed what the code means.
"""

import ast
import json
import sys


def lines_that_need_notes(tree):
    """Yields (line number, what stands there)."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                yield first, node.name
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if isinstance(
                value, ast.List | ast.Tuple
            ) or (name.isupper() and node in tree.body):
                yield node.lineno, name


def problems(path, noted, plain):
    tree = ast.parse(noted)
    if ast.dump(tree) != ast.dump(ast.parse(plain)):
        yield f"{path}: the notes change the code"
    lines = noted.splitlines()
    for number, name in lines_that_need_notes(tree):
        above = lines[number - 2] if number > 1 else ""
        if not above.lstrip().startswith("# | "):
            yield f"{path}:{number}: {name} has no note"


json.dump([each for file in json.load(sys.stdin) for each in problems(**file)], sys.stdout)

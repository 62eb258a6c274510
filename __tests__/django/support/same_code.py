"""
Reads [{"path": ..., "plain": source, "noted": source}] from standard input; prints the paths whose
notes change what Python reads: the code, and its comments on types.
"""

import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")


def tree(source):
    module = ast.parse(source.encode(), type_comments=True)
    module.type_ignores = []  # They carry the numbers of their lines.
    return ast.dump(module)


json.dump(
    [file["path"] for file in json.load(sys.stdin) if tree(file["plain"]) != tree(file["noted"])],
    sys.stdout,
)

"""
Checks many projects with features, each in a fork of one process that has loaded Django already.

Reads JSON from standard input: {"settings": "...", "production": {variables}, "jobs": [{"root": "...",
"kind": "development" or "production"}]}. Prints one JSON object: {"<root>: <kind>": "<what is wrong>"},
with an empty text where nothing is.
"""

import json
import os
import re
import sys
from pathlib import Path

from feature_checks import check
from forks import in_forks, load_django


def checked(root, kind, settings, variables):
    """A function that checks a project, and that all tests in its files have run."""

    def job():
        os.chdir(root)
        os.environ.update(variables)
        check(settings, kind, migrates_tests=False)
        if kind == "development":
            files = Path(root).rglob("test*.py")
            written = sum(len(re.findall(r"def test_", file.read_text())) for file in files)
            found = re.search(r"Found (\d+) test", sys.stdout.getvalue())
            assert int(found[1]) >= written, f"found {found[1]} tests of {written}"

    return job


def main():
    sys.dont_write_bytecode = True
    load_django()
    work = json.load(sys.stdin)
    variables = {"development": {}, "production": work["production"]}
    jobs = {
        f"{root}: {kind}": checked(root, kind, work["settings"], variables[kind])
        for root, kind in ((job["root"], job["kind"]) for job in work["jobs"])
    }
    print(json.dumps({**dict.fromkeys(jobs, ""), **in_forks(jobs)}))


main()

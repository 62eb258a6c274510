"""Checks a project in one process, since starting Django takes longer than most of the checks.

Arguments: the settings module, and `development` or `production`. Runs in the folder of manage.py.
"""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def check(module, kind, migrates_tests=True):
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    django.setup()
    if kind == "production":
        call_command("check", deploy=True, fail_level="WARNING")
        call_command("makemigrations", check_changes=True, dry_run=True)
    else:
        call_command("check", fail_level="WARNING")
        call_command("makemigrations", check_changes=True, dry_run=True)
        call_command("migrate", verbosity=0)
        # That the migrations make the tables of the models is known by now.
        connection.settings_dict["TEST"]["MIGRATE"] = migrates_tests
        # https://docs.djangoproject.com/en/stable/topics/testing/overview/#speeding-up-the-tests
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        call_command("test", interactive=False)


if __name__ == "__main__":
    check(*sys.argv[1:])

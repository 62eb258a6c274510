"""
Fills a database with rows of every kind, or takes them over from data.json. Prints, as JSON, what is in it then.

Arguments: `fill` and the number of rows, or `load`. Runs in the folder of manage.py. One process does it all, since
starting Django takes longer than most of it.
"""

import datetime as dt
import hashlib
import json
import os
import sys
import uuid
from decimal import Decimal

import django
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command


def fill(number):
    from django.contrib.auth.models import Group, User
    from shop.models import Item

    password = make_password("lovelace")
    users = [
        User(username=name, email=f"{name}@example.com", password=password)
        for name in ["ada", "Łukasz", "小林"]
    ]
    User.objects.bulk_create(users)
    users[0].groups.add(Group.objects.create(name="Editors"))
    moment = dt.datetime(2024, 2, 29, 23, 59, 58, 987654, tzinfo=dt.timezone.utc)
    Item.objects.bulk_create(
        (
            Item(
                name=f"Täst 'n' \"{n}\" 漢字 🍣 \\ %s",
                code=None if n % 2 else f"Z{n}",
                body="" if n % 3 else f" {n}\r\n\tZeile\n<b>&amp;</b>\\n\x7f e\u0301 ",
                price=Decimal(n) / 100 - 50,
                is_sold=n % 2 == 0,
                is_known=[None, True, False][n % 3],
                day=dt.date(1900, 1, 1) + dt.timedelta(days=n),
                moment=moment + dt.timedelta(seconds=n, microseconds=n),
                clock=dt.time(n % 24, 30, 0, n),
                took=None if n % 3 else dt.timedelta(days=-n, microseconds=n),
                number=uuid.UUID(int=n << 64 | n),
                data={"n": [n, None, True, 0.1, "é🍺"], "": {}} if n % 5 else [],
                content=bytes([n % 256, 0, 255, 10, 39]),
                size=n * (-1) ** n << 48,
                weight=None if n % 4 else n / 7,
                address="2001:db8::ff" if n % 2 else "10.0.0.7",
                owner=None if n % 20 else users[n // 20 % 3],
            )
            for n in range(number)
        ),
        batch_size=1000,
    )
    first = Item.objects.get(number=uuid.UUID(int=0))
    first.body = "Ein langer Text. 🍣\n" * 20_000
    first.save()
    Item.objects.filter(size__gt=0).update(parent=first)


def summary():
    """A number for each column: where two differ, the name of the column is known."""
    from django.contrib.auth.models import User
    from shop.models import Item

    names = [field.attname for field in Item._meta.concrete_fields]
    digests = {name: hashlib.sha256() for name in names}
    for row in Item.objects.order_by("pk").values_list(*names).iterator():
        for name, value in zip(names, row):
            if name in {"moment", "clock"}:
                # JSON, in which Django writes the rows down, holds times to a millisecond.
                value = value.isoformat(timespec="milliseconds")
            if name == "data":
                # PostgreSQL keeps the keys of JSON in an order of its own.
                value = json.dumps(value, sort_keys=True)
            digests[name].update(repr(value).encode())
    ada = User.objects.get(username="ada")
    return {
        "rows": Item.objects.count(),
        "columns": {name: digest.hexdigest()[:12] for name, digest in digests.items()},
        "users": list(User.objects.order_by("pk").values_list("pk", "username", "email")),
        "password": ada.check_password("lovelace"),
        "groups": [group.name for group in ada.groups.all()],
    }


def next_key():
    from django.contrib.auth.models import Group

    return Group.objects.create(name="one more").pk


def main(action, number="0"):
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "myproj.settings"
    django.setup()
    settings.DEBUG = False  # Django would write down every query.
    call_command("migrate", verbosity=0)
    if action == "fill":
        fill(int(number))
    else:
        call_command("loaddata", "data.json", verbosity=0)
    print(json.dumps(summary()))
    if action == "load":
        # The counter of new rows has moved on, too.
        assert next_key() == 2


main(*sys.argv[1:])

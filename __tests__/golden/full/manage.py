#!/usr/bin/env python
# | The remote control of the project. You run it in a terminal with a
# | command, such as `runserver`, `migrate` or `test`. It tells Django where
# | the settings are and passes your words on. A web server comes in by
# | `mysite/wsgi.py` instead.
# | More: https://docs.djangoproject.com/en/6.1/ref/django-admin/

"""Django's command-line utility for administrative tasks."""

import os
import sys


# | All the work of this file: name the settings, import Django, hand over
# | the command. The last lines of the file call it.
def main():
    """Run administrative tasks."""
    # | Names the settings file of the project, with dots as in an import. The
    # | name goes into the environment: texts that a program gets from outside.
    # | `setdefault` keeps a name that is already there, so you can choose other
    # | settings without changing this file.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
    # | Imports Django here and not at the top, so that a missing Django leads
    # | to a message that says what to check. Most often the virtual
    # | environment is not active.
    try:
        from django.core.management import execute_from_command_line
    except ImportError as exc:
        raise ImportError(
            "Couldn't import Django. Are you sure it's installed and "
            "available on your PYTHONPATH environment variable? Did you "
            "forget to activate a virtual environment?"
        ) from exc
    # | `sys.argv` holds the words you typed, such as `manage.py` and `migrate`.
    # | Django takes the second one as the name of a command, loads the settings
    # | and the apps, and runs it.
    execute_from_command_line(sys.argv)


# | Python gives the file that you start the name `__main__`. So
# | `main()` runs when you type `python manage.py`, but not when
# | another file imports this one.
if __name__ == "__main__":
    main()

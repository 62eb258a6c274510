# | Marks the folder as a package. `migrate`, `makemigrations` and the
# | test runner look in here for the migrations of `blog`. If this
# | file is missing, the app counts as one without migrations, and
# | `migrate` makes no table for it.
# | More: https://docs.djangoproject.com/en/6.1/topics/migrations/#migration-files

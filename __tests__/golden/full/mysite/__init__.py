# | Marks the folder `mysite` as a package: a folder whose files Python can
# | import by a name with dots, such as `mysite.settings`. Python runs this
# | file before any other file of the folder. It may stay empty.
# | More: https://docs.djangoproject.com/en/6.1/intro/tutorial01/#creating-a-project

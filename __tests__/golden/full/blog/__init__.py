# | Python reads this file once, when something first imports from `blog`.
# | It may stay empty. It marks the folder as a package: without it, the
# | test runner finds no tests in here.
# | More: https://docs.djangoproject.com/en/6.1/intro/tutorial01/#creating-the-polls-app

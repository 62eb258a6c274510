# | Every choice about the project in one place. Django runs this file once
# | when it starts and keeps each name in CAPITALS. For nearly every setting
# | that is missing here, Django has a default. After a change Django must
# | start again; `runserver` does so when you save.
# | More: https://docs.djangoproject.com/en/6.1/topics/settings/

import os
from pathlib import Path

# | The folder that holds `manage.py`: `__file__` is this file,
# | and each `.parent` goes one folder up. The paths below are
# | built on it, so they stay right when you move the project.
# | Django itself does not use the name.
BASE_DIR = Path(__file__).resolve().parent.parent

# | While this is on, an error shows a page with your code and its values.
# | This helps you, and it would help an attacker. So set the environment
# | variable `DJANGO_DEBUG` to `false` on a site that others can reach. When
# | nothing is set, `DEBUG` is on.
DEBUG = os.environ.get("DJANGO_DEBUG", "true").lower() in {"1", "true", "yes", "on"}

# | A seal: Django signs some data with this key before it goes out, such as
# | the link to reset a password, and later sees whether it is unchanged.
# | Whoever knows the key can forge the seal. So the key below works only
# | while `DEBUG` is on; a real site sets `DJANGO_SECRET_KEY`.
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY", "")
if DEBUG and not SECRET_KEY:
    SECRET_KEY = "django-insecure-golden"

# | The names by which this site may be called, such as `example.com`. A
# | request for any other name gets the answer 400 (Bad Request). The names
# | come from `DJANGO_ALLOWED_HOSTS`, with commas between them. With none
# | and `DEBUG` on, only names of this computer work, such as `localhost`.
ALLOWED_HOSTS = os.environ.get("DJANGO_ALLOWED_HOSTS", "").replace(",", " ").split()

# | Django loads these apps when it starts. From each one it takes the
# | models, templates, static files, commands and translations. An app
# | without a line here gets no tables. Where two apps hold a file of the
# | same name, the app higher up wins.
INSTALLED_APPS = [
    # | The site at /admin/, where staff add, change and delete data.
    "django.contrib.admin",
    # | Users, groups and permissions, and the tools to log in and out.
    "django.contrib.auth",
    # | Keeps a table of all models; every permission points into it.
    "django.contrib.contenttypes",
    # | Keeps each visitor's data between pages, so that a login lasts.
    "django.contrib.sessions",
    # | One-time notes to a visitor, such as "The post was changed".
    "django.contrib.messages",
    # | Finds CSS, scripts and images; `runserver` serves them with it.
    "django.contrib.staticfiles",
    # | Your app. Without this line its models have no tables, and its
    # | templates, static files and admin pages are not found.
    "blog",
]

# | Layers around your views, like the skins of an onion. A request passes
# | them from top to bottom, the response from bottom to top. A layer may
# | add something, change something or answer at once. Some need another one
# | above them: the login needs the session.
MIDDLEWARE = [
    # | Adds safety headers; it can also send visitors on to https.
    "django.middleware.security.SecurityMiddleware",
    # | Gives each request `request.session`, the visitor's own data.
    "django.contrib.sessions.middleware.SessionMiddleware",
    # | Sends a visitor of `/admin` on to `/admin/`: an address without a slash
    # | at the end is completed if that one exists.
    "django.middleware.common.CommonMiddleware",
    # | Refuses a form that another site sends in a visitor's name.
    "django.middleware.csrf.CsrfViewMiddleware",
    # | Adds `request.user`, the visitor; it needs the session above.
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # | Carries one-time notes over to the page that shows them.
    "django.contrib.messages.middleware.MessageMiddleware",
    # | Forbids that a page is shown inside a frame of another page.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# | Where Django begins when it looks up the address of a request: the list
# | `urlpatterns` in `mysite/urls.py`. It is written as Python imports it,
# | with a dot for the folder and without `.py`.
ROOT_URLCONF = "mysite.urls"

# | A template is a text file, mostly HTML, with gaps that Django fills.
# | When a view asks for `home.html`, Django uses this setting to find the
# | file and to fill the gaps. One entry is one engine, the program that
# | does this; one is enough here.
TEMPLATES = [
    {
        # | The program that fills the templates in: here Django's own. Django can
        # | also work with another one, Jinja2.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # | Folders that Django searches before those of the apps. Here lie the
        # | pages of the whole site: `base.html`, `home.html` and the error pages.
        "DIRS": [BASE_DIR / "templates"],
        # | Django also looks in the folder `templates` of every installed app. The
        # | pages of the admin are found this way.
        "APP_DIRS": True,
        "OPTIONS": {
            # | Functions that hand values to every template that is filled in for a
            # | request: `request`; `user` and `perms`; `messages`. The admin uses them.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# | Tells `runserver` which object answers requests: `application` in
# | `mysite/wsgi.py`. Other servers do not read this line. You give them the
# | same name yourself when you start them.
WSGI_APPLICATION = "mysite.wsgi.application"

# | Where the data is stored. SQLite keeps a whole database in one
# | file and needs no server and no password. `migrate` makes the
# | tables in it. `default` is the database that Django uses when
# | your code names no other.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": BASE_DIR / "db.sqlite3",
    }
}

# | Rules for a new password: not like the name or e-mail of the user, at
# | least 8 characters, not a common one, not only digits. Django's forms
# | and `createsuperuser` check them; `create_user()` in your code does not.
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
    },
    {
        "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
    },
    {
        "NAME": "django.contrib.auth.password_validation.NumericPasswordValidator",
    },
]

# | The language of the texts that Django brings along: the admin, error
# | messages of forms, the names of months. Write `de` or `pt-br` here, and
# | they change for every visitor. Your own texts stay as you wrote them.
LANGUAGE_CODE = "en-us"

# | The database keeps times in UTC, the clock that is the same all over the
# | world. Pages show them, and forms read them, in the zone given here. Put
# | yours: a region and a city, such as `Europe/Berlin`.
TIME_ZONE = "UTC"

# | Turns translation on. With `False`, Django's own texts stay English,
# | whatever `LANGUAGE_CODE` says. "I18N" is short for
# | internationalization: an I, 18 letters, an N.
USE_I18N = True

# | With `True`, the times that Django makes know their zone, and the
# | database keeps them in UTC. So they stay right when clocks change in
# | spring, and for visitors in other countries.
USE_TZ = True

# | Static files are those that every visitor gets unchanged: CSS, scripts,
# | images of the design. Their addresses begin with this. The template tag
# | `static` writes it, so no page has to spell it out.
STATIC_URL = "static/"

# | Where the static files of the whole site lie: in the folder `static`
# | beside `manage.py`. Those of one app lie in the app, in a folder
# | `static` of its own, which Django finds without being told.
STATICFILES_DIRS = [BASE_DIR / "static"]

# | Used only for the live site: `manage.py collectstatic` copies all static
# | files, yours and those of the apps, into this one folder. The web server
# | hands them out from there. Do not edit the copies.
STATIC_ROOT = BASE_DIR / "staticfiles"

# | The addresses of uploaded files begin with this. While `DEBUG`
# | is on, a line in `mysite/urls.py` serves them. On the live site
# | the web server has to do it.
MEDIA_URL = "media/"

# | The folder in which Django saves files that people upload. They are
# | data, not code: Git leaves them out, so they need a backup of their
# | own, as the database does.
MEDIA_ROOT = BASE_DIR / "media"

# | How Django sends e-mail, for example a link to reset a password. This
# | entry prints every message in the terminal and sends nothing, so no
# | person gets a test message. It counts while `DEBUG` is on.
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.console.EmailBackend",
    },
}

# | Rules for the live site, where `DEBUG` is off. Most of them demand
# | HTTPS, the encrypted way to a website. `runserver` does not speak it, so
# | they stay off while you develop.
if not DEBUG:
    # | Whoever opens `http://…` is sent on to `https://…`, where nobody on the
    # | way can read or change a page. `SecurityMiddleware` does it, before
    # | your views see the request.
    SECURE_SSL_REDIRECT = True

    # | For so many seconds after a visit, browsers reach this site over HTTPS
    # | only. They do not forget it when you change your mind, so begin with one
    # | hour. When all works, set `DJANGO_HSTS_SECONDS` to a year: 31536000.
    SECURE_HSTS_SECONDS = int(os.environ.get("DJANGO_HSTS_SECONDS", "3600"))

    # | The rule of `SECURE_HSTS_SECONDS` counts for every subdomain too, such
    # | as shop.example.com. If one of them has no HTTPS, set this to `False`:
    # | browsers could not open it any more.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

    # | Browsers carry a list of sites that they open over HTTPS only, even on
    # | the first visit. This is your permission to be on it; it adds the word
    # | `preload` to the header. To get on the list, you still have to ask.
    SECURE_HSTS_PRELOAD = True

    # | The session cookie is like the wristband of a festival: whoever shows
    # | it is let in. With `True`, browsers send it over HTTPS only, so
    # | nobody can copy it on the way.
    SESSION_COOKIE_SECURE = True

    # | The cookie by which `CsrfViewMiddleware` knows your own forms
    # | travels over HTTPS only, too.
    CSRF_COOKIE_SECURE = True

    # | The diary of the live site. While `DEBUG` is off, Django shows visitors
    # | no errors and prints none either. These lines print them, with the place
    # | in your code, where the server prints its own messages.
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"console": {"class": "logging.StreamHandler"}},
        "root": {"handlers": ["console"], "level": "INFO"},
    }

    # | The live site really sends its e-mail: Django hands each message to a
    # | mail server over SMTP, the language of such servers. Name and password
    # | come from environment variables, so they never get into Git.
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": os.environ.get("DJANGO_EMAIL_HOST", "localhost"),
                "port": int(os.environ.get("DJANGO_EMAIL_PORT", "587")),
                "username": os.environ.get("DJANGO_EMAIL_USER", ""),
                "password": os.environ.get("DJANGO_EMAIL_PASSWORD", ""),
                "use_tls": True,
            },
        },
    }

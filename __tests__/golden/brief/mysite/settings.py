# | The choices of the project: its apps, database, language and more.

import os
from pathlib import Path

# | The folder of the project; paths built on it work from anywhere.
BASE_DIR = Path(__file__).resolve().parent.parent

# | On, unless `DJANGO_DEBUG` is `false`, as it must be on a real site.
DEBUG = os.environ.get("DJANGO_DEBUG", "true").lower() in {"1", "true", "yes", "on"}

# | Signs data against forgery; a real site sets `DJANGO_SECRET_KEY`.
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY", "")
if DEBUG and not SECRET_KEY:
    SECRET_KEY = "django-insecure-golden"

# | The host names this site answers to, from `DJANGO_ALLOWED_HOSTS`.
ALLOWED_HOSTS = os.environ.get("DJANGO_ALLOWED_HOSTS", "").replace(",", " ").split()

# | The apps Django loads at start, with their models and templates.
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "blog",
]

# | Layers around your views; requests pass them from top to bottom.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# | Names the file where Django begins to look up an address.
ROOT_URLCONF = "mysite.urls"

# | Templates come from `templates/` first, then from each app.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# | Tells `runserver` what to start; other servers do not read it.
WSGI_APPLICATION = "mysite.wsgi.application"

# | Where the data is stored; here in one SQLite file.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": BASE_DIR / "db.sqlite3",
    }
}

# | Turns away weak new passwords, for example those below 8 characters.
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

# | The language of Django's own texts, such as the admin's.
LANGUAGE_CODE = "en-us"

# | The time zone in which pages show times and forms read them.
TIME_ZONE = "UTC"

# | Translation is on; without it `LANGUAGE_CODE` translates nothing.
USE_I18N = True

# | Times know their zone and are kept in UTC.
USE_TZ = True

# | The addresses of CSS, scripts and images begin with `/static/`.
STATIC_URL = "static/"

# | Static files of the whole site lie in `static/` beside manage.py.
STATICFILES_DIRS = [BASE_DIR / "static"]

# | `collectstatic` copies all static files here, for the live site.
STATIC_ROOT = BASE_DIR / "staticfiles"

# | The addresses of uploaded files begin with `/media/`.
MEDIA_URL = "media/"

# | Uploaded files are stored in `media/`, which Git leaves out.
MEDIA_ROOT = BASE_DIR / "media"

# | During development, e-mail is shown in the terminal and not sent.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# | Rules for the live site, which has HTTPS; `runserver` has not.
if not DEBUG:
    # | Visitors who come over http:// are sent on to https://.
    SECURE_SSL_REDIRECT = True

    # | Browsers use nothing but HTTPS for this long; at first one hour.
    SECURE_HSTS_SECONDS = int(os.environ.get("DJANGO_HSTS_SECONDS", "3600"))

    # | Browsers use only HTTPS for the subdomains of this site too.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

    # | Permits this site on the browsers' built-in HTTPS-only list.
    SECURE_HSTS_PRELOAD = True

    # | Browsers send the login cookie over HTTPS only.
    SESSION_COOKIE_SECURE = True

    # | Browsers send the cookie that protects forms over HTTPS only.
    CSRF_COOKIE_SECURE = True

    # | On the live site, prints errors where the server prints.
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"console": {"class": "logging.StreamHandler"}},
        "root": {"handlers": ["console"], "level": "INFO"},
    }

    # | The live site sends e-mail through the server named by variables.
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ.get("DJANGO_EMAIL_HOST", "localhost")
    EMAIL_PORT = int(os.environ.get("DJANGO_EMAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("DJANGO_EMAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("DJANGO_EMAIL_PASSWORD", "")
    EMAIL_USE_TLS = True

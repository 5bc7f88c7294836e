"""Settings of the application. Whatever differs per installation comes from the environment; importing this writes nothing."""

import os
from pathlib import Path

from ketenwerk.messages.recognise import MAX_BYTES

from . import place
from .database import database

MIB = 1024 * 1024

KETENWERK_DATA = place.data_folder()
KETENWERK_KEY_FILE = KETENWERK_DATA / "sleutels"

# What may come in. 25 MiB is the most that the chain carries in one message (IB003).
KETENWERK_XML_LIMIT = MAX_BYTES
# What is larger than this is not judged while somebody waits for the page: the worker does it.
KETENWERK_DIRECT_LIMIT = 2 * MIB
KETENWERK_ZIP_FILES = 500
KETENWERK_ZIP_LIMIT = 100 * MIB
KETENWERK_BODY_LIMIT = 101 * MIB
# Of the API: one question in JSON, and how many questions a key may ask in a minute (in each process).
KETENWERK_API_LIMIT = 5 * MIB
KETENWERK_API_PER_MINUTE = int(os.environ.get("KETENWERK_API_PER_MINUTE", "600"))

SECRET_KEY = place.secret_key()
DEBUG = os.environ.get("KETENWERK_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("KETENWERK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "ketenwerk.register",
    "ketenwerk.web",
]

MIDDLEWARE = [
    "ketenwerk.web.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ketenwerk.web.middleware.BoundedBody",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ketenwerk.web.access.Access",
]

ROOT_URLCONF = "ketenwerk.web.urls"
WSGI_APPLICATION = "ketenwerk.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "ketenwerk.web.context.account"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), KETENWERK_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who works here. The demonstration lets whoever sits at this machine choose a role; nothing else may turn that on.
KETENWERK_DEMO = os.environ.get("KETENWERK_DEMO") == "1"
AUTH_USER_MODEL = "web.Gebruiker"
LOGIN_URL = "inloggen"
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("naam", "weergave")}},
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Uploads stay in memory: a temporary file would be personal data on disk that nobody encrypts or removes.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = KETENWERK_BODY_LIMIT
DATA_UPLOAD_MAX_MEMORY_SIZE = MIB
DATA_UPLOAD_MAX_NUMBER_FILES = KETENWERK_ZIP_FILES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000  # the provider form: 55 questions, and eight for each location

# The demonstration serves plain http on the machine itself; behind https KETENWERK_HTTPS=1 hardens the cookie and adds HSTS.
HTTPS = os.environ.get("KETENWERK_HTTPS") == "1"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "ketenwerk.web.views.fouten.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day, whatever happens in it; `access.IDLE` ends it sooner
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# No bodies, no file names, no query strings: a log line names the method, the view and the kind of trouble.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "ketenwerk.web.logs.WithoutPersonalData"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["quiet"]}},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
    "root": {"handlers": ["console"], "level": "INFO"},
}

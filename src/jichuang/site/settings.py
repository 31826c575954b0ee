"""Settings of one installation. Every name read from the environment is listed in docs/reference/settings.md."""

from __future__ import annotations

import os
from pathlib import Path

from jichuang.site import environment

DATA_DIR: Path = environment.data_directory()
SECRET_KEY = environment.secret_key()
DEBUG = os.environ.get("JICHUANG_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("JICHUANG_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("JICHUANG_ORIGINS", "").split(",") if o]
PROVINCE = environment.province()
# the command sets it once static files are collected; tests and manage.py read them where they lie
SERVING = os.environ.get("JICHUANG_SERVING") == "1"
DEMONSTRATION = os.environ.get("JICHUANG_DEMO") == "1"

ROOMS = [
    "jichuang.demo",
    "jichuang.portal",
    "jichuang.plan",
    "jichuang.indicators",
    "jichuang.law",
    "jichuang.matters",
    "jichuang.returns",
    "jichuang.review",
    "jichuang.hall",
    "jichuang.registry",
    "jichuang.passages",
    "jichuang.accounts",
    "jichuang.base",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "jichuang.base.middleware.Arrival",
    "django.middleware.security.SecurityMiddleware",
    *(["whitenoise.middleware.WhiteNoiseMiddleware"] if SERVING else []),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jichuang.accounts.middleware.SessionGuard",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jichuang.base.middleware.JournalAddress",
    "jichuang.base.middleware.PrivatePages",
    "jichuang.base.middleware.Refusals",
]
ROOT_URLCONF = "jichuang.site.urls"
WSGI_APPLICATION = "jichuang.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jichuang.base.context.banner",
                "jichuang.portal.navigation.context",
            ],
        },
    }
]

DATABASES = {"default": {**environment.database(), "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
HASHED_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": HASHED_STATIC if SERVING else PLAIN_STATIC},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
IDLE_MINUTES = int(os.environ.get("JICHUANG_IDLE_MINUTES", "30"))
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

UPLOAD_LIMIT = int(os.environ.get("JICHUANG_UPLOAD_MB", "50")) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "jichuang.base.files.arriving.ToDisk",
]
API_PER_MINUTE = int(os.environ.get("JICHUANG_API_PER_MINUTE", "120"))
# none by default: /healthz says so
VIRUS_SCANNER = os.environ.get("JICHUANG_SCAN", "")
BEHIND_PROXY = os.environ.get("JICHUANG_PROXY") == "1"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

EMAIL_HOST = os.environ.get("JICHUANG_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("JICHUANG_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("JICHUANG_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("JICHUANG_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("JICHUANG_SMTP_TLS") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("JICHUANG_MAIL_FROM", "jichuang@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

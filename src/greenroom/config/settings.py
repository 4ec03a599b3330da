"""The one settings file. Every value comes from the environment; docs/settings.md lists them all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from greenroom.config import env
from greenroom.core.logs import configure_logs

PACKAGE = Path(__file__).resolve().parent.parent
DATA = env.data_folder()
TESTING = "pytest" in sys.modules

DEBUG = env.flag("GREENROOM_DEBUG")
SECRET_KEY = env.secret_key(DATA)
PUBLIC_URL = env.text("GREENROOM_PUBLIC_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.words("GREENROOM_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = PUBLIC_URL.startswith("https://")
GREENROOM_STYLEGUIDE = env.flag("GREENROOM_STYLEGUIDE", DEBUG)

DATABASES = {"default": env.database(DATA)}
POSTGRESQL = DATABASES["default"]["ENGINE"].endswith("postgresql")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    *(["procrastinate.contrib.django"] if POSTGRESQL else []),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "greenroom.core",
    "greenroom.core.ui",
    "greenroom.accounts",
    "greenroom.compliance",
    "greenroom.billing",
    "greenroom.notifications",
    "greenroom.media",
    "greenroom.branding",
    "greenroom.guidance",
    "greenroom.interviewers",
    "greenroom.candidates",
    "greenroom.outreach",
    "greenroom.conversations",
    "greenroom.evaluation",
    "greenroom.diagnostics",
    "greenroom.stages",
    "greenroom.rehearsal",
    "greenroom.reports",
]

MIDDLEWARE = [
    "greenroom.core.http.middleware.RequestLog",
    "greenroom.core.http.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "greenroom.accounts.web.middleware.CurrentMember",
]

ROOT_URLCONF = "greenroom.config.urls"
WSGI_APPLICATION = "greenroom.config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(PACKAGE.glob("stages/*/templates")),  # each kind brings its own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "greenroom.accounts.web.context.shell",
            ],
            "builtins": ["greenroom.core.ui.templatetags.ui", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "greenroom.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Greenroom"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False

# Sessions, cookies, transport
SESSION_COOKIE_NAME = "greenroom"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_FAILURE_VIEW = "greenroom.core.http.errors.bad_form_token"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = env.flag("GREENROOM_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True

# Words, places, time
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("pt", "Português"),
    ("ar", "العربية"),
]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/build/assets/"
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA / "files"
UPLOAD_LIMIT = env.number("GREENROOM_UPLOAD_MB", 20, least=1) * 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Mail: kept in the outbox; sent where a server is named.
EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
EMAIL_HOST = env.text("GREENROOM_SMTP_HOST")
EMAIL_PORT = env.number("GREENROOM_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("GREENROOM_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("GREENROOM_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("GREENROOM_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
MAIL_PROVIDER = env.text("GREENROOM_MAIL_PROVIDER").lower()
MAIL_KEY = env.text("GREENROOM_MAIL_KEY")
MAIL_BASE_URL = env.text("GREENROOM_MAIL_BASE_URL")
MAIL_DOMAIN = env.text("GREENROOM_MAIL_DOMAIN")
MAIL_WEBHOOK_SECRET = env.text("GREENROOM_MAIL_WEBHOOK_SECRET")
MAIL_WEBHOOK_KEY = env.text("GREENROOM_MAIL_WEBHOOK_KEY")
DEFAULT_FROM_EMAIL = env.text("GREENROOM_MAIL_FROM", "Greenroom <greenroom@localhost>")

# Text messages: to phones in the recruiter app; by Twilio where an account is named.
TWILIO_ACCOUNT_SID = env.text("GREENROOM_TWILIO_ACCOUNT_SID")
TWILIO_AUTH_TOKEN = env.text("GREENROOM_TWILIO_AUTH_TOKEN")
TWILIO_FROM = env.text("GREENROOM_TWILIO_FROM")
TWILIO_MESSAGING_SERVICE = env.text("GREENROOM_TWILIO_MESSAGING_SERVICE")
TWILIO_BASE_URL = env.text("GREENROOM_TWILIO_BASE_URL", "https://api.twilio.com")
VOICE_PUBLIC_URL = env.text("GREENROOM_VOICE_PUBLIC_URL").rstrip("/")

# Addresses that people type
OUTSIDE_PROXY = env.text("GREENROOM_OUTSIDE_PROXY")

# Work off the request
JOB_ENGINE = env.text("GREENROOM_JOB_ENGINE", "procrastinate" if POSTGRESQL else "lease")
JOB_THREADS = env.number("GREENROOM_JOB_THREADS", 2, least=1)
WEB_PROCESSES = env.number("GREENROOM_WEB_PROCESSES", 2, least=1)

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",  # one count of tries for all processes
        "LOCATION": DATA / "cache",
    }
}

LOGGING_CONFIG = None
configure_logs(level=env.text("GREENROOM_LOG_LEVEL", "INFO"), json=not sys.stderr.isatty())

if TESTING:
    if not POSTGRESQL:
        # A file, as in the product: threads of a test server then have connections of their own.
        DATABASES["default"]["TEST"] = {
            "NAME": Path(tempfile.gettempdir()) / f"greenroom-test-{os.getpid()}.sqlite3"
        }
        DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    WHITENOISE_AUTOREFRESH = True  # found when asked for: every test client would list them all

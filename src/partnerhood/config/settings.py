"""One set of settings; what differs between nodes comes from the environment or the data folder."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from partnerhood.config import logs, sqlite
from partnerhood.ground.records import disk

HOUSE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PARTNERHOOD_DATA") or Path.home() / ".local/share/partnerhood")


def _database(url: str) -> dict[str, object]:
    """SQLite in the data folder, or PostgreSQL where an address is given."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "partnerhood.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": sqlite.pragmas()},
            "TEST": {"NAME": os.environ.get("PARTNERHOOD_TEST_FILE")},
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _mail(url: str) -> dict[str, object]:
    """Where mail goes: `smtp://name:password@host:587` (with STARTTLS) or `smtps://…:465`; into a folder where none is given."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SystemExit(
            "PARTNERHOOD_MAIL must look like smtp://name:password@host:587 or smtps://name:password@host:465"
        )
    is_sealed, own = parts.scheme == "smtps", parts.hostname in ("localhost", "127.0.0.1")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if is_sealed else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_sealed,
        "EMAIL_USE_TLS": not is_sealed and not own,
        "EMAIL_TIMEOUT": 20,
    }


SECRET_KEY = disk.once(DATA / "secret", lambda: secrets.token_urlsafe(48))
DEBUG = False
DATABASES = {"default": _database(os.environ.get("PARTNERHOOD_DATABASE", ""))}
ALLOWED_HOSTS = os.environ.get("PARTNERHOOD_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
BEHIND_TLS = os.environ.get("PARTNERHOOD_TLS") == "yes"

GROUND = [
    "records",
    "vocabulary",
    "operations",
    "organisations",
    "people",
    "signatures",
    "conversations",
    "finding",
    "look",
]
PATHWAY = [
    "partnerships",
    "services",
    "indicators",
    "needs",
    "goals",
    "initiatives",
    "activities",
    "equipment",
    "reporting",
    "measurement",
    "programmes",
    "rounds",
    "selfreliance",
    "meetings",
    "exploration",
    "handover",
    "reciprocity",
    "scorecards",
]
INTERFACES = ["website", "api", "exchange", "offline", "nodes"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "partnerhood.config.apps.House",
    *(f"partnerhood.ground.{room}" for room in GROUND if (HOUSE / "ground" / room).is_dir()),
    *(f"partnerhood.pathway.{room}" for room in PATHWAY if (HOUSE / "pathway" / room).is_dir()),
    *(f"partnerhood.interfaces.{room}" for room in INTERFACES if (HOUSE / "interfaces" / room).is_dir()),
]

MIDDLEWARE = [
    "partnerhood.config.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "partnerhood.config.middleware.compress",
    "partnerhood.config.middleware.difference",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "partnerhood.config.middleware.same_origin",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partnerhood.ground.people.middleware.person",
    "partnerhood.config.middleware.language",
    "partnerhood.config.middleware.unchanged",
    "partnerhood.config.middleware.text_only",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "partnerhood.config.doors.doors",
]

ROOT_URLCONF = "partnerhood.config.urls"
WSGI_APPLICATION = "partnerhood.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / "ground/people/templates"],  # before allauth's own, which our sign-in pages answer for
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnerhood.ground.look.context.look",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "partnerhood.ground.look.templatetags.look",
            ],
        },
    }
]
FORM_RENDERER = "partnerhood.ground.look.controls.Controls"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("nl", "Nederlands"), ("fr", "Français")]
LOCALE_PATHS = [HOUSE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("PARTNERHOOD_STATIC") or DATA / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
MEDIA_ROOT = DATA / "files"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING = logs.SETTINGS
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "partnerhood.ground.people.accounts.returning.MailBackend",
    "partnerhood.ground.people.cards.NameCardBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "partnerhood.ground.people.accounts.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "partnerhood.ground.people.forms.SignIn",
    "reauthenticate": "partnerhood.ground.people.forms.Reauthenticate",
}
# Counted per address, one guesser would shut out a hospital: people.accounts counts per name instead. What is left here
# counts per account: codes of the second step, and the password asked once more.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "10/h/key", "reauthenticate": "10/h/user"}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Partnerhood"
MFA_RATE_LIMITS = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS  # browsers themselves allow passkeys without TLS on localhost alone
MFA_FORMS = {
    "authenticate": "partnerhood.ground.people.forms.SecondStep",
    "reauthenticate": "partnerhood.ground.people.forms.SecondStepAgain",
    "activate_totp": "partnerhood.ground.people.forms.UseApp",
    "add_webauthn": "partnerhood.ground.people.forms.AddPasskey",
    "edit_webauthn": "partnerhood.ground.people.forms.RenamePasskey",
}
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "partnerhood.ground.people.accounts.returning"
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_TLS else "session"
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
LANGUAGE_COOKIE_NAME = "language"

RUN_BY = frozenset(one.strip().lower() for one in os.environ.get("PARTNERHOOD_RUN_BY", "").split(",") if one.strip())
"""The e-mail addresses of who runs this node: signed in, they read how it is with other nodes."""
ADDRESS = os.environ.get("PARTNERHOOD_ADDRESS", "http://127.0.0.1:8000")
globals().update(_mail(os.environ.get("PARTNERHOOD_MAIL", "")))
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("PARTNERHOOD_MAIL_FROM", "partnerhood@localhost")

BANNER = _("Invented people and hospitals, to show how it works.")

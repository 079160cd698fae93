"""All settings in one file; what differs between installations comes from the environment."""

import os
from pathlib import Path

import dj_database_url
from django.conf.global_settings import FILE_UPLOAD_HANDLERS
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from marketplace.documents import storage
from marketplace.oidc import configuration as oidc
from marketplace.told import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent


def required(name: str) -> str:
    """Return an environment variable, or stop with a sentence that says what to do."""
    if value := os.environ.get(name):
        return value
    raise ImproperlyConfigured(f"{name} is not set. See .env.example for what it means.")


def flag(name: str, default: bool = False) -> bool:
    """Read a yes/no environment variable."""
    return (os.environ.get(name) or str(int(default))).lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Read a comma-separated environment variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def connect_to(text: str) -> dict[tuple[str, int], tuple[str, int]]:
    """Parse `host:port=ip:port,…`: the only non-public addresses the fetcher may reach."""
    ends = [pair.split("=") for pair in text.split(",") if pair]
    return {_end(name): _end(address) for name, address in ends}


def _end(text: str) -> tuple[str, int]:
    host, _colon, port = text.strip().rpartition(":")
    return host, int(port)


DEBUG = flag("DEBUG")
DEMO = flag("FKJ_DEMO")
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "127.0.0.1,localhost" if DEMO else "")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

FETCH_CONNECT_TO = connect_to(os.environ.get("FETCH_CONNECT_TO", ""))
FETCH_EXTRA_CA = os.environ.get("FETCH_EXTRA_CA", "")
if (FETCH_CONNECT_TO or FETCH_EXTRA_CA) and not DEMO:
    raise ImproperlyConfigured("FETCH_CONNECT_TO and FETCH_EXTRA_CA are for demo and tests only.")

INSTALLED_APPS = [
    "marketplace",
    "participation",
    "innovation",
    "verification",
    "procurement",
    "store",
    "experience",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    # Widgets of ours must be found before Django's own, so `django.forms` stands after us.
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "marketplace.oidc",
    "csp",
    "django_filters",
    "django_htmx",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "marketplace.documents.files_host.FilesHostMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "marketplace.middleware.ActorMiddleware",
    "marketplace.accounts.middleware.StrongSignInMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "marketplace.middleware.HeadersMiddleware",
]

ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"
FORM_RENDERER = "marketplace.forms.PortalRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["marketplace.templatetags.fkj", "marketplace.templatetags.following"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "marketplace.context.portal",
            ],
        },
    }
]

# --- data ---------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        required("DATABASE_URL"), conn_max_age=60, conn_health_checks=True
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = required("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}
# The bench turns this off: a page that is the same for all is then drawn for each.
KEEP_PAGES = flag("KEEP_PAGES", default=True)

# --- people -------------------------------------------------------------------------------------
# Only what our own proxy adds last to X-Forwarded-For tells where somebody is.
ALLAUTH_TRUSTED_PROXY_COUNT = int(flag("BEHIND_PROXY"))
# Browsers make passkeys on localhost without TLS, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
# Roles that bind others need two steps; people in these domains of made-up people do not.
MFA_EXEMPT_DOMAINS = words("MFA_EXEMPT_DOMAINS", "demo.example" if DEMO else "")
if MFA_EXEMPT_DOMAINS and not DEMO:
    raise ImproperlyConfigured("MFA_EXEMPT_DOMAINS is for demo and tests only.")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# --- language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
FORMAT_MODULE_PATH = ["marketplace.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

# --- files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
HASHED_STATIC = flag("HASHED_STATIC", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["br", "gif", "gz", "jpg", "map", "png", "webp", "woff2"]
MEDIA_ROOT = BASE_DIR / "var" / "media"

# --- safety -------------------------------------------------------------------------------------
HTTPS = flag("HTTPS", default=not DEMO)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^helse/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_FAILURE_VIEW = "marketplace.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SITE_URL = os.environ.get("SITE_URL") or (
    f"http://127.0.0.1:{os.environ.get('PORT') or 8000}" if DEMO else required("SITE_URL")
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# --- documents ---------------------------------------------------------------------------------
STORAGES["documents"] = storage.chosen(os.environ, MEDIA_ROOT / "documents")
FILE_UPLOAD_HANDLERS = ["marketplace.documents.uploads.SizeGuard", *FILE_UPLOAD_HANDLERS]
# A host name that serves documents and nothing else, with no cookies.
FILES_HOST = os.environ.get("FILES_HOST", "")
ALLOWED_HOSTS += [FILES_HOST.partition(":")[0]] if FILES_HOST else []
# Where clamd answers: host:port, or the path of a socket.
CLAMD = required("CLAMD") if flag("DOCUMENT_SCAN_REQUIRED") else os.environ.get("CLAMD", "")
DOCUMENT_SCAN_REQUIRED = flag("DOCUMENT_SCAN_REQUIRED", default=bool(CLAMD) and not DEMO)

# --- the trail ----------------------------------------------------------------------------------
# The newest hash of the trail is said here too, outside the database; keep it on another disk.
TRAIL_ANCHOR_FILE = os.environ.get("TRAIL_ANCHOR_FILE") or BASE_DIR / "var" / "trail" / "anchors"
SEAL_SECONDS = float(os.environ.get("SEAL_SECONDS", "5"))

# --- sign-in from outside: OpenID Connect -------------------------------------------------------
OIDC_PID_KEY = os.environ.get("OIDC_PID_KEY", "")
OIDC_WAYS = oidc.read(os.environ.get("OIDC_PROVIDERS", ""), OIDC_PID_KEY, SECRET_KEY, demo=DEMO)
# A form that starts a log-in ends at the provider, and the browser asks the policy about that too.
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += oidc.origins(OIDC_WAYS)
SOCIALACCOUNT_ADAPTER = "marketplace.oidc.adapter.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "mandatory"
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True

# --- registers ----------------------------------------------------------------------------------
BRREG_URL = os.environ.get("BRREG_URL") or "https://data.brreg.no/enhetsregisteret/api"

# --- e-mail -------------------------------------------------------------------------------------
EMAIL_BACKEND = os.environ.get(
    "EMAIL_BACKEND",
    "django.core.mail.backends.dummy.EmailBackend" if DEMO else "marketplace.notices.smtp.Backend",
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "markedsplassen@fkj.example")

# --- jobs: the row is the job, Celery is the alarm clock -----------------------------------------
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 5}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "verification"
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 45, 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_BEAT_SCHEDULER = "marketplace.celery:PulsingScheduler"
SWEEP_SECONDS = float(os.environ.get("SWEEP_SECONDS", "5" if DEMO else "15"))
LEASE_SECONDS = float(os.environ.get("LEASE_SECONDS", "10" if DEMO else "30"))
PULSE_SECONDS = 5.0
CELERY_BEAT_SCHEDULE = JOBS | {  # noqa: F405
    "scan-documents": {"task": "marketplace.tasks.sweep_documents", "schedule": SWEEP_SECONDS},
    "pulse": {"task": "marketplace.tasks.pulse", "schedule": PULSE_SECONDS},
    "sweep": {"task": "verification.tasks.sweep", "schedule": SWEEP_SECONDS},
    "seal": {"task": "marketplace.tasks.seal", "schedule": SEAL_SECONDS},
    "tell": {"task": "marketplace.tasks.tell", "schedule": SWEEP_SECONDS},
    "send-letters": {"task": "marketplace.tasks.send_letters", "schedule": SWEEP_SECONDS},
}

FILTERS_EMPTY_CHOICE_LABEL = _("Alle")

# --- API ----------------------------------------------------------------------------------------
API_PER_MINUTE = int(os.environ.get("API_PER_MINUTE", "600"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
}

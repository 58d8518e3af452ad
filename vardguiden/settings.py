"""Settings: everything that differs between installations comes from the environment (see docs/settings.md).

The demo (`make demo`, `make test`) sets VARDGUIDEN_DEMO=1, and only then are there defaults for secrets.
"""

from pathlib import Path

import structlog
from csp.constants import NONE, SELF

from vardguiden import environment
from vardguiden.log_in_settings import *  # noqa: F403  who may come in: the same everywhere

BASE_DIR = Path(__file__).resolve().parent.parent

DEMO = environment.switch("VARDGUIDEN_DEMO", default=False)
DEBUG = environment.switch("DEBUG", default=False)


def required(name: str, why: str, *, demo: str) -> str:
    return environment.required(name, why, default=demo if DEMO else "")


# ---- who we are on the web ----
SITE_URL = required(
    "SITE_URL", "webbplatsens egen adress, till exempel https://vard.example", demo="http://127.0.0.1:8000"
)
SITE_URL = SITE_URL.rstrip("/")
_site = environment.site(SITE_URL)
_host = str(_site.hostname)
_same_machine = ["localhost", "127.0.0.1", "[::1]"] if environment.is_loopback(_host) else []
ALLOWED_HOSTS = [f"[{_host}]" if ":" in _host else _host, *_same_machine, *environment.names("EXTRA_ALLOWED_HOSTS")]
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", default=0, least=0)
OPERATOR = required("OPERATOR", "namnet på den som ansvarar för webbplatsen", demo="Exempelhuvudmannen (påhittad)")
CONTACT_EMAIL = required(
    "CONTACT_EMAIL", "adressen dit läsare och säkerhetsforskare skriver", demo="kontakt@example.se"
)

SECRET_KEY = required(
    "SECRET_KEY", "minst 50 slumpvisa tecken", demo="demo-only-never-in-production-" + "0123456789abcdefghij" * 2
)
environment.long_enough("SECRET_KEY", SECRET_KEY)
SECRET_KEY_FALLBACKS = environment.earlier_keys("SECRET_KEY_FALLBACKS")
METRICS_TOKEN = environment.token("METRICS_TOKEN")

# ---- the house ----
INSTALLED_APPS = [
    "vardguiden",
    "articles",
    "regions",
    "accounts",
    "language",
    "ui",
    "accounts.admin_config.StaffAdminConfig",  # django.contrib.admin behind our own log-in
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # so that our form renderer finds the widgets of Django and its admin
    "django_htmx",
    "template_partials",
    "lucide",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "vardguiden.metrics.middleware.CountRequests",
    "page_memory.middleware.TakeDownWhatIsShown",
    "vardguiden.replicas.middleware.ReadsFromReplica",
    "vardguiden.middleware.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vardguiden.content_policy.ContentPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "vardguiden.middleware.PlainErrors",  # below the compression: it reads the answer
    "vardguiden.middleware.ConditionalRead",
    "vardguiden.middleware.CachePolicy",
    "vardguiden.health.HealthForAnyHost",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "regions.middleware.RegionInPath",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ClosedByDefault",
    "accounts.middleware.StaffNeedSecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "vardguiden.middleware.FirstPiece",
]
ROOT_URLCONF = "vardguiden.urls"
WSGI_APPLICATION = "vardguiden.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vardguiden.context.site",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "ui.templatetags.addresses",
                "ui.templatetags.ui",
                "ui.templatetags.once",
            ],
        },
    }
]
FORM_RENDERER = "ui.forms.Renderer"

# ---- database ----
DATABASES = {"default": environment.database("DATABASE_URL")}  # the demo: manage.py starts one of its own
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
REQUEST_DEADLINE = environment.number("REQUEST_DEADLINE", default=10)  # seconds; commands have no such limit
DATABASES |= environment.replicas("DATABASE_REPLICA_URL", DATABASES["default"])
REPLICAS = [alias for alias in DATABASES if alias != "default"]
REPLICA_MAX_LAG = environment.number("REPLICA_MAX_LAG", default=1)  # seconds
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ---- cookies and headers: only who logs in gets a cookie ----
HTTPS = _site.scheme == "https"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone when the browser is closed, as the session is
CSRF_FAILURE_VIEW = "vardguiden.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture", "browsing-topics")
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
PUBLIC_MAX_AGE = 10  # seconds that a browser or a cache on the way may keep a public page

# ---- the page memory (docs/adr/0025) ----
PAGE_MEMORY_MB = environment.number("PAGE_MEMORY_MB", default=0 if DEBUG else 64, least=0)  # a worker; 0: none
PAGE_COPIES_DIR = environment.text("PAGE_COPIES_DIR")

# ---- language, time ----
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
TIME_ZONE = "Europe/Stockholm"
FORMAT_MODULE_PATH = ["language.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]

# ---- static files ----
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "ui.static_files.HashedFiles"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# ---- work that no reader waits for, files that regions leave, map pictures (docs/settings.md) ----
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CATALOGUE_DROP_DIR = environment.text("CATALOGUE_DROP_DIR")
MAP_TILES = environment.tiles("MAP_TILES_URL", environment.text("MAP_TILES_CREDIT"))

# ---- mail: to the terminal in the demo ----
EMAIL_CONFIG = environment.mail("EMAIL_URL", default="consolemail://" if DEMO or DEBUG else "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = CONTACT_EMAIL
EMAIL_TIMEOUT = 10  # seconds: whoever waits for a page does not wait longer for a mail server

# ---- how much each connection sends (accounts.anonymous), in each worker's memory: some 30 MB when it is full ----
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # whoever has many connections pushes nobody else's counts out
    }
}

# ---- logs: one line an event; never a query string, so that no search term is kept ----
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "brief_in_outage": {"()": "vardguiden.outage.BriefInOutage"},
        "no_query": {"()": "vardguiden.logs.WithoutQuery"},
    },
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
                structlog.processors.format_exc_info,
            ],
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["brief_in_outage", "no_query"],
        }
    },
    "loggers": {
        "django": {"handlers": []},  # without Django's own, which print and mail all that a request holds
        # What is not there or not allowed is no line: its address tells what someone read. /metrics counts them.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # whoever asks for another site gets 400, no traceback
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},  # what runserver writes
        "django.template": {"level": "INFO"},  # at DEBUG it writes what the page holds
        "django.db.backends": {"level": "INFO"},  # at DEBUG it writes each statement
        "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns when it cuts the body off an answer to HEAD, as it should
    },
    "root": {"handlers": ["console"], "level": environment.log_level("LOG_LEVEL", default="WARNING")},
}

# ---- while this is on, every page says that texts and units are examples ----
EXAMPLE_DATA = environment.switch("EXAMPLE_DATA", default=True)

"""Settings. Whatever differs between machines comes from the environment; README lists the names."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from inquiry.data_directory import prepared, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = prepared(Path(env.str("DATA_DIR", default="") or BASE_DIR / "var").expanduser().resolve())
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key(DATA_DIR)
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "evidence",
    "evidence.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "axes",
    "django_filters",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "inquiry.content_policy.ContentPolicy",
    "evidence.views.time_limit.TimeLimit",
    "inquiry.replicas.ReadReplicas",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    # calls the view itself: whatever else is to be asked before a view has to stand above it
    "evidence.views.conditional.BeginEditions",
]

ROOT_URLCONF = "inquiry.urls"
WSGI_APPLICATION = "inquiry.wsgi.application"

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
                "evidence.views.attribution.inquiries",
                "evidence.views.annotating.annotator",
            ],
        },
    }
]

# pieces of templates that are the same on every page, in the memory of each process; whoever edits them sees them anew
PIECES = {"BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}"}
CACHES = {"default": PIECES, "template_fragments": PIECES}  # the latter is where templates look first

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'evidence.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # a writer takes its lock when it begins, so that it waits its turn instead of failing half-way
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # 4 MB of pages for each thread; the system keeps the rest of the file in its own memory, once for all
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4000;",
    }
    # a file, as in use: an in-memory database knows neither WAL nor a second process
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# to open SQLite's file, and to read its tables' descriptions, takes longer than what a page asks of it
DATABASES["default"]["CONN_MAX_AGE"] = 60
# copies that readers are served from
for number, address in enumerate(env.list("DATABASE_REPLICA_URLS", default=[]), start=1):
    DATABASES[f"replica-{number}"] = DATABASES["default"] | env.db_url_config(address) | {"TEST": {"MIRROR": "default"}}
# how long the database may work for one request of a reader; 0 for as long as it likes
READER_SECONDS = env.float("READER_SECONDS", default=10.0)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SEARCH_ENGINE = env.str("SEARCH_ENGINE", default="") or (
    "postgres" if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql" else "whoosh"
)
SEARCH_INDEX_DIR = DATA_DIR / "index"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# five wrong passwords for one name from one address, and that name waits there for a quarter of an hour
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "evidence.admin.accounts.locked.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "inquiry.client_address.client_address"
# how many of our own proxies stand before the site: 0 when the socket's address is the visitor's
PROXIES = env.int("PROXIES", default=0)
OTP_TOTP_ISSUER = "Inquiry evidence"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # staff sign in anew each day,
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=2 * 3600)  # and when they were away for this long
UPLOAD_DAYS = env.int("UPLOAD_DAYS", default=14)  # that a folder sent in the admin waits to be confirmed
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
# behind a proxy that ends TLS, one switch turns on what needs it
if env.bool("HTTPS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own settings e-mail a fault with the form that was sent: a guardian's holds what is to be withheld
        "django": {"handlers": []},
        # whoever scans addresses sends wrong host names by the thousand; each gets its 400 and nothing in the log
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}

"""A real installation: every secret comes from the environment, and none has a default."""

from django.core.exceptions import ImproperlyConfigured

from stagebaken.settings.base import *  # noqa: F403
from stagebaken.settings.base import STATE_DIR, database, env


def secret(name: str) -> str:
    """Return a required secret, or stop the start with one clear line."""
    value = env.str(name, default="")
    if len(value) < 32:
        raise ImproperlyConfigured(f"{name} is missing or shorter than 32 characters.")
    return str(value)


DEBUG = False
SECRET_KEY = secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
AUDIT_KEY = secret("AUDIT_KEY")
RELEASE_KEY = secret("RELEASE_KEY")
ORIGIN_KEY = secret("ORIGIN_KEY")
FIELD_KEY = secret("FIELD_KEY")
BACKUP_PUBLIC_KEY = secret("BACKUP_PUBLIC_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
PUBLIC_ADDRESS = f"https://{ALLOWED_HOSTS[0].lstrip('.')}"  # in mails and on posters
DATABASES = {"default": database(f"sqlite:///{STATE_DIR / 'stagebaken.sqlite3'}")}
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(STATE_DIR / "media"))
globals().update(env.email_url("EMAIL_URL"))
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000  # a year
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # rate limits of sign-in count who the proxy says is there

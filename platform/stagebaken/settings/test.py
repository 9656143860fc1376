"""Settings of the test run: production's rules, weak key derivation, one embedded database."""

from stagebaken.settings.base import *  # noqa: F403
from stagebaken.settings.base import STORAGES, database, env

DEBUG = False
SECRET_KEY = "test-secret-key-that-is-long-enough-for-django-and-hkdf-0123456789"  # noqa: S105
SECRET_KEY_FALLBACKS: list[str] = []
AUDIT_KEY = "00" * 32
RELEASE_KEY = "11" * 32
ORIGIN_KEY = "22" * 32
FIELD_KEY = "33" * 32
BACKUP_PUBLIC_KEY = ""
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PUBLIC_ADDRESS = "https://testserver"
DATABASES = {"default": database(env("SUITE_DATABASE_URL", default="sqlite:///:memory:"))}
HAS_MAIL = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# A strong derivation would make the suite slow; one test runs with the real parameters.
RECEIPT_ARGON2 = {"memory_cost": 8, "iterations": 1, "lanes": 1}
PASSPHRASE_ARGON2 = {"memory_cost": 8, "iterations": 1, "lanes": 1}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files come from the apps themselves: no collectstatic before a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # type: ignore[assignment]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost

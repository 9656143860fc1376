"""`make run` and bare manage.py: production without TLS redirect and HSTS, on one machine.

Secrets are made once in var/secrets.env (0600); the embedded database lives beside them.
"""

import contextlib
import os
import secrets
from pathlib import Path

from stagebaken.settings.base import *  # noqa: F403
from stagebaken.settings.base import HAS_MAIL, STATE_DIR, database, env

SECRETS_FILE = STATE_DIR / "secrets.env"
SECRET_NAMES = ("SECRET_KEY", "AUDIT_KEY", "RELEASE_KEY", "ORIGIN_KEY", "FIELD_KEY")


def make_secrets(path: Path) -> None:
    """Write fresh secrets, readable by the owner alone; whole, or not at all."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if path.exists():
        return
    fresh = path.with_name(f"secrets.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={secrets.token_hex(32)}\n" for name in SECRET_NAMES)
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)  # another process may have been first: its secrets stand
    fresh.unlink()


make_secrets(SECRETS_FILE)
env.read_env(str(SECRETS_FILE))

DEBUG = False
LOCAL = True
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
AUDIT_KEY = env.str("AUDIT_KEY")
RELEASE_KEY = env.str("RELEASE_KEY")
ORIGIN_KEY = env.str("ORIGIN_KEY")
FIELD_KEY = env.str("FIELD_KEY")
BACKUP_PUBLIC_KEY = env.str("BACKUP_PUBLIC_KEY", default="")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]
PUBLIC_ADDRESS = f"http://127.0.0.1:{env.int('PORT', default=8000)}"  # in mails and on posters
DATABASES = {"default": database(f"sqlite:///{STATE_DIR / 'stagebaken.sqlite3'}")}
MEDIA_ROOT = STATE_DIR / "media"
if HAS_MAIL:
    globals().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "stagebaken.postbox.backend.PostboxBackend"  # read at /ontwerp/post/
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost

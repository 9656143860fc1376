"""Keys for one use each, derived from the installation's secret. They open no report (P1)."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def subkey(label: str, secret: str | bytes | None = None, length: int = 32) -> bytes:
    """Derive the key `label` (such as "roster/v1") from SECRET_KEY, or from another secret."""
    source = settings.SECRET_KEY if secret is None else secret
    material = source.encode() if isinstance(source, str) else source
    return HKDF(SHA256(), length, salt=None, info=b"stagebaken/" + label.encode()).derive(material)


def subkeys(label: str) -> list[bytes]:
    """Return the current key first, then those of SECRET_KEY_FALLBACKS, for what is checked."""
    return [
        subkey(label, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]

"""The installation's key for publishing. It stands in the environment, never in the database."""

from django.conf import settings

from placements.protection.rounding import Release


def key_bytes(secret: str) -> bytes:
    """The key as bytes: what hexadecimal digits stand for, or else the text itself."""
    try:
        return bytes.fromhex(secret)
    except ValueError:
        return secret.encode()


def release(name: str) -> Release:
    """A release of this installation. A fresh name is a fresh key (rule 7)."""
    return Release(name, key=key_bytes(settings.RELEASE_KEY))

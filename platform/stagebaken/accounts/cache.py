"""A cache in the database for rate limits and used codes: small, shared by all workers.

Django's own database cache unpickles what it reads, so whoever can write a row runs code here.
Ours holds JSON. Names are keyed: rate limits are counted per machine and per e-mail address, and
neither may be readable in a stolen database.
"""

import hashlib
import hmac
import json
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction

from stagebaken.accounts.models import CacheEntry
from stagebaken.vault.subkeys import subkey

FAR = 2**40  # "never" as a time


def keyed_name(key: str, key_prefix: str, version: int) -> str:
    """Name an entry so that only a holder of SECRET_KEY can tell what it counts."""
    text = f"{key_prefix}:{version}:{key}".encode()
    return hmac.digest(subkey("cache-name/v1"), text, hashlib.sha256).hex()


class DatabaseCache(BaseCache):
    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        entry = self._entries(key, version).filter(expires_at__gt=int(time.time())).first()
        return default if entry is None else json.loads(entry.value)

    def set(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        values = {"value": json.dumps(value), "expires_at": self._expiry(timeout)}
        name = self.make_and_validate_key(key, version=version)
        CacheEntry.objects.update_or_create(name=name, defaults=values)

    def add(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        name = self.make_and_validate_key(key, version=version)
        CacheEntry.objects.expired().delete()
        try:
            with transaction.atomic():
                CacheEntry.objects.create(
                    name=name, value=json.dumps(value), expires_at=self._expiry(timeout)
                )
        except IntegrityError:
            return False
        return True

    def touch(
        self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return bool(self._entries(key, version).update(expires_at=self._expiry(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._entries(key, version).delete()[0])

    def clear(self) -> None:
        CacheEntry.objects.all().delete()

    def _entries(self, key: str, version: int | None) -> Any:
        return CacheEntry.objects.filter(name=self.make_and_validate_key(key, version=version))

    def _expiry(self, timeout: float | None) -> int:
        until = self.get_backend_timeout(timeout)
        return FAR if until is None else int(until)

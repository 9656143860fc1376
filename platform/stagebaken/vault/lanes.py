"""Two bounded lanes for Argon2id, so that neither reporters nor staff can starve the other.

There is no lock-out per address: a class of thirty behind one address must be able to report
at once. Work is bounded instead: whoever finds no place in time is told to try again.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.conf import settings

from stagebaken.vault.errors import Busy


class Lane:
    """A number of derivations at once, in this process."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(settings.ARGON2_LANE_SIZE)

    @contextmanager
    def place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=settings.ARGON2_WAIT_SECONDS):
            raise Busy("Every place is taken.")
        try:
            yield
        finally:
            self._places.release()


RECEIPTS = Lane()
STAFF = Lane()


def argon2id(lane: Lane, secret: str, *, salt: bytes, cost: Mapping[str, int]) -> bytes:
    """Derive 32 bytes; `cost` holds memory_cost (KiB), iterations and lanes."""
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost["iterations"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_cost"],
    )
    with lane.place():
        return kdf.derive(secret.encode())

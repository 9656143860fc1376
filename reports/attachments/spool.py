"""Where an upload waits: a nameless file of envelopes, under a key that only memory holds."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from reports.attachments.ciphertext import midnight
from stagebaken.vault.envelope import new_key, seal, unseal
from stagebaken.vault.purposes import Purpose
from stagebaken.web.days import today


class SealedSpool:
    """Takes blocks, seals each as it comes, and gives them back in order."""

    def __init__(self) -> None:
        self._key = new_key()
        self._blocks: list[tuple[UUID, int]] = []  # id and sealed length
        self._file = _nameless_file()

    def write(self, block: bytes) -> None:
        block_id = uuid4()
        sealed = seal(self._key, block, purpose=Purpose.ATTACHMENT_CHUNK, object_id=block_id)
        self._file.write(sealed)
        self._blocks.append((block_id, len(sealed)))

    def blocks(self) -> Iterator[bytes]:
        self._file.seek(0)
        for block_id, length in self._blocks:
            sealed = self._file.read(length)
            yield unseal(self._key, sealed, purpose=Purpose.ATTACHMENT_CHUNK, object_id=block_id)

    @property
    def is_closed(self) -> bool:
        return self._file.closed

    def close(self) -> None:
        self._file.close()


def _nameless_file() -> BinaryIO:
    """Open a file and take its name away: whatever happens, nothing is left behind."""
    folder = Path(settings.MEDIA_ROOT) / "spool"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = folder / uuid4().hex
    descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    name.unlink()
    moment = midnight(today())
    for changed in (folder, folder.parent):
        os.utime(changed, (moment, moment))
    return os.fdopen(descriptor, "w+b")

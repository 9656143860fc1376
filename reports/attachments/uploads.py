"""Receive uploads without a byte of them on the disk in clear.

Django keeps small uploads in memory and writes larger ones to a temporary file. This handler
takes the place of both: each piece is sealed as it arrives.
"""

from collections.abc import Iterator
from typing import IO, Any, Protocol

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from reports.attachments.spool import SealedSpool

# What a file input offers. Not `image/*`: asked for JPEG, an iPhone converts its HEIC itself.
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf,text/plain,audio/*"
NEUTRAL_NAME = "bestand"  # what the sender called it is dropped here


class Upload(Protocol):
    """What storing needs of an upload."""

    @property
    def size(self) -> int | None: ...

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


class SealedUpload(UploadedFile):  # type: ignore[type-arg]
    """An upload that waits sealed. Read it in pieces with `chunks()`; it is gone when closed."""

    def __init__(self, spool: SealedSpool, size: int) -> None:
        super().__init__(name=NEUTRAL_NAME, size=size)
        self._spool = spool

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        del chunk_size  # as it came
        return self._spool.blocks()

    def read(self, size: int = -1) -> bytes:
        whole = b"".join(self.chunks())
        return whole if size < 0 else whole[:size]

    @property
    def closed(self) -> bool:
        return self._spool.is_closed

    def close(self) -> None:
        self._spool.close()


class SealingUploadHandler(FileUploadHandler):
    """Seals each file while it streams in. What goes beyond the limit is counted, not kept."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse a request that cannot be right before reading it."""
        del input_data, META, boundary, encoding
        most = settings.ATTACHMENT_LIMIT * settings.ATTACHMENT_BYTES
        if content_length > most + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("The files of this request are larger than all we take.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        del args, kwargs  # field, name, type and charset are the sender's words
        self.file = SealedSpool()
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        del start
        self.received += len(raw_data)
        if self.received <= settings.ATTACHMENT_BYTES:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload:
        return SealedUpload(self.file, file_size)

    def upload_interrupted(self) -> None:
        self.file.close()

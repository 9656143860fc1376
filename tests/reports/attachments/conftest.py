"""An open dossier with its keys, and uploads as the handler gives them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import RequestFactory

from reports.attachments.uploads import SealedUpload
from stagebaken.vault import keyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.vault.receipts import ReceiptKeys

DAY = date(2026, 11, 27)

Open = tuple[Dossier, DossierKeys]
Send = Callable[[bytes], SealedUpload]


def make_open(seed: int) -> Open:
    receipt = ReceiptKeys(locator=bytes([seed]) * 32, wrapping_key=bytes([seed + 1]) * 32)
    return keyring.create(receipt=receipt, day=DAY)


@pytest.fixture
def opened(db: None) -> Open:
    return make_open(1)


@pytest.fixture
def other(db: None) -> Open:
    return make_open(100)


@pytest.fixture
def send(rf: RequestFactory) -> Send:
    """Bytes through the real upload handler, as a browser posts them."""

    def sending(data: bytes, name: str = "Mijn naam 27-11.pdf") -> SealedUpload:
        boundary = "grens"
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + data + f"\r\n--{boundary}--\r\n".encode()  # fmt: skip
        request = rf.generic("POST", "/", body, f"multipart/form-data; boundary={boundary}")
        upload = request.FILES["file"]
        assert isinstance(upload, SealedUpload)
        return upload

    return sending

"""The document as a tagged PDF (PDF/UA-1), made in memory: no byte of it touches a disk."""

import contextlib
import functools
import json
import threading
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from reports.export.blocks import Document
from schools.administration import typesetting
from stagebaken.vault.errors import Busy

TEMPLATE = Path(__file__).with_name("copy.typ")


class TooLong(ValueError):
    """More than EXPORT_CHARACTERS: a PDF of it would keep the server busy for others."""


def made(document: Document) -> bytes:
    """Raises Busy when others are being made, TooLong."""
    words = json.dumps(document, ensure_ascii=False)
    if len(words) > settings.EXPORT_CHARACTERS:
        raise TooLong
    with _place():
        return typesetting.typeset(TEMPLATE, document, note=_note())


@functools.cache
def _places() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(settings.EXPORT_PLACES)


@contextlib.contextmanager
def _place() -> Iterator[None]:
    places = _places()
    if not places.acquire(timeout=settings.EXPORT_WAIT_SECONDS):
        raise Busy("Other copies are being made.")
    try:
        yield
    finally:
        places.release()


def _note() -> str:
    return gettext(
        "Sommige tekens kan dit bestand niet tonen. Ze staan tussen haken, met hun Engelse naam. "
        "In het bestand voor computers (json) staan ze precies."
    )

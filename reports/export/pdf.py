"""The document as a tagged PDF (PDF/UA-1), made in memory: no byte of it touches a disk.

The typesetter gets its template as bytes and the words as an input, and returns bytes.
"""

import contextlib
import datetime as dt
import functools
import json
import re
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings
from django.utils.translation import gettext

from reports.export.document import Document
from schools.administration.poster import ROOM as FONT_ROOM
from stagebaken.vault.errors import Busy
from stagebaken.web.days import today

TEMPLATE = Path(__file__).with_name("copy.typ")
ROUNDS = 12  # signs without a picture that are looked up one by one, before whole scripts go
_UNSHOWN = re.compile(r"the text `(\".*\")` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class TooLong(ValueError):
    """More than EXPORT_CHARACTERS: a PDF of it would keep the server busy for others."""


def made(document: Document) -> bytes:
    """Raises Busy when others are being made, TooLong."""
    words = json.dumps(document, ensure_ascii=False)
    if len(words) > settings.EXPORT_CHARACTERS:
        raise TooLong
    with _place():
        return _drawn(document)


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


def _drawn(document: Document) -> bytes:
    """PDF/UA refuses a sign that no font of ours has: it is written as its name."""
    unshown: set[str] = set()
    for _ in range(ROUNDS):
        try:
            return _compile(_readable(document, unshown))
        except typst.TypstError as error:
            # The message quotes what was typed: it is read here and goes no further.
            unshown |= _signs(str(error))
    with contextlib.suppress(typst.TypstError):
        return _compile(_readable(document, unshown, last=0x04FF))
    return _compile(_readable(document, unshown, last=0x00FF))


def _signs(message: str) -> set[str]:
    """The signs that the typesetter could not draw; none where it says something else."""
    found = _UNSHOWN.search(message)
    if found is None:
        return set()
    escaped = {chr(int(code, 16)) for code in _ESCAPED.findall(found[1])}
    return escaped | {sign for sign in _ESCAPED.sub("", found[1])[1:-1] if not sign.isascii()}


def _readable(document: Document, unshown: set[str], last: int = 0x10FFFF) -> Document:
    """The document with every sign that cannot be shown as a name in brackets, and a word on it."""
    kept = json.dumps(document | {"note": ""}, ensure_ascii=False)
    bad = {sign for sign in set(kept) if sign in unshown or ord(sign) > last or _is_hidden(sign)}
    table = str.maketrans({sign: _named(sign) for sign in bad})
    note = gettext(
        "Sommige tekens kan dit bestand niet tonen. Ze staan tussen haken, met hun Engelse naam. "
        "In het bestand voor computers (json) staan ze precies."
    )
    changed: Document = _translated(document, table)
    return changed | {"note": note if any(map(_is_told, bad)) else ""}


def _translated(value: Any, table: dict[int, str]) -> Any:
    """The same with every text in it translated."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {key: _translated(one, table) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_translated(one, table) for one in value]
    return value


def _is_hidden(sign: str) -> bool:
    """Control signs, what is unassigned, and halves of a pair."""
    return sign != "\n" and unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"}


def _is_told(sign: str) -> bool:
    return not _is_hidden(sign)


def _named(sign: str) -> str:
    if unicodedata.category(sign) in {"Cf", "Mn", "Me"}:
        return ""  # joins or changes the sign before it
    name = unicodedata.name(sign, "")
    return f"[{name.lower()}]" if name else " "


def _compile(document: Document) -> bytes:
    return cast(
        "bytes",
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            pdf_standards=["ua-1"],
            font_paths=_fonts(),
            sys_inputs={"document": json.dumps(document)},
            timestamp=dt.datetime.combine(today(), dt.time(), dt.UTC),  # a day and no time (P3)
        ),
    )


@functools.cache
def _fonts() -> typst.Fonts:
    """The font that we ship, and those inside the typesetter: the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(FONT_ROOM / "fonts")],
    )

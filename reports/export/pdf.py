"""The document as a tagged PDF (PDF/UA-1), made in memory: no byte of it touches a disk.

The typesetter gets its template as bytes and the words as an input, and returns bytes.
"""

import contextlib
import datetime as dt
import functools
import json
import re
import sys
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import gettext

from reports.export.blocks import Document
from schools.administration.poster import ROOM as FONT_ROOM
from stagebaken.vault.errors import Busy
from stagebaken.web.days import today

TEMPLATE = Path(__file__).with_name("copy.typ")
ROUNDS = 12  # signs without a picture that are looked up one by one, before whole scripts go
LAST_CYRILLIC, LAST_LATIN = 0x04FF, 0x00FF  # what the font that we ship surely has
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
            found = _unshown_in(str(error)) - unshown
        if not found:
            break
        unshown |= found
    with contextlib.suppress(typst.TypstError):
        return _compile(_readable(document, unshown, last=LAST_CYRILLIC))
    return _compile(_readable(document, unshown, last=LAST_LATIN))


def _unshown_in(message: str) -> set[str]:
    """The signs that the typesetter could not draw; none where it says something else."""
    found = _UNSHOWN.search(message)
    if found is None:
        return set()
    escaped = {chr(int(code, 16)) for code in _ESCAPED.findall(found[1])}
    return escaped | {sign for sign in _ESCAPED.sub("", found[1])[1:-1] if not sign.isascii()}


def _readable(document: Document, unshown: set[str], last: int = sys.maxunicode) -> Document:
    """The document with every sign that cannot be shown as a name in brackets, and a word on it."""
    signs = {sign for text in _texts(document) for sign in text}
    named = {sign for sign in signs if sign in unshown or ord(sign) > last or _is_never_shown(sign)}
    table = str.maketrans({sign: _name(sign) for sign in named})
    note = gettext(
        "Sommige tekens kan dit bestand niet tonen. Ze staan tussen haken, met hun Engelse naam. "
        "In het bestand voor computers (json) staan ze precies."
    )
    changed: Document = _translated(document, table)
    for block in changed["blocks"]:
        if block["kind"] == "heading":
            block["text"] = block["text"].strip() or "–"  # PDF/UA refuses an empty one
    return changed | {"note": note if any(_name(sign).strip() for sign in named) else ""}


def _texts(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _translated(value: Any, table: dict[int, str]) -> Any:
    """The same with every text in it translated."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {key: _translated(one, table) for key, one in value.items()}
    return [_translated(one, table) for one in value] if isinstance(value, list) else value


def _is_never_shown(sign: str) -> bool:
    """Control signs, and what no font can know."""
    return sign != "\n" and unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"}


def _name(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cc":
        return " "
    if category in {"Cf", "Mn", "Me"}:
        return ""  # joins or changes the sign before it
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


def _compile(document: Document) -> bytes:
    return typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(document)},
        timestamp=dt.datetime.combine(today(), dt.time(), dt.UTC),  # a day and no time (P3)
    )


@functools.cache
def _fonts() -> typst.Fonts:
    """The font that we ship, and those inside the typesetter: the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(FONT_ROOM / "fonts")],
    )

"""A tagged PDF (PDF/UA-1) of a page whose words people typed: whatever they typed, it comes out.

The typesetter gets a template as bytes and the words as an input, and returns bytes: no byte of
it touches a disk. A template gets the words as JSON in `sys.inputs.document`.
"""

import contextlib
import datetime as dt
import functools
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst

from stagebaken.web.days import today

FONTS = Path(__file__).with_name("fonts")
ROUNDS = 12  # signs without a picture that are looked up one by one, before whole scripts go
LAST_CYRILLIC, LAST_LATIN = 0x04FF, 0x00FF  # what the font that we ship surely has
_UNSHOWN = re.compile(r"the text `(\".*\")` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

Words = dict[str, Any]


def typeset(template: Path, words: Words, *, note: str) -> bytes:
    """PDF/UA refuses a sign that no font of ours has: it is written as its name.

    `note` says so to the reader; the template gets it, or an empty text, as `note`.
    """
    unshown: set[str] = set()
    for _ in range(ROUNDS):
        try:
            return compiled(template, readable(words, unshown, note=note))
        except typst.TypstError as error:
            # The message quotes what was typed: it is read here and goes no further.
            found = _unshown_in(str(error)) - unshown
        if not found:
            break
        unshown |= found
    with contextlib.suppress(typst.TypstError):
        return compiled(template, readable(words, unshown, note=note, last=LAST_CYRILLIC))
    return compiled(template, readable(words, unshown, note=note, last=LAST_LATIN))


def compiled(template: Path, words: Words) -> bytes:
    return typst.compile(
        template.read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(words)},
        timestamp=dt.datetime.combine(today(), dt.time(), dt.UTC),  # a day and no time (P3)
    )


def readable(words: Words, unshown: set[str], *, note: str, last: int = sys.maxunicode) -> Words:
    """The words with every sign that cannot be shown as a name in brackets, and `note` on it."""
    signs = {sign for text in _texts(words) for sign in text}
    named = {sign for sign in signs if sign in unshown or ord(sign) > last or _is_never_shown(sign)}
    table = str.maketrans({sign: _name(sign) for sign in named})
    changed: Words = _translated(words, table)
    return changed | {"note": note if any(_name(sign).strip() for sign in named) else ""}


def _unshown_in(message: str) -> set[str]:
    """The signs that the typesetter could not draw; none where it says something else."""
    found = _UNSHOWN.search(message)
    if found is None:
        return set()
    escaped = {chr(int(code, 16)) for code in _ESCAPED.findall(found[1])}
    return escaped | {sign for sign in _ESCAPED.sub("", found[1])[1:-1] if not sign.isascii()}


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


@functools.cache
def _fonts() -> typst.Fonts:
    """The font that we ship, and those inside the typesetter: the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(FONTS)],
    )

"""Turn the cells of real files into facts; a `Refused` says why that cannot be."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u200b]+")
# Signs that nobody sees: they turn the reading direction, or make one name two (a soft hyphen).
# Attack: a name that reads otherwise in a list than it stands in the file. The joiners of Persian
# and of Indian scripts (200c, 200d) are letters to who writes them, and stay.
INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufff9-\ufffb]+"
)
# UTF-8 that somebody read as cp1252: "Ã«" for "ë". Only these signs can begin such a pair.
_MOJIBAKE = re.compile(r"[ÂÃâÄÅ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ¡-¿]")
_TURNS = 3  # times that a text may have been mistaken: some files were twice
_DATES = ("%Y-%m-%d", "%d-%m-%Y", "%Y%m%d", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d")
_DAY = re.compile(r"\d[\d\-/.]*\d")


class Refused(ValueError):
    """A row that cannot be taken. The message is the reason, for the report."""


def text(cell: str, limit: int = 0) -> str:
    """One line of plain text: repaired, trimmed, of one blank between words."""
    if not cell:  # as most are
        return ""
    if not (cell.isascii() and cell.isprintable()):  # nearly every cell is plain
        cell = INVISIBLE.sub("", CONTROL.sub(" ", repaired(cell)))
    plain = " ".join(cell.split())
    return plain[:limit].rstrip() if limit else plain


def repaired(cell: str) -> str:
    """`CafÃ©` is `Café`, however often it was mistaken; other text stays as it is."""
    for _turn in range(_TURNS):
        if cell.isascii() or not _MOJIBAKE.search(cell):
            break
        try:
            again = b"".join(map(_as_byte, cell)).decode("utf-8")
        except UnicodeError:
            break
        cell = again
    return cell


def _as_byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def digits(cell: str) -> str:
    """`25.080`, `100-417-920` and `25080.0` without their signs."""
    if cell.isascii() and cell.isdigit():
        return cell
    return re.sub(r"[^0-9]", "", re.sub(r"\.0$", "", cell.strip()))


def number(cell: str, length: int, what: str) -> str:
    """A number of fixed length, or nothing; leading noughts that a spreadsheet ate come back."""
    found = digits(cell)
    if not text(cell):
        return ""
    if not found or len(found) > length or len(found) < length - 3:
        raise Refused(f"{what} '{text(cell, 40)}' has no {length} digits")
    return found.zfill(length)


def optional_number(cell: str, length: int) -> str:
    """As `number`, but what cannot be one is left out: it does not decide who a company is."""
    try:
        return number(cell, length, "")
    except Refused:
        return ""


def day(cell: str, what: str) -> date | None:
    """A date in one of the forms of spreadsheets; a time behind it is left out."""
    written = text(cell)
    if not written or set(written) <= set("0-/.: "):
        return None
    found = _read_day(written)
    if found is None or found.year < 1900:
        raise Refused(f"{what} '{written[:40]}' is no date")
    return None if found.year >= 2099 else found  # "2999-12-31" means: no end


@lru_cache(maxsize=10_000)
def _read_day(written: str) -> date | None:
    start = _DAY.match(written)
    for form in _DATES:
        try:
            return datetime.strptime(start[0] if start else "", form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def decimal(cell: str) -> float | None:
    """`52,09` and `52.09`; what is no number is nothing."""
    try:
        return float(text(cell).replace(",", ".") or "nan")
    except ValueError:
        return None


def split(cell: str, known: Callable[[str], bool], what: str) -> list[str]:
    """`BOL,BBL` and `bol / bbl` as a list of known words; a word that is unknown is refused."""
    words = _split(cell)
    unknown = [word for word in words if not known(word)]
    if unknown:
        raise Refused(f"{what} '{unknown[0][:40]}' does not exist")
    return list(words)


@lru_cache(maxsize=1_000)
def _split(cell: str) -> tuple[str, ...]:
    words = re.split(r"[\s,;/|+&]+", text(cell).lower())
    return tuple(dict.fromkeys(filter(None, words)))

"""Turn the cells of real files into facts; a `Refused` says why that cannot be."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from placements.geography.coordinates import from_rd, is_dutch, is_on_the_grid
from placements.geography.names import PC4

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u200b]+")
# UTF-8 that somebody read as cp1252: "Ã«" for "ë". Only these signs can begin such a pair.
_MOJIBAKE = re.compile(r"[ÂÃâÄÅ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ¡-¿]")
_TURNS = 3  # times that a text may have been mistaken: some files were twice
_POST_BOX = re.compile(r"\b(postbus|post bus|p\.?\s?o\.?\s?box|antwoordnummer)\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\s*([1-9]\d{3})\s*([A-Z]{2})?\s*")
_STREET = re.compile(r"(.*\D)\s+(\d+.*)", re.DOTALL)
_DATES = ("%Y-%m-%d", "%d-%m-%Y", "%Y%m%d", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d")
_DAY = re.compile(r"\d[\d\-/.]*\d")


class Refused(ValueError):
    """A row that cannot be taken. The message is the reason, for the report."""


def text(cell: str, limit: int = 0) -> str:
    """One line of plain text: repaired, trimmed, of one blank between words."""
    if not cell:  # as most are
        return ""
    if not (cell.isascii() and cell.isprintable()):  # nearly every cell is plain
        cell = CONTROL.sub(" ", repaired(cell))
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


def leerbedrijf_id(cell: str) -> str:
    found = digits(cell)
    if text(cell) and len(found) != 9:
        raise Refused(f"leerbedrijf-ID '{text(cell, 40)}' has no 9 digits")
    return found


def crebo(cell: str) -> str:
    found = digits(cell)
    if len(found) != 5:
        raise Refused(f"crebo '{text(cell, 40)}' has no 5 digits")
    return found


def postcode(cell: str) -> str:
    """`3511 ab` is `3511AB`; `3511` stays; anything else is no postcode."""
    found = _POSTCODE.fullmatch(text(cell).upper())
    return "".join(filter(None, found.groups())) if found else ""


def is_post_box(street: str) -> bool:
    return bool(_POST_BOX.search(street))


def before_post_box(number: str) -> tuple[str, str]:
    """Take `1, Postbus 90004, 3509 AA` apart: a house number, and a box to write to."""
    found = _POST_BOX.search(number)
    if not found:
        return number, ""
    return number[: found.start()].rstrip(" ,;"), number[found.start() :]


def street_and_number(address: str) -> tuple[str, str]:
    """`Onderwijsboulevard 3 b` is a street and `3 b`; without a number it is a street."""
    found = _STREET.fullmatch(address)
    return (found[1].strip(), found[2].strip()) if found else (address, "")


SMALL = {"aan", "aan de", "a/d", "bij", "de", "den", "der", "en", "het", "in", "onder", "op", "van",
         "te", "ten", "ter", "tot", "voor", "zonder", "ca"}  # fmt: skip
PLACE_LENGTH = 80
PROVINCES = {"gld": "GLD", "nh": "NH", "zh": "ZH", "nb": "NB", "lb": "LB", "fr": "FR", "gn": "GN",
             "dr": "DR", "ov": "OV", "ut": "UT", "zld": "ZLD", "fl": "FL"}  # fmt: skip
_PART = re.compile(r"(^['’]?[st](?=[- ])|[^\s\-]+)")


@lru_cache(maxsize=20_000)
def place(cell: str) -> str:
    """`'s-HERTOGENBOSCH` is `'s-Hertogenbosch`, `EDE GLD` is `Ede GLD`; small letters stay."""
    name = text(cell, PLACE_LENGTH)
    if name != name.upper() and not re.match(r"^['’][st][- ]", name):
        return name  # somebody wrote it with care
    if any(sign.islower() for sign in name[2:]):
        return name
    lower = name.lower()
    parts = [_part(match, lower) for match in _PART.finditer(lower)]
    return _joined(lower, parts)[:PLACE_LENGTH]  # capitals and signs may have made it longer


def _part(match: re.Match[str], whole: str) -> str:
    word = match[0]
    is_first = match.start() == 0
    if word in {"'s", "’s", "'t", "’t"}:
        return word
    if is_first and word in {"s", "t"} and len(whole) > 1:
        return f"'{word}"
    if match.end() == len(whole) and not is_first and word in PROVINCES:
        return PROVINCES[word]
    if word == "gem" and not is_first:
        return "gem"
    if not is_first and word in SMALL:
        return word
    return _capital(word)


def _capital(word: str) -> str:
    if word.startswith("ij"):
        return "IJ" + word[2:]
    at = next((at for at, sign in enumerate(word) if sign.isalpha()), 0)
    if word[:1].isdigit():  # 2e Exloërmond
        return word
    return word[:at] + word[at : at + 1].upper() + word[at + 1 :]


def _joined(lower: str, parts: list[str]) -> str:
    """Put the parts back between the blanks and dashes where they stood."""
    between = _PART.split(lower)[::2]
    return "".join(gap + part for gap, part in zip(between, [*parts, ""], strict=True))


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


def coordinates(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Degrees when they can be Dutch: 0,0 is not, and two that were swapped are turned."""
    north, east = decimal(latitude), decimal(longitude)
    if north is None or east is None:
        return None
    if is_dutch(east, north):
        north, east = east, north
    return (round(north, 6), round(east, 6)) if is_dutch(north, east) else None


def rd_coordinates(x: str, y: str) -> tuple[float, float] | None:
    """Degrees of a point of the Rijksdriehoek grid, when it is on it."""
    east, north = decimal(x), decimal(y)
    if east is None or north is None or not is_on_the_grid(east, north):
        return None
    latitude, longitude = from_rd(east, north)
    return round(latitude, 6), round(longitude, 6)


LEVELS = {"entree": 1, "entreeopleiding": 1, "assistentopleiding": 1, "basisberoepsopleiding": 2,
          "vakopleiding": 3, "middenkaderopleiding": 4, "specialistenopleiding": 4}  # fmt: skip


def level(cell: str) -> int | None:
    word = text(cell).lower().removeprefix("niveau").strip().removesuffix(".0")
    return LEVELS.get(word) or (int(word) if word in {"1", "2", "3", "4"} else None)


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


def pc4(cell: str) -> str:
    found = PC4.fullmatch(text(cell)[:4])
    if not found:
        raise Refused(f"'{text(cell, 40)}' is no postcode")
    return found[1]

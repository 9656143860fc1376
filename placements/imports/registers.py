"""What only the files of companies and places hold: addresses, numbers, points."""

import re
from functools import lru_cache

from placements.geography.coordinates import from_rd, is_dutch, is_on_the_grid
from placements.geography.names import PC4
from stagebaken.imports.cleaning import Refused, decimal, digits, text

_POST_BOX = re.compile(r"\b(postbus|post bus|p\.?\s?o\.?\s?box|antwoordnummer)\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\s*([1-9]\d{3})\s*([A-Z]{2})?\s*")
_STREET = re.compile(r"(.*\D)\s+(\d+.*)", re.DOTALL)


def leerbedrijf_id(cell: str) -> str:
    found = digits(cell)
    if text(cell) and len(found) != 9:
        raise Refused(f"leerbedrijf-ID '{text(cell, 40)}' has no 9 digits")
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


def pc4(cell: str) -> str:
    found = PC4.fullmatch(text(cell)[:4])
    if not found:
        raise Refused(f"'{text(cell, 40)}' is no postcode")
    return found[1]

"""What has a shape and no list: addresses, numbers, dates of birth.

Every repetition is bounded, so that a hostile text makes no expression slow.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto

YOUNGEST = 13  # years: a later year is a plan, and nobody's birth
OLDEST = 90

# A word: letters and digits, with the signs that stand on them.
WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


class Shape(Enum):
    EMAIL = auto()
    LINK = auto()
    BIRTH = auto()
    NUMBER = auto()
    ADDRESS = auto()
    AGE = auto()


_EMAIL = re.compile(r"[^\s@<>()\[\],;:]{1,64}@[^\s@<>()\[\],;:]{1,200}\.[^\W\d_]{2,24}")
_SPELLED = re.compile(
    r"[\w.-]{1,64}\s?(?:\(at\)|\[at\]|\{at\}|\bapenstaartje\b)\s?[\w-]{1,64}", re.IGNORECASE
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>]{2,300}"
    r"|\b[\w-]{1,63}\.(?:[\w-]{1,63}\.){0,3}(?:nl|com|net|org|eu|io|app|dev|info|ee)\b(?:/\S{0,200})?"
    r"|(?<![\w.@])@[\w][\w.]{1,30}",
    re.IGNORECASE,
)
_MONTHS = (
    "jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|march|mrt|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?"
    "|aug(?:ustus|ust)?|sep(?:tember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]|\s(?:{_MONTHS})\s)(?P<year>\d{{4}}|\d{{2}})\b"
    r"|\b(?P<first>\d{4})-\d{1,2}-\d{1,2}\b",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(r"\b(?:van|uit|in|since)\s(?P<year>\d{4})\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w+])(?:\+|\(?0)[\d(](?:[ \-./()]{0,2}\d){7,14}(?!\w)|(?<!\w)\d{7,20}(?!\w)"
)
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3}(?P<space> ?)(?P<letters>[a-z]{2})(?!\w)", re.IGNORECASE)
_STREET = re.compile(
    r"\b[^\W\d_]{2,40}(?:straat|laan|weg|plein|gracht|kade|dijk|singel|steeg|plantsoen|hof|pad)"
    r"\s\d{1,5}\s?[a-z]?\b"
    r"|\b\d{1,5}\s[^\W\d_]{2,30}\s(?:street|avenue|lane|road)\b",
    re.IGNORECASE,
)
# A number that can be a student's age and stands by itself, as in 'Sem (17)' and 'Kok, 17, snel'.
_BARE_AGE = re.compile(
    r"(?:^|(?<=[,;(.!?]))[ \t]{0,3}(?P<age>1[4-9]|2[0-9])(?=[ \t]{0,3}(?:[,;)!]|\.(?!\d)|$))",
    re.MULTILINE,
)
_NEXT_TO = re.compile(r"\d[\s,;.]{0,4}\Z")  # a row of numbers, or one with a comma in it
_FOLLOWED_BY = re.compile(r"[\s,;.]{0,4}\d")
# Two letters after four digits that are a word or a unit: '2027 is', '1500 kg'.
_NO_POSTCODE = frozenset(
    "an as at be by cc cm de do en gb go he if ik in is it je kg km mb me ml mm na nu of om on op"  # noqa: SIM905
    " or so te to uu we wh ze zo".split()
)


def shapes(text: str, year: int) -> Iterator[tuple[Shape, int, int]]:
    """Each shape with its place; a date that nobody was born on hides no telephone number."""
    for pattern, shape in ((_EMAIL, Shape.EMAIL), (_SPELLED, Shape.EMAIL), (_LINK, Shape.LINK)):
        yield from ((shape, *found.span()) for found in pattern.finditer(text))
    dates = list(_DATE.finditer(text))
    for found in (*dates, *_BIRTH_YEAR.finditer(text)):
        if _is_birth(found, year):
            yield (Shape.BIRTH, *found.span())
    taken = [found.span() for found in dates]
    for found in _NUMBER.finditer(text):
        if not any(found.start() < end and start < found.end() for start, end in taken):
            yield (Shape.NUMBER, *found.span())
    for found in _POSTCODE.finditer(text):
        if not (found["space"] and found["letters"].casefold() in _NO_POSTCODE):
            yield (Shape.ADDRESS, *found.span())
    yield from ((Shape.ADDRESS, *found.span()) for found in _STREET.finditer(text))
    yield from ((Shape.AGE, *place) for place in _bare_ages(text))


def _bare_ages(text: str) -> Iterator[tuple[int, int]]:
    places = (found.span("age") for found in _BARE_AGE.finditer(text))
    return (place for place in places if not _is_in_a_row(text, *place))


def _is_in_a_row(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 8) : start]
    return bool(_NEXT_TO.search(before) or _FOLLOWED_BY.match(text, end, end + 8))


def _is_birth(found: re.Match[str], this_year: int) -> bool:
    named = found.groupdict()
    written = named["year"] or named.get("first") or ""
    year = int(written)
    if len(written) == 2:  # of this century, unless that is still to come
        year += 2000 if year <= this_year % 100 else 1900
    return this_year - OLDEST <= year <= this_year - YOUNGEST

"""What one row of a file says of a student, or why it says nothing."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from schools.registry import programmes
from schools.registry.models import School, Sector
from schools.registry.programmes import Pathway, StudyForm
from schools.students.dialects import AGREEMENT, ENROLMENT, PERIOD
from schools.students.models import COHORT_FIRST, COHORT_LAST, NUMBER_LENGTH
from stagebaken.imports import cleaning
from stagebaken.imports.cleaning import Refused
from stagebaken.imports.engine import cell

SCHOOL_YEAR_MONTH = 8  # a school year begins in August
_YEARS = re.compile(r"(\d{4}|\d{2})(?:\s*[-/]\s*(\d{4}|\d{2}))?", re.ASCII)
_NUMBERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"  # 32 signs
_NINE = re.compile(r"\d{9}", re.ASCII)
_ENOUGH = 5  # numbers that all pass by chance once in 160,000 lists
_DERIVED = 12  # of those signs: 60 bits
# DUO's words, and those of lists. Examinees (EX) follow no leerweg; ODT leads to no diploma.
PATHWAYS: Mapping[str, str] = {
    "bol": Pathway.BOL, "boldt": Pathway.BOL, "bbl": Pathway.BBL, "ovo": Pathway.OVO,
    "odt": Pathway.OVO, "ex": "", "voltijd": StudyForm.FULL_TIME, "vt": StudyForm.FULL_TIME,
    "deeltijd": StudyForm.PART_TIME, "dt": StudyForm.PART_TIME, "duaal": StudyForm.DUAL,
    "du": StudyForm.DUAL, "fulltime": StudyForm.FULL_TIME, "parttime": StudyForm.PART_TIME,
}  # fmt: skip


class Entry(NamedTuple):
    """One row. The first part is what a record holds, the second tells which row counts."""

    number: str
    name: str = ""
    email: str = ""
    programme: str = ""
    crebo: str = ""
    cohort: int | None = None
    pathway: str = ""
    level: int | None = None
    group: str = ""
    mentor: str = ""
    location: str = ""
    enrolment_end: date | None = None
    record: str = ""
    enrolment: str = ""
    begin: date | None = None


def read(values: dict[str, str], school: School) -> Entry:
    """Raises Refused with the reason."""
    record = cleaning.text(cell(values, "regel"))
    if record not in {"", ENROLMENT, PERIOD, AGREEMENT}:
        raise Refused(f"record '{record[:40]}' does not exist")
    return Entry(
        number=number_of(values, school),
        name=_name(values),
        email=_email(cell(values, "email")),
        programme=cleaning.text(cell(values, "opleiding"), 160),
        crebo=_crebo(values, is_needed=record == PERIOD),
        cohort=cohort(cell(values, "cohort")),
        pathway=pathway(cell(values, "leerweg")),
        level=_level(cell(values, "niveau"), school),
        group=cleaning.text(cell(values, "klas"), 40),
        mentor=cleaning.text(cell(values, "mentor"), 120),
        location=cleaning.text(cell(values, "locatie"), 80),
        enrolment_end=cleaning.day(cell(values, "einde"), "end"),
        record=record,
        enrolment=cleaning.text(cell(values, "inschrijving"), 20),
        begin=cleaning.day(cell(values, "begin"), "begin"),
    )


def number_of(values: dict[str, str], school: School) -> str:
    own = cleaning.text(cell(values, "nummer"))
    if len(own) > NUMBER_LENGTH:
        raise Refused(f"student number '{own[:40]}' has more than {NUMBER_LENGTH} signs")
    person = cleaning.text(cell(values, "persoon"))
    if not own and not person:
        raise Refused("no student number")
    return own or derived_number(person, school)


def derived_number(person: str, school: School) -> str:
    """A number of our own for a national one: the same each time, and it leads nowhere back.

    Keyed: without the key, nine digits would be tried in a minute.
    """
    said = f"{school.pk}|{person.upper()}"
    digest = salted_hmac(
        "stagebaken/student-number/v1", said, secret=settings.FIELD_KEY, algorithm="sha256"
    ).digest()
    return "DUO-" + "".join(_NUMBERS[byte % 32] for byte in digest[:_DERIVED])


def are_national(numbers: Iterable[str]) -> bool:
    """Whether the student numbers of a list are burgerservicenummers: of nine digits, and each
    passes the check of eleven, which one in eleven does by chance.
    """
    nine = {number for number in numbers if _NINE.fullmatch(number)}
    return len(nine) >= _ENOUGH and all(map(_passes_eleven, nine))


def _passes_eleven(number: str) -> bool:
    weighted = sum(int(digit) * (9 - at) for at, digit in enumerate(number[:8]))
    return int(number) > 0 and (weighted - int(number[8])) % 11 == 0


def cohort(written: str) -> int | None:
    """`2024`, `2024-2025`, `2024/25` and `24/25` are the year in which it began."""
    text = cleaning.text(written).removesuffix(".0")
    if not text:
        return None
    found = _YEARS.fullmatch(text)
    first = int(found[1]) + (2000 if len(found[1]) == 2 else 0) if found else 0
    is_pair = bool(found and found[2])
    fits = found is not None and (
        (int(found[2]) % 100 == (first + 1) % 100) if is_pair else len(found[1]) == 4
    )
    if not fits or not COHORT_FIRST <= first <= COHORT_LAST:
        raise Refused(f"cohort '{text[:40]}' is no school year")
    return first


def cohort_of(begin: date | None) -> int | None:
    if begin is None:
        return None
    return begin.year if begin.month >= SCHOOL_YEAR_MONTH else begin.year - 1


def pathway(written: str) -> str:
    word = re.sub(r"[^a-z]", "", cleaning.text(written).lower())
    if word and word not in PATHWAYS:
        raise Refused(f"leerweg '{cleaning.text(written, 40)}' does not exist")
    return str(PATHWAYS[word]) if word else ""


def _name(values: dict[str, str]) -> str:
    parts = ("naam",) if cell(values, "naam") else ("voornaam", "tussenvoegsel", "achternaam")
    return cleaning.text(" ".join(cell(values, part) for part in parts), 120)


def _email(written: str) -> str:
    address = cleaning.text(written).lower()
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise Refused(f"e-mail '{address[:40]}' is no address") from None
    if len(address) > 254:
        raise Refused("e-mail is too long")
    return address


def _crebo(values: dict[str, str], *, is_needed: bool) -> str:
    written = cleaning.text(cell(values, "crebo"))
    return programmes.crebo(written) if written or is_needed else ""


def _level(written: str, school: School) -> int | None:
    """Levels are of the mbo; what a hbo list calls so is something else."""
    text = cleaning.text(written, 40)
    if not text or school.sector == Sector.HBO:
        return None
    found = programmes.level(text)
    if found is None:
        raise Refused(f"level '{text}' does not exist")
    return found


def settled(entries: list[Entry]) -> Entry:
    """One entry of all rows of a student: the newest period, of which the enrolment ends."""
    periods = [one for one in entries if one.record in {"", PERIOD}]
    newest = max(periods or entries, key=_age)
    same = [one for one in entries if one.enrolment == newest.enrolment]
    first = min((one.begin for one in same if one.begin and one.record != AGREEMENT), default=None)
    ends = [one.enrolment_end for one in same if one.record == ENROLMENT and one.enrolment_end]
    facts: dict[str, Any] = {
        "cohort": newest.cohort or cohort_of(first),
        "enrolment_end": ends[0] if ends else newest.enrolment_end,
    }
    return newest._replace(**facts)


def _age(entry: Entry) -> date:
    return entry.begin or date.min

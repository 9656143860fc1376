"""DUO's BPV record of a praktijkovereenkomst, in both variants: RO and GRONDSLAG IP.

Thirteen fields a line, the delimiter between them (DUO's Programma van Eisen RO, record BPV). The
numbers of a person are no data of ours: they come along for one export (`duo_numbers`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

RECORD = "BPV"
WIDTH = 13  # fields of a line
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,19}", re.ASCII)  # AN1..20
CREBO = re.compile(r"\d{5}", re.ASCII)
COMPANY = re.compile(r"[1-9]\d{8}", re.ASCII)  # 100000000–999999999
BRIN = re.compile(r"\d{2}[A-Z]{2}", re.ASCII)
HOURS_MOST = 9999  # N1..4 of RO; GRONDSLAG has room for more, and nobody works more


class Variant(TextChoices):
    RO = "ro", _("RO (streepjes, dagen als 2027-02-01)")
    GRONDSLAG = "grondslag", _("GRONDSLAG IP (puntkomma’s, dagen als 20270201)")

    @property
    def delimiter(self) -> str:
        return "|" if self is Variant.RO else ";"


class Why(TextChoices):
    """Why an agreement is not in the file; what to do about it stands in the sentence."""

    NOT_IN_REGISTER = "not_in_register", _("Het bedrijf staat niet in het register van SBB.")
    COMPANY = "company", _("Het leerbedrijf-ID ontbreekt of heeft geen negen cijfers.")
    CREBO = "crebo", _("De crebo heeft geen vijf cijfers.")
    HOURS = "hours", _("Het aantal uren ontbreekt, of is meer dan 9999.")
    DAYS = "days", _("De laatste dag ligt voor de eerste.")
    UNSIGNED = "unsigned", _("De overeenkomst is nog niet door alle drie bevestigd.")
    NUMBERS = "numbers", _("Deze student staat niet in het bestand met nummers.")
    TWICE = "twice", _("Deze student staat met verschillende nummers in het bestand.")
    PERSON = "person", _("Het nummer van de persoon ontbreekt of klopt niet.")
    ENROLMENT = "enrolment", _("Het inschrijvingvolgnummer ontbreekt of klopt niet.")
    BRIN = "brin", _("De BRIN van de school ontbreekt of klopt niet.")
    STAKE = "stake", _("Jij hoort bij dit bedrijf. Laat een collega het bestand maken.")


class Person(StrEnum):
    """Which number tells DUO who it is."""

    BSN = "bsn"
    EDUCATION = "onderwijsnummer"
    PGN = "pgn"


@dataclass(frozen=True)
class Numbers:
    """What an administration knows of one student and we do not."""

    bsn: str = ""
    onderwijsnummer: str = ""
    pgn: str = ""
    enrolment: str = ""


@dataclass(frozen=True)
class Agreed:
    """One agreement that all three confirmed; everything that a line says but the numbers.

    `number` is DUO's Volgnummer: the reference of the placement, which stays and tells nothing.
    """

    number: str
    student: str  # the school's own number
    drawn_up_on: date
    starts_on: date
    ends_on: date
    ended_on: date | None
    hours: int | None
    company: str  # leerbedrijf-ID
    crebo: str


@dataclass(frozen=True)
class Asked:
    """What one export is asked to be."""

    variant: Variant
    brin: str = ""
    enrolment: str = ""  # for who has none in the file of numbers
    is_blank_allowed: bool = False  # leave the number of a person empty where none is known


@dataclass(frozen=True)
class Refusal:
    number: str
    why: Why


@dataclass
class Export:
    """The lines in the order of the agreements, and what is not among them."""

    lines: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


class Refused(ValueError):
    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def written(
    agreed: Iterable[Agreed | Refusal], numbers: Mapping[str, Numbers | None], asked: Asked
) -> Export:
    """Every agreement is a line or a refusal.

    `numbers` go by the school's own number of a student; None where they clash.
    """
    export = Export()
    for one in agreed:
        if isinstance(one, Refusal):
            export.refused.append(one)
            continue
        try:
            export.lines.append(_line(one, _numbers_of(one, numbers, asked), asked))
        except Refused as refusal:
            export.refused.append(Refusal(one.number, refusal.why))
    return export


def _numbers_of(one: Agreed, known: Mapping[str, Numbers | None], asked: Asked) -> Numbers:
    found = known.get(one.student, Numbers())
    if found is None:
        raise Refused(Why.TWICE)
    if found == Numbers() and not asked.is_blank_allowed:
        raise Refused(Why.NUMBERS)
    return found


def _line(one: Agreed, numbers: Numbers, asked: Asked) -> str:
    if one.ends_on < one.starts_on:
        raise Refused(Why.DAYS)
    enrolment = _matching(CODE, numbers.enrolment or asked.enrolment, Why.ENROLMENT)
    cells = [
        RECORD,
        *_persons(numbers, asked),
        enrolment,
        _matching(CODE, one.number, Why.ENROLMENT),
        *(_day(day, asked.variant) for day in (one.drawn_up_on, one.starts_on, one.ends_on)),
        _day(one.ended_on, asked.variant) if one.ended_on else "",
        _hours(one.hours, asked.variant),
        _matching(COMPANY, one.company, Why.COMPANY),
        _matching(CREBO, one.crebo, Why.CREBO) if one.crebo else "",
        "",  # keuzedeel: no agreement of ours is about one
    ]
    return asked.variant.delimiter.join(cells)


def _persons(numbers: Numbers, asked: Asked) -> Sequence[str]:
    """Fields 2 and 3: BSN or onderwijsnummer; or the PGN and the school's BRIN."""
    if asked.variant is Variant.GRONDSLAG:
        return [_person(Person.PGN, numbers.pgn, asked), _matching(BRIN, asked.brin, Why.BRIN)]
    if numbers.bsn:  # one of the two: DUO takes no line with both
        return [_person(Person.BSN, numbers.bsn, asked), ""]
    return ["", _person(Person.EDUCATION, numbers.onderwijsnummer, asked)]


def _person(kind: Person, number: str, asked: Asked) -> str:
    if not number and asked.is_blank_allowed:
        return ""
    if not is_number(kind, number):
        raise Refused(Why.PERSON)
    return number


def is_number(kind: Person, number: str) -> bool:
    """Nine digits; the two national numbers have a check of eleven, with remainder 0 and 5."""
    if not re.fullmatch(r"\d{9}", number, re.ASCII) or not int(number):
        return False
    weighted = sum(int(digit) * (9 - at) for at, digit in enumerate(number[:8])) - int(number[8])
    wanted = {Person.BSN: 0, Person.EDUCATION: 5}
    return kind is Person.PGN or weighted % 11 == wanted[kind]


def _matching(pattern: re.Pattern[str], value: str, why: Why) -> str:
    """Attack: a delimiter or a line end in a value makes another record, `=` a formula."""
    if not pattern.fullmatch(value):
        raise Refused(why)
    return value


def _day(day: date, variant: Variant) -> str:
    # Not strftime: it writes the year 987 with three digits on some systems.
    return day.isoformat() if variant is Variant.RO else day.isoformat().replace("-", "")


def _hours(hours: int | None, variant: Variant) -> str:
    if hours is None and variant is Variant.RO:
        return ""  # GRONDSLAG demands it
    if not hours or not 0 < hours <= HOURS_MOST:
        raise Refused(Why.HOURS)
    return str(hours)

"""Origin facts from the operator's file, by own number. No reason and no count names a value.

Attack: whoever runs a file of one row, or reads its report, may learn what the file said and
nothing of what stands in the register.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from schools.origin import actions, tidying
from schools.origin.sealing import Answers, Facts
from schools.origin.vocabulary import Gender, Herkomst
from schools.registry.models import School
from schools.students import entries
from schools.students.headers import STUDENTS
from schools.students.models import Student
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.imports import cleaning
from stagebaken.imports.cleaning import Refused
from stagebaken.imports.columns import Headers, match
from stagebaken.imports.engine import Refuse, Work, cell, nothing_vanishes
from stagebaken.imports.reading import Table, Unreadable

COLUMNS: Headers = {
    "nummer": STUDENTS["nummer"],
    "persoon": STUDENTS["persoon"],
    "herkomst": ("herkomst", "origin"),
    "land": ("herkomst_land", "herkomstland"),
    "geboren_nl": ("born_nl", "geboren_nl", "geboren in nederland"),
    "geslacht": ("gender", "geslacht"),
    "jaar": ("year", "schooljaar", "jaar"),
    "gereageerd": ("responded", "gereageerd"),
    "discriminatie": ("discrim", "discriminatie"),
    "tevredenheid": ("satisfaction", "tevredenheid"),
}
HERKOMST: Mapping[str, str] = {re.sub("[^a-z]", "", one.lower()): one for one in Herkomst.values}
GENDER: Mapping[str, str] = {
    "man": Gender.MAN, "m": Gender.MAN, "male": Gender.MAN, "vrouw": Gender.VROUW,
    "v": Gender.VROUW, "f": Gender.VROUW, "female": Gender.VROUW, "anders": Gender.ANDERS,
    "x": Gender.ANDERS, "other": Gender.ANDERS, "onbekend": "",
}  # fmt: skip
YES_NO: Mapping[str, bool] = {"1": True, "ja": True, "0": False, "nee": False}
_LAND = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'()/,-])*")
LAND_LENGTH = 60
SATISFACTION = range(1, 11)


class Row(NamedTuple):
    number: str
    facts: Facts | None
    year: int | None
    answers: Answers | None


class OriginImporter:
    known: Headers = COLUMNS

    def __init__(self, school: School, mapping: str) -> None:
        self.school, self.mapping = school, mapping

    def arrange(self, table: Table) -> Table:
        """Attack: of a file without headers, the first row would stand in the complaint."""
        try:
            match(table.header, self.known, self.mapping)
        except Unreadable:
            raise Unreadable(
                "the first line must name the columns, such as studentnummer and herkomst; "
                "other names go with --map FIELD=COLUMN"
            ) from None
        return table

    def begin(self, work: Work) -> None:
        self.work = work

    def read(self, values: dict[str, str]) -> Row:
        return read(values, self.school)

    def spare(self, values: dict[str, str]) -> None:
        return

    def take(self, items: Sequence[tuple[int, Row]], refuse: Refuse) -> None:
        students = Student.objects.of(self.school)
        numbers = [row.number for _, row in items]
        known = set(students.filter(number__in=numbers).values_list("number", flat=True))
        for line, row in items:
            if row.number not in known:
                refuse(line, "no student of this school has this number")
        taken = [row for _, row in items if row.number in known]
        self.work.outcome.count("taken", len(taken))
        actions.take(
            school=self.school,
            facts={row.number: row.facts for row in taken if row.facts},
            answers={(row.number, row.year): row.answers
                     for row in taken if row.year and row.answers},
        )  # fmt: skip

    def vanished(self) -> tuple[Sequence[int], int]:
        return nothing_vanishes()

    def end(self, rows: Sequence[int]) -> None:
        return

    def finish(self) -> None:
        tidying.shuffle(self.school)
        transaction.on_commit(tidying.forget_order, robust=True)
        record(
            verb=Verb.ORIGIN_IMPORTED,
            actor=None,
            scope=Scope.VAULT,
            vault_id=self.school.vault_id,
            subject=self.school.pk,
        )


def read(values: dict[str, str], school: School) -> Row:
    """Raises Refused; the reason names the column and never what stood in it."""
    try:
        number = entries.number_of(values, school)
        year = entries.cohort(cell(values, "jaar"))
    except Refused:
        raise Refused("no student number, or no school year, that could be one") from None
    answers = _answers(values)
    if answers and year is None:
        raise Refused("answers to the evaluation need the school year")
    return Row(number, _facts(values), year, answers)


def _facts(values: dict[str, str]) -> Facts | None:
    herkomst = _one_of(values, "herkomst", HERKOMST) or Herkomst.ONBEKEND.value
    land = cleaning.text(cell(values, "land"))
    if land and not (len(land) <= LAND_LENGTH and _LAND.fullmatch(land)):
        raise Refused("land is no name of a country")
    born_nl = _one_of(values, "geboren_nl", YES_NO)
    facts = Facts(herkomst, land, born_nl, _one_of(values, "geslacht", GENDER) or "")
    return None if facts == Facts() else facts


def _answers(values: dict[str, str]) -> Answers | None:
    discrim = _one_of(values, "discriminatie", YES_NO)
    satisfaction = _satisfaction(values)
    responded = _one_of(values, "gereageerd", YES_NO)
    given = discrim is not None or satisfaction is not None
    if given and responded is False:
        raise Refused("answers to the evaluation of somebody who did not respond")
    return Answers(discrim, satisfaction) if given or responded else None


def _satisfaction(values: dict[str, str]) -> int | None:
    found = cleaning.text(cell(values, "tevredenheid")).removesuffix(".0")
    if not found:
        return None
    if not (found.isascii() and found.isdigit() and len(found) <= 2 and int(found) in SATISFACTION):
        raise Refused("tevredenheid is no whole number from 1 to 10")
    return int(found)


def _one_of(values: dict[str, str], name: str, words: Mapping[str, Any]) -> Any:
    """What a word means, `1.0` and `1` alike; nothing for nothing."""
    found = re.sub(r"[^a-z0-9]", "", cleaning.text(cell(values, name)).lower().removesuffix(".0"))
    if not found:
        return None
    if found not in words:
        raise Refused(f"{name} holds another word than: {', '.join(words)}")
    return words[found]

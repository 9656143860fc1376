"""Recognitions from a register: which company may train for which programme, on which days."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from placements.accreditations import statements
from placements.accreditations.actions import OFFICERS
from placements.accreditations.models import Accreditation, Key, Programme, Status
from placements.companies.marks import Marks
from placements.companies.models import TrainingCompany
from placements.imports import registers
from placements.imports.headers import ACCREDITATIONS
from schools.registry import programmes
from schools.registry.programmes import Pathway
from stagebaken.imports import cleaning
from stagebaken.imports.cleaning import Refused
from stagebaken.imports.columns import Headers
from stagebaken.imports.engine import Refuse, Work, cell
from stagebaken.imports.reading import Unreadable

_STATUSES = {
    "": Status.ACTIVE, "active": Status.ACTIVE, "actief": Status.ACTIVE, "erkend": Status.ACTIVE,
    "geldig": Status.ACTIVE, "suspended": Status.SUSPENDED, "geschorst": Status.SUSPENDED,
    "schorsing": Status.SUSPENDED, "withdrawn": Status.WITHDRAWN,
    "ingetrokken": Status.WITHDRAWN, "intrekking": Status.WITHDRAWN,
}  # fmt: skip
CREBO_LENGTH = 5
_PATHWAYS = frozenset(Pathway.values)


class Recognition(NamedTuple):
    leerbedrijf_id: str
    programme_id: int
    pathways: list[str]
    first: date | None
    last: date | None
    status: Status


class AccreditationImporter:
    known: Headers = ACCREDITATIONS

    def begin(self, work: Work) -> None:
        if work.source == OFFICERS:
            # A file ends what its source said before: it would undo what officers decided.
            raise Unreadable(
                f"--source {OFFICERS} means SBB's officers: give the file another name"
            )
        self.work = work
        self.marks = Marks()
        self.spared: set[tuple[str, str]] = set()  # leerbedrijf-ID and crebo; '' for every crebo
        known = Programme.objects.filter(crebo__isnull=False).values_list("crebo", "pk")
        self.programmes = {str(crebo): number for crebo, number in known}

    def read(self, values: dict[str, str]) -> Recognition:
        number = registers.leerbedrijf_id(cell(values, "leerbedrijf_id"))
        if not number:
            raise Refused("no leerbedrijf-ID")
        crebo = programmes.crebo(cell(values, "crebo"))
        if crebo not in self.programmes:
            raise Refused(f"crebo '{crebo}' is not known; import the programmes first")
        pathways = cleaning.split(cell(values, "leerweg"), _PATHWAYS.__contains__, "leerweg")
        if not pathways:
            raise Refused("no leerweg")
        first = cleaning.day(cell(values, "van"), "van")
        last = cleaning.day(cell(values, "tot"), "tot")
        if first and last and last < first:
            raise Refused("the last day is before the first")
        return Recognition(number, self.programmes[crebo], pathways, first, last, _status(values))

    def spare(self, values: dict[str, str]) -> None:
        """But not when its status is unknown: that may be a word for 'no longer erkend'."""
        if cleaning.text(cell(values, "status")).lower() in _STATUSES:
            crebo = cleaning.digits(cell(values, "crebo"))
            number = cleaning.digits(cell(values, "leerbedrijf_id"))
            self.spared.add((number, crebo if len(crebo) == CREBO_LENGTH else ""))

    def take(self, items: Sequence[tuple[int, Recognition]], refuse: Refuse) -> None:
        companies = _companies({item.leerbedrijf_id for _, item in items})
        said = []
        for line, item in items:
            company = companies.get(item.leerbedrijf_id)
            if company is None:
                refuse(line, f"leerbedrijf '{item.leerbedrijf_id}' is not known")
                continue
            said += [
                statements.Statement(
                    Key(company, item.programme_id, pathway), item.first, item.last, item.status
                )
                for pathway in item.pathways
            ]
        tally = statements.state(
            source=self.work.source, day=self.work.day, statements=said, marks=self.marks
        )
        for what in ("new", "changed", "same", "repeated"):
            self.work.outcome.count(what, getattr(tally, what))

    def vanished(self) -> tuple[Sequence[int], int]:
        lasting = Accreditation.objects.filter(source=self.work.source).lasting(self.work.day)
        named = lasting.values_list("pk", "company__leerbedrijf_id", "programme__crebo")
        total, gone = 0, []
        for number, company, crebo in named.iterator(chunk_size=10_000):
            total += 1
            is_spared = self.spared & {(company, crebo), (company, "")}
            if number not in self.marks and not is_spared:
                gone.append(number)
        return gone, total

    def end(self, rows: Sequence[int]) -> None:
        statements.end(source=self.work.source, day=self.work.day, rows=rows)

    def finish(self) -> None:
        return


def _companies(numbers: set[str]) -> dict[str, UUID]:
    found = TrainingCompany.objects.filter(leerbedrijf_id__in=numbers)
    return {str(number): pk for number, pk in found.values_list("leerbedrijf_id", "pk")}


def _status(values: dict[str, str]) -> Status:
    word = cleaning.text(cell(values, "status")).lower()
    if word not in _STATUSES:
        raise Refused(f"status '{word[:40]}' does not exist")
    return _STATUSES[word]

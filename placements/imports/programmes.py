"""Programmes from crebo files of several generations, and hbo programmes by name.

Such a file is small, and may name one crebo on many rows: per school, per leerweg. So its rows are
gathered first. A programme belongs to the file that named it first; another only fills in blanks.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from placements.accreditations.models import Programme, ProgrammeKind
from placements.companies.models import SectorChamber
from placements.imports.headers import PROGRAMMES
from schools.registry import programmes
from schools.registry.programmes import Pathway
from stagebaken.imports import cleaning
from stagebaken.imports.cleaning import Refused
from stagebaken.imports.columns import Headers
from stagebaken.imports.engine import Refuse, Work, cell

FIELDS = ("name", "level", "dossier_code", "dossier", "sector", "keywords", "valid_from",
          "valid_until")  # fmt: skip
_PATHWAYS = frozenset(Pathway.values)
Identity = tuple[str, str]  # the kind, and the crebo or the name


class Named(NamedTuple):
    """What one row says of a programme."""

    identity: Identity
    values: dict[str, Any]
    pathways: list[str]


class ProgrammeImporter:
    known: Headers = PROGRAMMES

    def begin(self, work: Work) -> None:
        self.work = work
        self.found: dict[Identity, Named] = {}
        self.spared: set[str] = set()  # crebos and names

    def read(self, values: dict[str, str]) -> Named:
        name = cleaning.text(cell(values, "naam"), 160)
        if not name:
            raise Refused("no name")
        is_hbo = cleaning.text(cell(values, "soort")).lower().startswith("hbo")
        identity = (
            (str(ProgrammeKind.HBO), name)
            if is_hbo
            else (str(ProgrammeKind.KWALIFICATIE), programmes.crebo(cell(values, "crebo")))
        )
        pathways = cleaning.split(cell(values, "leerweg"), _PATHWAYS.__contains__, "leerweg")
        return Named(identity, {"name": name, **_facts(values)}, pathways)

    def spare(self, values: dict[str, str]) -> None:
        name, crebo = cleaning.text(cell(values, "naam"), 160), cell(values, "crebo")
        self.spared |= {cleaning.digits(crebo) or name}

    def take(self, items: Sequence[tuple[int, Named]], refuse: Refuse) -> None:
        for _, named in items:
            earlier = self.found.setdefault(named.identity, named)
            if earlier is not named:
                earlier.pathways.extend(named.pathways)
                self.work.outcome.count("repeated")

    def finish(self) -> None:
        existing = {_identity(programme): programme for programme in Programme.objects.all()}
        made = []
        for identity, named in self.found.items():
            programme = existing.get(identity)
            if programme is None:
                made.append(self._new(named))
            else:
                self._renew(programme, named)
        Programme.objects.bulk_create(made)
        self.work.outcome.count("new", len(made))

    def vanished(self) -> tuple[Sequence[int], int]:
        own = Programme.objects.filter(source=self.work.source, ended_on__isnull=True)
        rows = list(own)
        gone = [row for row in rows if _identity(row) not in self.found]
        return [row.pk for row in gone if _identity(row)[1] not in self.spared], len(rows)

    def end(self, rows: Sequence[int]) -> None:
        Programme.objects.filter(pk__in=rows).update(ended_on=self.work.day)

    def _new(self, named: Named) -> Programme:
        kind, code = named.identity
        return Programme(
            kind=kind,
            crebo=code if kind == ProgrammeKind.KWALIFICATIE else None,
            pathways=_joined(named.pathways),
            source=self.work.source,
            **named.values,
        )

    def _renew(self, programme: Programme, named: Named) -> None:
        is_own = programme.source in {self.work.source, ""}
        news: dict[str, Any] = {"pathways": _joined(named.pathways), "ended_on": None}
        if not is_own:
            news["pathways"] = _joined([*programme.pathways.split(","), *named.pathways])
        if not programme.source:
            news["source"] = self.work.source
        for name in FIELDS:
            value = named.values[name]
            if value not in {None, ""} and (is_own or getattr(programme, name) in {None, ""}):
                news[name] = value
        news = {name: value for name, value in news.items() if getattr(programme, name) != value}
        self.work.outcome.count("changed" if news else "same")
        if news:
            for name, value in news.items():
                setattr(programme, name, value)
            programme.save(update_fields=list(news))


def _identity(programme: Programme) -> Identity:
    return (programme.kind, programme.crebo or programme.name)


def _joined(pathways: Sequence[str]) -> str:
    return ",".join(one for one in Pathway.values if one in pathways)


def _facts(values: dict[str, str]) -> dict[str, Any]:
    sector = cleaning.text(cell(values, "sector"))[:2].zfill(2)
    return {
        "level": programmes.level(cell(values, "niveau")),
        "dossier_code": cleaning.digits(cell(values, "dossier_code"))[:8],
        "dossier": cleaning.text(cell(values, "dossier"), 160),
        "sector": sector if sector in SectorChamber.values else "",
        "keywords": cleaning.text(cell(values, "vakwoorden"), 240),
        "valid_from": _day(values, "van"),
        "valid_until": _day(values, "tot"),
    }


def _day(values: dict[str, str], name: str) -> date | None:
    return cleaning.day(cell(values, name), name)

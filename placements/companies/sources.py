"""What a source says of many companies at once: made, changed, ended, and back again.

A source owns what a register holds: names, numbers, addresses. What a company says of itself
(website, how students reach it, its size, its words) a source only fills in where it is still
empty. An empty cell says nothing. A company that its last source no longer names is ended, never
deleted.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from placements.companies.marks import Marks
from placements.companies.models import CompanySource, TrainingCompany
from placements.companies.rows import insert, numbers
from placements.companies.signals import companies_changed
from placements.geography.coordinates import CoordinateSource

ADDRESS = ("street", "house_number", "postcode", "place")
COORDINATES = ("latitude", "longitude", "coordinate_source")
OF_THE_SOURCE = ("name", "kvk_number", "kvk_establishment", "postal_address", "sector")
OF_THE_COMPANY = ("website", "public_email", "public_phone", "size_class", "other_names", "trades")
STATED = (*OF_THE_SOURCE, *ADDRESS, *COORDINATES, *OF_THE_COMPANY)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a source says of one company: values of fields of TrainingCompany."""

    leerbedrijf_id: str
    source_id: str
    address: str  # postcode and house number as the source wrote them
    values: dict[str, Any]

    def key(self, source: str) -> str:
        """Who this is where there is no leerbedrijf-ID: source, id, name, postcode and number."""
        parts = (source, self.source_id, self.values["name"], self.address)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@dataclass
class Tally:
    """What an import did, in rows."""

    new: int = 0
    changed: int = 0
    same: int = 0
    repeated: int = 0
    ended: int = 0
    touched: list[UUID] = field(default_factory=list, repr=False)


@transaction.atomic
def state(*, source: str, day: date, facts: Sequence[Facts], marks: Marks) -> Tally:
    """Take what a source says; `marks` remembers its rows, for what it no longer names."""
    tally = Tally()
    stated: dict[str, Facts] = {}
    for one in facts:
        stated.setdefault(one.leerbedrijf_id or one.key(source), one)
    tally.repeated = len(facts) - len(stated)
    known = _known(stated)
    sources = _sources(source, known)
    new: dict[str, UUID] = {}
    for identity, one in stated.items():
        company = known.get(identity)
        if company is None:
            new[identity] = uuid4()
        elif (row := sources.get(company.pk)) and row.pk in marks:
            tally.repeated += 1
        else:
            _change(company, row, one, tally)
            if row:
                marks.add(row.pk)
    _insert_companies(new, stated)
    ids = {identity: company.pk for identity, company in known.items()} | new
    named = {pk: one for identity, one in stated.items() if (pk := ids[identity]) not in sources}
    _insert_sources(source, day, named, marks)
    tally.new += len(new)
    _tell([*tally.touched, *new.values()])
    return tally


def _insert_companies(new: dict[str, UUID], stated: dict[str, Facts]) -> None:
    rows = []
    for identity, number in new.items():
        one = stated[identity]
        names = (one.leerbedrijf_id, None) if one.leerbedrijf_id else (None, identity)
        rows.append((number, *names, *(one.values[name] for name in STATED)))
    insert(TrainingCompany, ("id", "leerbedrijf_id", "source_key", *STATED), rows)


def _insert_sources(source: str, day: date, named: dict[UUID, Facts], marks: Marks) -> None:
    keys = numbers(CompanySource, len(named))
    rows = [
        (key, company, source, one.source_id, day)
        for key, (company, one) in zip(keys, named.items(), strict=True)
    ]
    insert(CompanySource, ("id", "company", "source", "source_id", "since"), rows)
    for key in keys:
        marks.add(key)


def _known(stated: dict[str, Facts]) -> dict[str, TrainingCompany]:
    ids = [one.leerbedrijf_id for one in stated.values() if one.leerbedrijf_id]
    keys = [identity for identity, one in stated.items() if not one.leerbedrijf_id]
    companies = TrainingCompany.objects.order_by("pk").select_for_update(no_key=True)
    found = {c.leerbedrijf_id: c for c in companies.filter(leerbedrijf_id__in=ids)}
    found |= {c.source_key: c for c in companies.filter(source_key__in=keys)} if keys else {}
    return {identity: company for identity, company in found.items() if identity}


def _sources(source: str, known: dict[str, TrainingCompany]) -> dict[UUID, CompanySource]:
    companies = [company.pk for company in known.values()]
    rows = CompanySource.objects.filter(source=source, company__in=companies) if companies else ()
    return {row.company_id: row for row in rows}


def _change(company: TrainingCompany, row: CompanySource | None, one: Facts, tally: Tally) -> None:
    news = _news(company, one.values)
    if company.ended_on is not None:
        news["ended_on"] = None
    if news:
        for name, value in news.items():
            setattr(company, name, value)
        company.save(update_fields=list(news))
        tally.touched.append(company.pk)
    if row and (row.ended_on is not None or row.source_id != one.source_id):
        row.ended_on, row.source_id = None, one.source_id
        row.save(update_fields=["ended_on", "source_id"])
    if news:
        tally.changed += 1
    else:
        tally.same += 1


def _news(company: TrainingCompany, values: dict[str, Any]) -> dict[str, Any]:
    """The values that differ from what we have, and that this source may say."""
    said = {name: values[name] for name in OF_THE_SOURCE if values.get(name)}
    said |= {name: values.get(name, "") for name in ADDRESS}
    for name in OF_THE_COMPANY:
        if values.get(name) and not getattr(company, name):
            said[name] = values[name]
    if not _is_known_better(company, values):
        said |= {name: values.get(name) for name in COORDINATES}
        said["coordinate_source"] = said["coordinate_source"] or ""
    return {name: value for name, value in said.items() if getattr(company, name) != value}


def _is_known_better(company: TrainingCompany, values: dict[str, Any]) -> bool:
    """Exact coordinates of this same address, from another source, outweigh a centroid."""
    if company.coordinate_source != CoordinateSource.EXACT:
        return False
    here = (company.postcode, company.house_number)
    is_exact = values.get("coordinate_source") == CoordinateSource.EXACT
    return not is_exact and here == (values.get("postcode", ""), values.get("house_number", ""))


def _tell(companies: list[UUID]) -> None:
    if companies:
        companies_changed.send(TrainingCompany, companies=companies)


@transaction.atomic
def end(*, day: date, rows: Sequence[int]) -> None:
    """A source no longer names these: end its rows, and companies that no source names."""
    ended = CompanySource.objects.filter(pk__in=rows, ended_on__isnull=True)
    companies = list(ended.values_list("company", flat=True))
    ended.update(ended_on=day)
    others = CompanySource.objects.filter(company=OuterRef("pk"), ended_on__isnull=True)
    gone = TrainingCompany.objects.filter(~Exists(others), Q(ended_on__isnull=True))
    ids = list(gone.filter(pk__in=companies).values_list("pk", flat=True))
    TrainingCompany.objects.filter(pk__in=ids).update(ended_on=day)
    _tell(ids)


@transaction.atomic
def relocate(*, companies: Sequence[UUID], values: dict[str, Any]) -> None:
    """Put companies of one postcode or place where that lies, now that we know better."""
    TrainingCompany.objects.filter(pk__in=companies).update(**values)
    _tell(list(companies))

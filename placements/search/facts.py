"""What the register says about some companies, gathered with one question per room."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from django.db import connection
from django.db.models.expressions import RawSQL

from placements.accreditations.models import Accreditation, Programme, SchoolApproval
from placements.commitments.models import CompanyCommitment
from placements.commitments.transitions import State as Promise
from placements.companies.models import TrainingCompany
from placements.companies.words import plain, squeezed
from placements.places.models import State, TrainingPlace
from placements.search import facets
from placements.search.models import ALWAYS, STEPS
from placements.search.spans import Row, Span, common, erkend, numbered

Key = tuple[int, int, str]  # company (as it is numbered here), programme, pathway
COMPANY_FIELDS = (
    "indexed", "leerbedrijf_id", "name", "other_names", "postcode", "place", "latitude",
    "longitude", "sector", "trades", "allowance_cents", "ended_on",
)  # fmt: skip


@dataclass(frozen=True)
class Taught:
    """What the index needs of a programme."""

    crebo: int
    level: int | None
    words: str


@dataclass(frozen=True)
class Layer:
    """During these days these facets hold; for one crebo, or for the company itself (0)."""

    crebo: int
    starts: int
    until: int
    facets: int


@dataclass
class Facts:
    """One company as the index sees it."""

    number: int  # of its SearchCompany
    leerbedrijf_id: str | None
    name: str
    other_names: str
    postcode: str
    place: str
    latitude: float | None
    longitude: float | None
    sector: str
    trades: str
    allowance_cents: int | None
    ended_on: date | None
    layers: list[Layer] = field(default_factory=list)
    words: set[str] = field(default_factory=set)  # of programmes, each already plain

    @property
    def standing(self) -> int:
        """Facets that hold whatever the day."""
        return facets.sector(self.sector) | (facets.ALLOWANCE if self.allowance_cents else 0)

    @property
    def last_day(self) -> int:
        return self.ended_on.toordinal() - 1 if self.ended_on else ALWAYS

    @property
    def position(self) -> tuple[int | None, int | None]:
        if self.latitude is None or self.longitude is None:
            return None, None
        return round(self.latitude * STEPS), round(self.longitude * STEPS)

    @cached_property
    def plain_name(self) -> str:
        return plain(self.name)

    @cached_property
    def plain_place(self) -> str:
        return _words(self.place)

    @property
    def written(self) -> str:
        return squeezed(f"{self.name} {self.other_names} {self.place}")

    @property
    def terms(self) -> str:
        """Every plain word by which the company can be found, each once."""
        own = (self.plain_name, _words(self.other_names), self.plain_place, _words(self.trades))
        numbers = (self.leerbedrijf_id or "", self.postcode.lower(), self.postcode[:4])
        # Not the sector: 'sport' would find all of care, and 'veiligheid' every office.
        together = " ".join((*own, *numbers, *sorted(self.words)))
        return " ".join(dict.fromkeys(together.split()))


def among(numbers: Iterable[int]) -> RawSQL:
    """These numbers as one value: thousands of placeholders cost more than the question."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(numbers))])
    return RawSQL("SELECT unnest(%s::int[])", [list(numbers)])


def gather(numbers: Sequence[int], today: int) -> list[Facts]:
    rows = TrainingCompany.objects.filter(indexed__in=among(numbers)).values_list(*COMPANY_FIELDS)
    found = {row[0]: Facts(*row) for row in rows.order_by()}
    recognised = _add_recognitions(found, today)
    _add_places(found, recognised, today)
    _add_approvals(found, today)
    _add_commitments(found, today)
    return list(found.values())


def _add_recognitions(found: dict[int, Facts], today: int) -> dict[Key, list[Span]]:
    rows = Accreditation.objects.filter(company__indexed__in=among(found)).values_list(
        "company__indexed", "programme", "pathway", "status", "valid_from", "valid_until"
    )
    by_key: dict[Key, list[Row]] = defaultdict(list)
    for company, programme, pathway, status, start, until in rows.order_by():
        by_key[company, programme, pathway].append((status, start, until))
    known = _programmes({programme for _, programme, _ in by_key})
    recognised: dict[Key, list[Span]] = {}
    for (company, programme, pathway), states in by_key.items():
        taught = known[programme]
        bit = facets.programme(pathway, taught.level)
        spans = [span for span in erkend(states) if span[1] >= today]
        recognised[company, programme, pathway] = spans
        _add(found[company], taught, bit, spans)
        if spans:  # so that 'kok bbl niveau 2' is understood
            found[company].words.add(f"{pathway} niveau {taught.level or ''}")
    return recognised


def _add_places(found: dict[int, Facts], recognised: dict[Key, list[Span]], today: int) -> None:
    """Open places; for a programme of the mbo only while the company is erkend for it (R12)."""
    rows = TrainingPlace.objects.filter(company__indexed__in=among(found), state=State.OPEN)
    columns = rows.values_list(
        "company__indexed", "programme", "programme__crebo", "pathway", "published_on",
        "closes_on", "ends_on", "title", "programme_text", "programme__name",
    )  # fmt: skip
    for company, programme, crebo, way, opened, closes, ends, *names in columns.order_by():
        days = common([numbered(opened, closes)], [numbered(None, ends)])
        if crebo:
            days = common(days, recognised.get((company, programme, way), []))
        taught = Taught(int(crebo or 0), None, plain(" ".join(name or "" for name in names)))
        _add(found[company], taught, facets.PLACES, [span for span in days if span[1] >= today])


def _add_commitments(found: dict[int, Facts], today: int) -> None:
    """Commitments that stand, and for as long as the check counts also as checked."""
    rows = CompanyCommitment.objects.filter(company__indexed__in=among(found))
    columns = rows.exclude(state=Promise.WITHDRAWN).values_list(
        "company__indexed", "commitment__bit", "declared_on", "valid_until", "checked_until"
    )
    for company, bit, start, until, checked_until in columns.order_by():
        promised = facets.commitment(bit)
        _add_days(found[company], promised, numbered(start, until), today)
        if checked_until:
            checked = facets.commitment(bit, checked=True)
            _add_days(found[company], checked, numbered(start, checked_until), today)


def _add_days(company: Facts, bit: int, span: Span, today: int) -> None:
    if span[0] <= span[1] and today <= span[1]:
        company.layers.append(Layer(0, *span, bit))


def _add_approvals(found: dict[int, Facts], today: int) -> None:
    """A school's approval; from the day that it is withdrawn it no longer counts."""
    rows = SchoolApproval.objects.filter(company__indexed__in=among(found)).values_list(
        "company__indexed", "programme", "valid_from", "valid_until", "withdrawn_on"
    )
    approvals = list(rows.order_by())
    known = _programmes({programme for _, programme, *_ in approvals if programme})
    for company, programme, valid_from, valid_until, withdrawn_on in approvals:
        start, until = numbered(valid_from, valid_until)
        if withdrawn_on:
            until = min(until, withdrawn_on.toordinal() - 1)
        if start <= until and today <= until:
            taught = known[programme] if programme else Taught(0, None, "")
            _add(found[company], taught, facets.APPROVED, [(start, until)])


def _add(company: Facts, taught: Taught, bit: int, spans: Iterable[Span]) -> None:
    for start, until in spans:
        company.layers.append(Layer(taught.crebo, start, until, bit))
        company.words.add(taught.words)


def _programmes(ids: set[int]) -> dict[int, Taught]:
    """An hbo programme has no crebo: its company is found by the name, under crebo 0."""
    rows = (
        Programme.objects.filter(pk__in=among(ids))
        .order_by()
        .values_list("pk", "crebo", "level", "name", "dossier", "keywords")
    )
    return {
        pk: Taught(int(crebo or 0), level, _words(crebo or "", name, dossier, keywords))
        for pk, crebo, level, name, dossier, keywords in rows
    }


@lru_cache(maxsize=8_192)
def _words(*texts: str) -> str:
    return plain(" ".join(texts))

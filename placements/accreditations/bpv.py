"""The BPV services of SBB behind one narrow interface: five questions, and who answers them.

`BPV_SERVICES` names the answerer. Today that is our own register, filled from SBB's files; ADR 22
says why there is no network part, and what it must do.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from placements.accreditations.models import (
    Accreditation,
    AccreditationChange,
    AccreditationQuerySet,
)
from placements.companies.models import TrainingCompany
from placements.companies.words import plain, words_of

FOUND_LIMIT = 20  # companies in one answer: who wants more asks more precisely
SUBSCRIBED_LIMIT = 100  # companies that one may follow at once; never all of them (ADR 21)
CHANGES_LIMIT = 200  # changes in one answer


@dataclass(frozen=True)
class Identified:
    """A company, and what one may ask the other services about it with."""

    id: UUID
    leerbedrijf_id: str
    name: str
    postcode: str
    place: str
    is_erkend: bool  # for at least one programme


@dataclass(frozen=True)
class Recognition:
    crebo: str
    programme: str
    pathway: str


@dataclass(frozen=True)
class Details:
    company: TrainingCompany
    recognitions: list[Recognition]


@dataclass(frozen=True)
class Mutation:
    """From this day a company is, or is no longer, erkend for a programme."""

    number: int  # ascending: ask for what came after it
    leerbedrijf_id: str
    crebo: str
    pathway: str
    day: date
    is_erkend: bool


class BpvServices(Protocol):
    """What a school may ask, as in `Functies white label SBB`; see ADR 22."""

    def identify(self, *, name: str, postcode: str, day: date) -> list[Identified]: ...

    def verify(self, *, leerbedrijf_id: str, crebo: str, day: date, pathway: str = "") -> bool: ...

    def details(self, *, leerbedrijf_id: str, day: date) -> Details | None: ...

    def search(self, *, text: str, day: date) -> list[Identified]: ...

    def mutations(self, *, leerbedrijf_ids: Collection[str], after: int) -> list[Mutation]: ...


def bpv_services() -> BpvServices:
    return cast("BpvServices", import_string(settings.BPV_SERVICES)())


class OwnRegister:
    """Answers from what was imported from files and decided on screens."""

    def identify(self, *, name: str, postcode: str, day: date) -> list[Identified]:
        """Companies in this postcode whose name holds these words."""
        code = plain(postcode).replace(" ", "").upper()
        if len(code) != len("1234AB") or not words_of(name):
            return []
        here = TrainingCompany.objects.filter(postcode=code, ended_on__isnull=True)
        words = words_of(name)
        # The words of a name are compared here: in one postcode there are never many.
        found = [one for one in here if all(word in plain(_names(one)) for word in words)]
        return _identified(found[:FOUND_LIMIT], day)

    def verify(self, *, leerbedrijf_id: str, crebo: str, day: date, pathway: str = "") -> bool:
        rows = _erkend(day).filter(company__leerbedrijf_id=leerbedrijf_id, programme__crebo=crebo)
        return (rows.filter(pathway=pathway) if pathway else rows).exists()

    def details(self, *, leerbedrijf_id: str, day: date) -> Details | None:
        company = TrainingCompany.objects.filter(leerbedrijf_id=leerbedrijf_id).first()
        if company is None:
            return None
        rows = _erkend(day).filter(company=company)
        rows = rows.filter(programme__crebo__isnull=False).order_by("programme__name", "pathway")
        found = rows.values_list("programme__crebo", "programme__name", "pathway").distinct()
        return Details(company, [Recognition(crebo or "", name, way) for crebo, name, way in found])

    def search(self, *, text: str, day: date) -> list[Identified]:
        """By leerbedrijf-ID, also when it ended; or by words, with the index of the search."""
        digits = text.replace("-", "").replace(" ", "")
        if len(digits) == len("123456789") and digits.isdecimal():
            return _identified(TrainingCompany.objects.filter(leerbedrijf_id=digits), day)
        # A room above us keeps the index: without it every company would be read.
        find = import_string(settings.COMPANY_FINDER)
        return _identified(find(text), day)

    def mutations(self, *, leerbedrijf_ids: Collection[str], after: int) -> list[Mutation]:
        numbers = list(leerbedrijf_ids)[:SUBSCRIBED_LIMIT]
        rows = AccreditationChange.objects.changes().filter(
            company__leerbedrijf_id__in=numbers, programme__crebo__isnull=False, pk__gt=after
        )
        found = rows.order_by("pk").values_list(
            "pk", "company__leerbedrijf_id", "programme__crebo", "pathway", "day", "is_erkend"
        )
        return [
            Mutation(pk, number or "", crebo or "", way, day, erkend)
            for pk, number, crebo, way, day, erkend in found[:CHANGES_LIMIT]
        ]


def _erkend(day: date) -> AccreditationQuerySet:
    """Recognitions of companies that were still in the register on this day."""
    here = Q(company__ended_on__isnull=True) | Q(company__ended_on__gt=day)
    return Accreditation.objects.erkend(day).filter(here)


def _names(company: TrainingCompany) -> str:
    return f"{company.name} {company.other_names}"


def _identified(companies: Iterable[TrainingCompany], day: date) -> list[Identified]:
    found = list(companies)
    rows = _erkend(day).filter(company__in=found)
    erkend = set(rows.values_list("company", flat=True))
    return [
        Identified(
            id=one.pk,
            leerbedrijf_id=one.leerbedrijf_id or "",
            name=one.name,
            postcode=one.postcode,
            place=one.place,
            is_erkend=one.pk in erkend,
        )
        for one in found
    ]

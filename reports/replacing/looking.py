"""Search around the student's place within a case: nothing of it stands in an address."""

import math
from dataclasses import dataclass, replace
from uuid import UUID

from placements.companies.models import KM_PER_DEGREE, TrainingCompany
from placements.measures.finding import find
from placements.replacement.looking import asked_by
from placements.replacement.models import Answer
from placements.search.around import Around, UnknownPlace
from placements.search.engine import Hit, Question
from placements.search.pages import Page
from placements.search.results import Result, results
from reports.casework.models import Case
from reports.replacing import matter as matters
from reports.replacing.actions import never, request_of
from reports.replacing.matter import Matter
from stagebaken.accounts.models import User
from stagebaken.vault.keys import DossierKeys


@dataclass(frozen=True)
class Offer:
    """What can be proposed in this case: what was set ready, then one page of what is near."""

    ready: list[Result]  # that a coordinator put on the list of the request, at any distance
    page: Page
    near: list[Result]


def offer(case: Case, keys: DossierKeys, *, user: User, radius: int, number: int) -> Offer | None:
    """None as long as nobody said where."""
    known = matters.read(case.dossier, keys)
    if not known.near:
        return None
    question = asked_by(known.wanted, school=case.school, radius=radius)
    try:
        found = find(question, user=user, school=case.school, number=number)
    except UnknownPlace:
        return None
    left_out = never(case, keys)
    listed = _listed(known)
    near = [hit.result for hit in found.hits if hit.result.company.pk not in left_out | listed]
    return Offer(_ready(question, listed - left_out), found.page, near)


def _ready(question: Question, listed: set[UUID]) -> list[Result]:
    """The nearest first, as in the list below it; without a position last."""
    told = results([Hit(company, None) for company in listed], question)
    found = [replace(one, distance_km=_km(question.around, one.company)) for one in told]
    return sorted(
        found, key=lambda one: (one.distance_km is None, one.distance_km, one.company.name)
    )


def _km(place: Around | None, company: TrainingCompany) -> float | None:
    """As the search reckons it: arithmetic on a flat earth."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    if company.latitude is None or company.longitude is None:
        return None
    north = float(company.latitude) - place.latitude
    east = (float(company.longitude) - place.longitude) * place.shrink
    return math.hypot(north, east) * KM_PER_DEGREE


def _listed(known: Matter) -> set[UUID]:
    request = request_of(known)
    if request is None:
        return set()
    return {one.company_id for one in request.suggestions.all() if one.answer == Answer.UNASKED}

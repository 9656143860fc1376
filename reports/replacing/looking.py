"""Search around the student's place within a case: nothing of it stands in an address."""

from dataclasses import dataclass
from uuid import UUID

from placements.measures.finding import Hit, find
from placements.replacement.looking import asked_by
from placements.replacement.models import Answer
from placements.search.around import UnknownPlace
from placements.search.pages import Page
from reports.casework.models import Case
from reports.replacing import matter as matters
from reports.replacing.actions import never, request_of
from reports.replacing.matter import Matter
from stagebaken.accounts.models import User
from stagebaken.vault.keys import DossierKeys


@dataclass(frozen=True)
class Offer:
    """One page of companies, without those that are not proposed in this case."""

    page: Page
    hits: list[Hit]
    listed: set[UUID]  # that a coordinator put on the list of the request


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
    hits = [hit for hit in found.hits if hit.result.company.pk not in left_out]
    return Offer(found.page, hits, _listed(known))


def _listed(known: Matter) -> set[UUID]:
    request = request_of(known)
    if request is None:
        return set()
    return {one.company_id for one in request.suggestions.all() if one.answer == Answer.UNASKED}

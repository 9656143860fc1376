"""Requests for a student who said yes elsewhere. The caller has that yes; nothing of it comes here.

No actor and no audit event: either would tell such a request from one typed in at a desk.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from placements.measures.reading import closed_to
from placements.replacement import steps
from placements.replacement.models import Answer, Cause, ReplacementRequest, Suggestion
from placements.replacement.rules import NoPlacementsThere
from placements.replacement.transitions import Verb
from placements.replacement.wanted import Wanted
from schools.registry.models import School


@transaction.atomic
def begin(*, school: School, wanted: Wanted, day: date) -> ReplacementRequest:
    return steps.begin(school=school, cause=Cause.ASKED, wanted=wanted, day=day)


def find(request_id: UUID) -> ReplacementRequest | None:
    """None when it was closed so long ago that it was deleted."""
    rows = ReplacementRequest.objects.prefetch_related("suggestions__company")
    return rows.filter(pk=request_id).first()


@transaction.atomic
def propose(request_id: UUID, companies: Collection[UUID], day: date) -> None:
    """These were proposed to the student. Of a request that is closed nothing changes."""
    request = steps.locked(request_id)
    if request is None or not request.is_running or not companies:
        return
    if closed_to(request.school, day) & set(companies):
        raise NoPlacementsThere
    for company_id in companies:
        Suggestion.objects.update_or_create(
            request=request, company_id=company_id, defaults={"answer": Answer.ASKED}
        )
    steps.move(request, Verb.PROPOSE, day)


@transaction.atomic
def answer(request_id: UUID, company_id: UUID, *, is_wanted: bool) -> None:
    said = Answer.WANTED if is_wanted else Answer.UNWANTED
    rows = Suggestion.objects.filter(request=request_id, company=company_id)
    rows.exclude(answer=Answer.UNASKED).update(answer=said)


@transaction.atomic
def withdraw(request_id: UUID, day: date) -> None:
    """No longer needed. Doing it twice, or after it was closed, changes nothing."""
    request = steps.locked(request_id)
    if request is not None and request.is_running:
        steps.move(request, Verb.WITHDRAW, day)

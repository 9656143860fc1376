"""The verbs of a school's coordinators. Opening is in nobody's name, here and in the audit log:
a request that a coordinator typed in and one that was asked for otherwise must be the same.
"""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from placements.companies.models import TrainingCompany
from placements.measures.policy import require as require_no_stake
from placements.measures.reading import closed_to
from placements.replacement import policy, steps
from placements.replacement.models import Answer, Cause, ReplacementRequest, Suggestion
from placements.replacement.rules import Enough, NoPlacementsThere, NotPossible
from placements.replacement.transitions import Verb
from placements.replacement.wanted import Wanted
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.web.days import today

SUGGESTION_LIMIT = 30  # companies on the list of one request: a person reads them


@transaction.atomic
def open_request(
    *, by: User, school: School, cause: Cause, wanted: Wanted, once: UUID | None = None
) -> ReplacementRequest:
    """For a student who came to the coordinator. Sent twice it is one request."""
    policy.require(by, school)
    # Two clicks at once: the second waits here and finds what the first made.
    School.objects.select_for_update(no_key=True).filter(pk=school.pk).first()
    before = ReplacementRequest.objects.filter(pk=once).first() if once else None
    if before is not None and before.school_id == school.pk:
        return before
    identity = {"id": once} if once and before is None else {}
    return steps.begin(school=school, cause=cause, wanted=wanted, day=today(), **identity)


@transaction.atomic
def suggest(*, by: User, request: ReplacementRequest, company: TrainingCompany) -> Suggestion:
    """Put a company on the list. Doing it twice changes nothing."""
    request = _held(by, request)
    require_no_stake(by, request.school, company.pk)
    if company.pk in closed_to(request.school, today()):
        raise NoPlacementsThere
    if request.suggestions.count() >= SUGGESTION_LIMIT:
        raise Enough
    return Suggestion.objects.get_or_create(request=request, company=company)[0]


@transaction.atomic
def answer(*, by: User, request: ReplacementRequest, suggestion_id: UUID, said: Answer) -> None:
    """What the student said about a company, told to the coordinator; or: it was proposed."""
    request = _held(by, request)
    Suggestion.objects.filter(request=request, pk=suggestion_id).update(answer=said)
    if said is not Answer.UNASKED:
        steps.move(request, Verb.PROPOSE, today())


@transaction.atomic
def drop(*, by: User, request: ReplacementRequest, suggestion_id: UUID) -> None:
    """Take a company off the list, as long as nobody proposed it."""
    request = _held(by, request)
    rows = Suggestion.objects.filter(request=request, pk=suggestion_id, answer=Answer.UNASKED)
    rows.delete()


@transaction.atomic
def find(*, by: User, request: ReplacementRequest) -> ReplacementRequest:
    """The student has a new place."""
    return _close(by, request, Verb.FIND)


@transaction.atomic
def withdraw(*, by: User, request: ReplacementRequest) -> ReplacementRequest:
    """It is no longer needed."""
    return _close(by, request, Verb.WITHDRAW)


def _close(by: User, request: ReplacementRequest, verb: Verb) -> ReplacementRequest:
    # No event: what a report closes has none either, and the difference would tell (ADR 30).
    return steps.move(_held(by, request), verb, today())


def _held(by: User, request: ReplacementRequest) -> ReplacementRequest:
    policy.require(by, request.school)
    found = steps.locked(request.pk)
    if found is None or not found.is_running:
        raise NotPossible
    return found


@transaction.atomic
def expire(day: date) -> int:
    """Close what nobody closed: an old wish is not kept for ever."""
    before = day - timedelta(days=settings.REPLACEMENT_DAYS)
    rows = ReplacementRequest.objects.running().filter(opened_on__lt=before)
    old = list(rows.select_for_update())
    for request in old:
        steps.move(request, Verb.EXPIRE, day)
    return len(old)


@transaction.atomic
def forget(day: date) -> int:
    """Delete what was closed long ago, with its history."""
    before = day - timedelta(days=settings.REPLACEMENT_KEEP_DAYS)
    old = ReplacementRequest.objects.filter(closed_on__lt=before)
    count = old.count()
    old.delete()
    return count

"""One step of a request: locked, checked against the table, appended to its history."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from placements.replacement.models import Cause, ReplacementRequest, RequestEvent
from placements.replacement.rules import NotPossible
from placements.replacement.transitions import RUNNING, State, Verb, following
from placements.replacement.wanted import Wanted
from schools.registry.models import School


def begin(
    *, school: School, cause: Cause, wanted: Wanted, day: date, **identity: Any
) -> ReplacementRequest:
    request = ReplacementRequest.objects.create(
        school=school, cause=cause, opened_on=day, **wanted.facts(), **identity
    )
    _append(request, day)
    return request


def locked(request_id: UUID) -> ReplacementRequest | None:
    return ReplacementRequest.objects.select_for_update().filter(pk=request_id).first()


def move(request: ReplacementRequest, verb: Verb, day: date) -> ReplacementRequest:
    """Raises NotPossible. Nothing is written when the state stays what it was."""
    state = following(request.state, verb)
    if state is None:
        raise NotPossible
    if state == request.state:
        return request
    request.state = state
    if state is State.FOUND:
        request.found_on = day
    if state not in RUNNING:
        request.closed_on = day
    request.save(update_fields=["state", "found_on", "closed_on"])
    _append(request, day)
    return request


def _append(request: ReplacementRequest, day: date) -> None:
    last = request.events.aggregate(Max("position"))["position__max"] or 0
    RequestEvent.objects.create(request=request, position=last + 1, day=day, state=request.state)

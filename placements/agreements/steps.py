"""A step through the table, with its event and its news. Every verb passes here.

The student is locked first, then the placement: whatever happens to the placements of one student
stands in one line, and two days of two companies cannot cross unseen.
"""

from datetime import date
from typing import Any
from uuid import UUID

from placements.agreements import transitions
from placements.agreements.errors import NotPossible
from placements.agreements.models import Placement, PlacementEvent
from placements.agreements.signals import placement_moved
from placements.agreements.transitions import Verb, Who
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.audit import models as audit
from stagebaken.audit.actions import record
from stagebaken.web.days import today


def hold(student_id: UUID) -> Student:
    """Raises Student.DoesNotExist."""
    rows = Student.objects.select_for_update(of=("self",), no_key=True).select_related("school")
    return rows.get(pk=student_id)


def locked(placement: Placement) -> Placement:
    """The placement as it is now. Raises NotPossible when it was erased a moment ago."""
    try:
        student = hold(placement.student_id)
    except Student.DoesNotExist as gone:
        raise NotPossible from gone
    rows = Placement.objects.select_for_update(of=("self",)).select_related("company", "place")
    found: Placement | None = rows.filter(pk=placement.pk).first()
    if found is None:
        raise NotPossible
    found.student = student
    return found


def move(placement: Placement, verb: Verb, who: Who, **facts: Any) -> Placement:
    """Take a step, with what it sets. Raises NotPossible when the table has no such step."""
    try:
        state = transitions.following(placement.state, verb, who=who)
    except transitions.IllegalTransition as refusal:
        raise NotPossible from refusal
    for name, value in facts.items():
        setattr(placement, name, value)
    placement.state = state
    placement.save()
    tell(placement, verb, who, today())
    return placement


def tell(placement: Placement, verb: Verb, who: Who, day: date) -> None:
    """Append to the history, and tell the rooms above."""
    PlacementEvent.objects.create(
        placement=placement,
        position=placement.events.count() + 1,
        day=day,
        verb=verb,
        who=who,
    )
    placement_moved.send(sender=Placement, placement=placement, verb=verb)


def log(verb: Verb, by: User, placement: Placement) -> None:
    """What a coordinator does about somebody. What a student or a company does is in no log:
    it would stand in a row with what anonymous people do (ADR 46)."""
    record(
        verb=audit.Verb.PLACEMENT_MOVED,
        actor=by,
        scope=audit.Scope.SYSTEM,
        subject=placement.pk,
        detail={"what": str(verb)},
    )

"""A result becomes placements: proposed when it is published, for the three parties to agree on."""

from django.db.models import QuerySet

from placements.agreements import ending, errors, proposing
from placements.agreements.models import Placement, Route
from placements.agreements.transitions import EndReason, State
from placements.matching.models import Assignment, Offer, Round
from placements.matching.rules import AlreadyAgreed
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today


def propose(*, by: User, round_: Round) -> None:
    """Everybody whom the round gave a place, and who is still a student here."""
    here = Student.objects.enrolled(today())
    rows = Assignment.objects.filter(round=round_, offer__isnull=False, student__in=here)
    for row in rows.select_related("student__school", "offer__place__company"):
        if row.offer is not None:
            _propose(by, round_, row.student, row.offer)


def replace(
    *, by: User, round_: Round, student: Student, before: Offer | None, after: Offer | None
) -> None:
    """After a move by hand: what was proposed does not go on. What was agreed stays. Raises
    AlreadyAgreed."""
    for placement in _of_round(student, before) if before else ():
        if placement.state != State.PROPOSED:
            raise AlreadyAgreed
        try:
            ending.withdraw(by=by, placement=placement, reason=EndReason.OTHER_PLACE)
        except errors.RuleBroken as refusal:
            raise AlreadyAgreed from refusal
    if after is not None:
        _propose(by, round_, student, after)


def is_agreed(student: Student, offer: Offer | None) -> bool:
    """More than proposed: a coordinator changes that with the placement, not in the round."""
    if offer is None:
        return False
    return _of_round(student, offer).exclude(state=State.PROPOSED).exists()


def _of_round(student: Student, offer: Offer) -> QuerySet[Placement]:
    found = Placement.objects.live().filter(student=student, route=Route.MATCHING)
    return found.filter(place=offer.place_id)


def _propose(by: User, round_: Round, student: Student, offer: Offer) -> None:
    proposing.propose(
        by=by,
        student=student,
        route=Route.MATCHING,
        place=offer.place,
        starts_on=round_.starts_on,
        ends_on=round_.ends_on,
    )

"""A person moves a student after the round was solved: with a reason, and never unseen.

The solved result stays beside it, so that anybody can see what a person changed.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max

from placements.matching import gathering, lottery, placing, policy
from placements.matching.holding import hold
from placements.matching.models import (
    WHY_LENGTH,
    Adjustment,
    AdjustmentReason,
    Assignment,
    Offer,
    Round,
    Wish,
)
from placements.matching.rules import DoesNotFit, NoRoom, NotPossible, NoWhy, SamePlace
from placements.matching.transitions import State
from placements.matching.verification import blocking_pairs
from schools.students.models import Student
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import today

MOVABLE = (State.SOLVED, State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Room:
    """A place of the round as seen for one student."""

    offer: Offer
    free: int  # seats
    rank: int | None  # on the student's own list, from 1


def rooms(*, by: User, round_: Round, student: Student) -> list[Room]:
    """Where this student could be moved to: a free seat, the own programme, erkend; the own list
    first."""
    policy.require(by, round_.school)
    here = Assignment.objects.filter(round=round_, student=student).first()
    if here is None or student.has_left(today()):
        return []
    taken, ranks = _taken(round_), _ranks(round_, student)
    offers = gathering.taking(round_, today()).exclude(pk__in=policy.staked(by, round_))
    if here.offer_id is not None:
        offers = offers.exclude(pk=here.offer_id)
    found = [
        Room(offer, offer.capacity - taken.get(offer.pk, 0), ranks.get(offer.pk))
        for offer in offers.select_related("place__programme", "place__company")
        if gathering.fits(student, offer.place)
    ]
    free = [room for room in found if room.free > 0]
    return sorted(free, key=lambda room: (room.rank is None, room.rank or 0))


def _ranks(round_: Round, student: Student) -> dict[UUID, int]:
    rows = Wish.objects.filter(offer__round=round_, student=student)
    return dict(rows.values_list("offer", "position"))


def pairs_after(*, by: User, round_: Round, student: Student, to: UUID | None) -> tuple[int, int]:
    """Blocking pairs now, and when this student would be at `to`."""
    policy.require(by, round_.school)
    market, _ = gathering.solved_market(round_)
    numbers = lottery.numbers(round_.seed, market.preferences)
    rows = Assignment.objects.filter(round=round_).values_list("student", "offer")
    now = {str(one): str(offer) if offer else None for one, offer in rows}
    now = {one: now[one] for one in market.preferences}
    then = now | {str(student.pk): str(to) if to else None}
    before, after = (sum(1 for _ in blocking_pairs(market, numbers, one)) for one in (now, then))
    return before, after


@transaction.atomic
def move(
    *, by: User, round_: Round, student: Student, to: UUID | None, reason: str, why: str
) -> Adjustment:
    """Put a student at another place with room, or at none. Raises a RuleBroken."""
    held = hold(by, round_, *MOVABLE)
    own = Assignment.objects.select_related("offer__place").filter(round=held, student=student)
    here = own.first()
    if here is None:
        raise NotPossible
    said = why.strip()[:WHY_LENGTH]
    is_said = any(sign.isalpha() for sign in said)  # a dot, or signs that nobody sees, say nothing
    if not is_said or reason not in AdjustmentReason.values:
        raise NoWhy
    if policy.staked(by, held).filter(pk__in=[one for one in (here.offer_id, to) if one]).exists():
        raise NotPossible
    before, goal = here.offer, _goal(held, student, here, to)
    here.offer = goal
    here.save(update_fields=["offer"])
    if held.state == State.PUBLISHED:
        placing.replace(by=by, round_=held, student=student, before=before, after=goal)
    _record(by, held, student, reason)
    return Adjustment.objects.create(
        round=held,
        student=student,
        by=by,
        on=today(),
        number=(held.adjustments.aggregate(last=Max("number"))["last"] or 0) + 1,
        before=before,
        after=goal,
        reason=reason,
        why=said,
    )


def _goal(held: Round, student: Student, here: Assignment, to: UUID | None) -> Offer | None:
    """By the rules of the round: programme, pathway, recognition, and the school's own stop."""
    if to == here.offer_id:
        raise SamePlace
    if to is None:
        return None
    rows = gathering.taking(held, today()).select_related("place__programme", "place__company")
    goal = rows.filter(pk=to).first()
    if goal is None or student.has_left(today()) or not gathering.fits(student, goal.place):
        raise DoesNotFit
    if _taken(held).get(goal.pk, 0) >= goal.capacity:
        raise NoRoom
    return goal


def _taken(round_: Round) -> dict[UUID, int]:
    rows = Assignment.objects.filter(round=round_, offer__isnull=False).order_by()
    return dict(rows.values("offer").annotate(total=Count("pk")).values_list("offer", "total"))


def _record(by: User, held: Round, student: Student, reason: str) -> None:
    record(
        verb=Verb.MATCHING_ADJUSTED,
        actor=by,
        role=Role.INTERNSHIP_COORDINATOR,
        scope=Scope.SYSTEM,
        subject=student.pk,
        detail={"round": str(held.pk), "reason": reason},
    )

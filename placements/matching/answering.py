"""What a student hears of a published round, and what a team lays beside it before."""

from dataclasses import replace
from uuid import UUID

from placements.matching import certificate, gathering, lottery, policy
from placements.matching.comparison import Figures, figures
from placements.matching.cutoffs import Standing
from placements.matching.models import Adjustment, Assignment, Round, Wish
from placements.matching.reasons import Answer, after_moving, why
from placements.matching.rules import NotPossible
from placements.matching.transitions import State
from placements.matching.travel import least_travel
from schools.students.models import Student
from stagebaken.accounts.models import User


def answers(*, by: User, round_: Round, student: Student) -> list[Answer]:
    """One for each place on the list. Read from the student's own rows and the certificate."""
    policy.require_own(by, student)
    own = policy.own_assignment(round_, student)
    if own is None:
        return []
    wishes = list(Wish.objects.filter(offer__round=round_, student=student))
    proof = certificate.read(round_.certificate.encode())
    number = lottery.numbers(round_.seed, [str(student.pk)])[str(student.pk)]
    solved = [
        why(
            wishes=[str(one.offer_id) for one in wishes],
            got=_id(own.solved_id),
            place=str(wish.offer_id),
            standing=Standing(wish.tier, number) if wish.tier else None,
            cut_off=proof.cut_offs[str(wish.offer_id)],
        )
        for wish in wishes
    ]
    touched = _touched(round_, student)
    found = [replace(answer, is_touched=answer.place in touched) for answer in solved]
    return [after_moving(one, now=_id(own.offer_id)) for one in found] if own.is_moved else found


def last_move(*, by: User, round_: Round, student: Student) -> Adjustment | None:
    """Why a person put this student where they are now; nothing when nobody did."""
    policy.require_own(by, student)
    own = policy.own_assignment(round_, student)
    if own is None or not own.is_moved:
        return None
    return round_.adjustments.filter(student=student).last()


def _touched(round_: Round, student: Student) -> set[str]:
    """Places to which or from which somebody else was moved by hand; not who."""
    others = Assignment.objects.filter(round=round_).exclude(student=student).moved()
    return {str(end) for ends in others.values_list("offer", "solved") for end in ends if end}


def _id(offer: UUID | None) -> str | None:
    return str(offer) if offer else None


def comparison(*, by: User, round_: Round) -> tuple[Figures, Figures]:
    """The result of the round, and beside it most students placed with least travel."""
    policy.require(by, round_.school)
    if round_.state != State.SOLVED:
        raise NotPossible
    market, wishes = gathering.solved_market(round_)
    longest = max((wish.minutes or 0 for wish in wishes), default=0)
    # A journey that nobody knows counts as the longest that is known.
    travel = {
        (str(wish.student_id), str(wish.offer_id)): longest
        if wish.minutes is None
        else wish.minutes
        for wish in wishes
    }
    numbers = lottery.numbers(round_.seed, market.preferences)
    rows = Assignment.objects.filter(round=round_).values_list("student", "solved")
    stable = {str(student): str(offer) if offer else None for student, offer in rows}
    short = least_travel(market, numbers, travel)
    return figures(market, numbers, travel, stable), figures(market, numbers, travel, short)

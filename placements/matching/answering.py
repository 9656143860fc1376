"""What a student hears of a published round, and what a team lays beside it before."""

from placements.matching import certificate, gathering, lottery, policy
from placements.matching.comparison import Figures, figures
from placements.matching.cutoffs import Standing
from placements.matching.models import Assignment, Round, Wish
from placements.matching.reasons import Answer, why
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
    listed = [str(wish.offer_id) for wish in wishes]
    proof = certificate.read(round_.certificate.encode())
    number = lottery.numbers(round_.seed, [str(student.pk)])[str(student.pk)]
    return [
        why(
            wishes=listed,
            got=str(own.offer_id) if own.offer_id else None,
            place=str(wish.offer_id),
            standing=Standing(wish.tier, number) if wish.tier else None,
            cut_off=proof.cut_offs[str(wish.offer_id)],
        )
        for wish in wishes
    ]


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
    rows = Assignment.objects.filter(round=round_).values_list("student", "offer")
    stable = {str(student): str(offer) if offer else None for student, offer in rows}
    short = least_travel(market, numbers, travel)
    return figures(market, numbers, travel, stable), figures(market, numbers, travel, short)

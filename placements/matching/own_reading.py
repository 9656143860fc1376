"""What of rounds is a student's own to read: of which rounds, and which list."""

from django.db.models import Q, QuerySet

from placements.matching import policy
from placements.matching.models import Round, RoundQuerySet, Wish
from placements.matching.transitions import State
from schools.students.models import Student


def rounds_for(student: Student) -> RoundQuerySet:
    """For the own group, and every one in which the own list is; never one that did not open."""
    listed = Q(pk__in=Wish.objects.filter(student=student).values("offer__round"))
    known = Q(pk__in=policy.rounds_of(student).values("pk"))
    opened = Round.objects.shown_to_students().filter(opened_on__isnull=False)
    return opened.filter(known | listed).order_by("-opened_on", "title", "pk")


def wishes_of(round_: Round, student: Student) -> QuerySet[Wish]:
    """The list as it was handed in, the dearest first.

    Attack: whoever gets this record next, a coordinator's own account too, reads what somebody
    else wanted. So a list is of the account that could hand it in; `forget_wishes` did the rest.
    """
    rows = Wish.objects.filter(offer__round=round_, student=student)
    rows = rows.select_related("offer__place__company")
    return rows if is_own_list(round_, student) else rows.none()


def is_own_list(round_: Round, student: Student) -> bool:
    joined, last = student.joined_on, round_.closes_on
    return joined is not None and last is not None and joined <= last


def forget_wishes(student: Student) -> None:
    """Who lost the record takes the lists along that nobody solved yet: they can be made again.

    Once the last day is over a list stays for the round, and is shown to no later account.
    """
    rounds = Round.objects.filter(state__in=(State.OPEN, State.WITHDRAWN))
    Wish.objects.filter(student=student, offer__round__in=rounds).delete()

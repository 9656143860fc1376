"""Who makes a round and who takes part: a school's internship coordinators, and the students whom
it is for.

A student sees no round in preparation, and of a result the own place alone.
"""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from placements.contacts.models import CompanyContact
from placements.matching.models import Assignment, Offer, Round, RoundQuerySet
from placements.matching.transitions import State
from schools.students.models import Student
from schools.students.policy import own_records, require, require_own, schools_of
from stagebaken.accounts.models import User

__all__: Final = [
    "own_assignment",
    "require",
    "require_own",
    "rounds_of",
    "schools_of",
    "staked",
    "stakes",
    "visible_to",
]


def visible_to(user: User) -> RoundQuerySet:
    return Round.objects.filter(Q(school__in=schools_of(user)) | Q(pk__in=_own(user).values("pk")))


def rounds_of(student: Student) -> RoundQuerySet:
    """That a student may know of: for the own group, and where the own list was in."""
    been_in = Q(pk__in=Assignment.objects.filter(student=student).values("round"))
    ours = Q(pk__in=Round.objects.for_student(student).values("pk"))
    return Round.objects.shown_to_students().filter(been_in | ours)


def _own(user: User) -> RoundQuerySet:
    found = Round.objects.none()
    for record in own_records(user):
        found = found | rounds_of(record)
    return found


def own_assignment(round_: Round, student: Student) -> Assignment | None:
    """Nothing before the result is published, to anybody."""
    if round_.state != State.PUBLISHED:
        return None
    return Assignment.objects.filter(round=round_, student=student).first()


def staked(user: User, round_: Round) -> QuerySet[Offer]:
    """Places of companies for which this coordinator speaks, or spoke.

    Attack: they would read who comes there before anything is drawn up, or bring somebody in.
    """
    return Offer.objects.filter(round=round_, place__company__in=stakes(user))


def stakes(user: User) -> QuerySet[CompanyContact, UUID]:
    """Ids of the companies for which this user speaks, or spoke."""
    return CompanyContact.objects.filter(user=user).values_list("company", flat=True)

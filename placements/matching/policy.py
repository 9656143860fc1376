"""Who makes a round and who takes part: a school's internship coordinators, and its students.

A student sees no round in preparation, and of a result the own place alone.
"""

from typing import Final

from django.db.models import Q

from placements.matching.models import Assignment, Round, RoundQuerySet
from placements.matching.transitions import State
from schools.students.models import Student
from schools.students.policy import own_records, require, require_own, schools_of
from stagebaken.accounts.models import User

__all__: Final = ["own_assignment", "require", "require_own", "visible_to"]


def visible_to(user: User) -> RoundQuerySet:
    own = Q(school__in=own_records(user).values("school")) & ~Q(state=State.DRAFT)
    return Round.objects.filter(Q(school__in=schools_of(user)) | own)


def own_assignment(round_: Round, student: Student) -> Assignment | None:
    """Nothing before the result is published, to anybody."""
    if round_.state != State.PUBLISHED:
        return None
    return Assignment.objects.filter(round=round_, student=student).first()

"""What the product itself knows of a student's preparing. A fact is shown, and never kept."""

from collections.abc import Callable
from typing import Final

from placements.agreements.models import Placement
from placements.agreements.transitions import State
from placements.applications.models import ApplicantProfile
from placements.applications.policy import applications_of
from schools.students.models import Student


def _has_profile(student: Student) -> bool:
    return ApplicantProfile.objects.filter(student=student, goals__isnull=False).exists()


def _has_applied(student: Student) -> bool:
    """Also what ended: it was sent. Not what somebody sent who had this record before."""
    account = student.account
    return account is not None and applications_of(account).filter(student=student).exists()


def _has_agreement(student: Student) -> bool:
    agreed = (State.AGREED, State.RUNNING)
    return Placement.objects.filter(student=student, state__in=agreed).exists()


FACTS: Final[dict[str, Callable[[Student], bool]]] = {
    "has_profile": _has_profile,
    "has_applied": _has_applied,
    "has_agreement": _has_agreement,
}


def known_of(student: Student) -> frozenset[str]:
    """The facts that hold."""
    return frozenset(name for name, holds in FACTS.items() if holds(student))

"""The way to another place, on the pages of a student (schools/students/doors.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from placements.agreements import policy as placements
from placements.agreements.models import Placement
from placements.agreements.transitions import Party
from placements.replacement import placed
from schools.students.doors import Door
from schools.students.models import Student
from stagebaken.accounts.models import User


def own(student: Student, user: User) -> Door | None:
    """Only for who has a placement that goes on, or a search."""
    placement = _newest(student, user, Party.STUDENT)
    if placement is None:
        return None
    is_running = placed.running_for(placement) is not None
    return Door(
        _("Een andere plek"),
        reverse("own_replacement:own", args=[placement.pk]),
        "search",
        _("Je school zoekt met je mee.") if is_running else _("Past je stage niet meer?"),
    )


def of_student(student: Student, user: User) -> Door | None:
    """For a coordinator: the request that is open, or the way to a new one."""
    placement = _newest(student, user, Party.SCHOOL)
    if placement is None:
        return None
    is_running = placed.running_for(placement) is not None
    return Door(
        _("Een andere plek"),
        reverse("replacement:placement", args=[student.school.code, placement.pk]),
        "search",
        _("Er wordt gezocht.") if is_running else "",
    )


def _newest(student: Student, user: User, party: Party) -> Placement | None:
    rows = placements.visible_to(user, party).filter(student=student, state__in=placed.AT_WORK)
    return rows.order_by("-agreed_on", "pk").first()

"""Ways from the pages of students to placements (schools/students/doors.py)."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from placements.agreements import policy, reading
from placements.agreements.models import Placement
from placements.agreements.transitions import Party
from schools.registry.models import School
from schools.students import policy as students
from schools.students.doors import Door
from schools.students.models import Student
from stagebaken.accounts.models import User


def of_school(school: School, user: User) -> Door | None:
    """For a coordinator, above the list of students."""
    if not students.schools_of(user).filter(pk=school.pk).exists():
        return None
    rows = policy.of_school(user, school).filter(reading.awaiting(Party.SCHOOL))
    url = reverse("placements:overview", args=[school.code])
    return Door(_("Stages"), url, "people", news=_waiting(rows))


def of_student(student: Student, user: User) -> Door | None:
    """For a coordinator, on the page of one student."""
    rows = policy.of_school(user, student.school).filter(student=student)
    url = reverse("placements:of_student", args=[student.school.code, student.pk])
    waiting = rows.filter(reading.awaiting(Party.SCHOOL))
    return Door(_("Stages"), url, "people", text=_last(rows), news=_waiting(waiting))


def own(student: Student, user: User) -> Door | None:
    """For a student, on the own page."""
    rows = policy.own(user).filter(student=student)
    waiting = rows.filter(reading.awaiting(Party.STUDENT))
    url = reverse("own_placement:home")
    return Door(_("Mijn stageplek"), url, "pin", text=_last(rows), news=_waiting(waiting))


def _last(rows: QuerySet[Placement]) -> str:
    newest = rows.select_related("company").order_by("-proposed_on", "pk").first()
    return f"{newest.company_name} · {newest.get_state_display()}" if newest else ""


def _waiting(rows: QuerySet[Placement]) -> str:
    total = rows.count()
    words = ngettext("%(total)s te doen", "%(total)s te doen", total)
    return words % {"total": total} if total else ""

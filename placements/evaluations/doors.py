"""Ways to the evaluations from pages of students, as `settings.OWN_DOORS` and the like name."""

from django.urls import reverse
from django.utils.translation import gettext as _

from placements.evaluations import policy
from schools.registry.models import School
from schools.students.doors import Door
from schools.students.models import Student
from stagebaken.accounts.models import User


def own(student: Student, user: User) -> Door | None:
    rows = policy.own(user).filter(placement__student=student)
    if not rows.exists():
        return None
    waits = rows.open().exists()
    return Door(
        label=_("Terugkijken op je stage"),
        url=reverse("own_evaluation:list"),
        icon="eye",
        text=_("Een paar korte vragen. Je mag elke vraag openlaten.") if waits else "",
        news=_("Wacht op jou") if waits else "",
    )


def of_student(student: Student, user: User) -> Door | None:
    found = policy.of_school(user, student.school).filter(student=student)
    newest = found.order_by("-ended_on").first()
    if newest is None:
        return None
    where = {"code": student.school.code, "placement_id": newest.pk}
    return Door(_("Evaluatie van de stage"), reverse("school_evaluations:one", kwargs=where), "eye")


def of_school(school: School, user: User) -> Door:
    where = reverse("school_evaluations:overview", kwargs={"code": school.code})
    return Door(_("Evaluaties van stages"), where, "eye")

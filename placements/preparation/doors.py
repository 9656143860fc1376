"""The ways to this room: for a student on the own page, for a coordinator above the list."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from placements.applications.policy import records_of
from placements.preparation import showing
from schools.registry.models import School
from schools.students.doors import Door
from schools.students.models import Student
from stagebaken.accounts.models import User


def own(student: Student, user: User) -> Door | None:
    """Once, beside the enrolment with which they apply."""
    newest = records_of(user).first()
    if newest is None or newest.pk != student.pk:
        return None
    done, total = showing.counted(showing.parts(newest))
    text = _("%(done)s van %(total)s gedaan. Alleen jij ziet dit.")
    url = reverse("preparation:list")
    return Door(_("Voorbereiding"), url, "check", text=text % {"done": done, "total": total})


def of_school(school: School, user: User) -> Door:
    return Door(_("Voorbereiding"), reverse("preparation_items:list", args=[school.code]), "check")

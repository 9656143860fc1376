"""The way to the monitor from the list of students, as `settings.SCHOOL_DOORS` names it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from placements.stagepact import policy
from schools.registry.models import School
from schools.students.doors import Door
from stagebaken.accounts.models import User


def of_school(school: School, user: User) -> Door | None:
    if not policy.schools_of(user).filter(pk=school.pk).exists():
        return None
    where = reverse("stagepact:home", kwargs={"code": school.code})
    return Door(_("Wat we doen voor het Stagepact"), where, "check")

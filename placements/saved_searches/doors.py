"""The way to saved searches, on a student's own page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from placements.applications.policy import records_of
from placements.saved_searches import policy
from placements.saved_searches.models import Find
from schools.students.doors import Door
from schools.students.models import Student
from stagebaken.accounts.models import User


def own(student: Student, user: User) -> Door | None:
    """Once, beside the enrolment with which they apply; who left looks for no place any more."""
    newest = records_of(user).first()
    if newest is None or newest.pk != student.pk:
        return None
    found = Find.objects.filter(search__in=policy.searches_of(user))
    fresh = found.order_by().values("search").distinct().count()
    news = ngettext_lazy(
        "Iets nieuws bij %(total)s zoekopdracht", "Iets nieuws bij %(total)s zoekopdrachten", fresh
    )
    return Door(
        _("Bewaarde zoekopdrachten"),
        reverse("saved_searches:list"),
        "search",
        text=_("Komt er iets nieuws bij, dan krijg je een mail."),
        news=news % {"total": fresh} if fresh else "",
    )

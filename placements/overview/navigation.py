"""The entry of the menu with which a coordinator opens the day."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schools.students.policy import COORDINATORS
from schools.teams.policy import memberships_in
from stagebaken.accounts.navigation import NavItem, nav_item


def overview(request: HttpRequest) -> NavItem | None:
    """Of the first school; from there the list of students leads to another."""
    found = (
        one.school
        for one in memberships_in(request)
        if one.role in COORDINATORS and one.school is not None
    )
    school = next(found, None)
    if school is None:
        return None
    return nav_item(request, _("Wie zoekt nog?"), "overview:list", code=school.code)

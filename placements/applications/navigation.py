"""The entry of the menu for a student who applies."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schools.teams.policy import memberships_in
from stagebaken.accounts.models import Role
from stagebaken.accounts.navigation import NavItem, nav_item


def applications(request: HttpRequest) -> NavItem | None:
    if any(one.role == Role.STUDENT for one in memberships_in(request)):
        return nav_item(request, _("Mijn sollicitaties"), "applications:list")
    return None

"""The entry of the menu for who has a key or a share."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reports.strongroom.policy import has_room
from schools.teams.policy import memberships_in
from stagebaken.accounts.navigation import NavItem, nav_item


def strongroom(request: HttpRequest) -> NavItem | None:
    if any(has_room(membership) for membership in memberships_in(request)):
        return nav_item(request, _("Kluis"), "strongroom:home")
    return None

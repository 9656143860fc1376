"""The entry of the menu for who invites companies."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from placements.contacts.policy import SCHOOL_INVITERS
from schools.teams.policy import memberships_in
from stagebaken.accounts.models import Role
from stagebaken.accounts.navigation import NavItem, nav_item

INVITERS = (*SCHOOL_INVITERS, Role.SBB_ADVISOR)


def invitations(request: HttpRequest) -> NavItem | None:
    if any(one.role in INVITERS for one in memberships_in(request)):
        return nav_item(request, _("Leerbedrijven uitnodigen"), "contacts:invitations")
    return None

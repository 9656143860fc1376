"""The entry of the menu for who makes rounds."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schools.students import policy
from stagebaken.accounts.navigation import NavItem, nav_item


def rounds(request: HttpRequest) -> NavItem | None:
    if policy.has(request, policy.COORDINATORS):
        return nav_item(request, _("Stagematching"), "rounds:home")
    return None

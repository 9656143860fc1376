"""The entry of the menu for whoever administers something."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schools.teams import policy
from stagebaken.accounts.navigation import NavItem, nav_item


def administration(request: HttpRequest) -> NavItem | None:
    if any(one.role in policy.ADMINISTRATORS for one in policy.memberships_in(request)):
        return nav_item(request, _("Beheer"), "administration:home")
    return None

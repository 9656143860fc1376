"""The entry of the menu of who reads a school's figures."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from placements.releases import policy
from stagebaken.accounts.navigation import NavItem, nav_item


def outcomes(request: HttpRequest) -> NavItem | None:
    if policy.has_school(request):
        return nav_item(request, _("Uitkomsten"), "releases:home")
    return None

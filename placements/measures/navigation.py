"""The entry of the menu for who places students."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from placements.measures import policy
from stagebaken.accounts.navigation import NavItem, nav_item


def measures(request: HttpRequest) -> NavItem | None:
    if policy.places_students(request):
        return nav_item(request, _("Afspraken"), "measures:home")
    return None

"""The entry of the menu for who places students."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from placements.measures.policy import places_students
from stagebaken.accounts.navigation import NavItem, nav_item


def requests(request: HttpRequest) -> NavItem | None:
    if places_students(request):
        return nav_item(request, _("Vervanging"), "replacement:home")
    return None

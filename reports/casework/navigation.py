"""The entry of the menu for members of a reporting team."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schools.teams.policy import on_team
from stagebaken.accounts.navigation import NavItem, nav_item


def cases(request: HttpRequest) -> NavItem | None:
    if on_team(request):
        return nav_item(request, _("Zaken"), "board:list")
    return None

"""The entry of the menu for a company's contact person."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schools.teams.policy import memberships_in
from stagebaken.accounts.models import Role
from stagebaken.accounts.navigation import NavItem, nav_item


def company(request: HttpRequest) -> NavItem | None:
    if any(one.role == Role.COMPANY_CONTACT for one in memberships_in(request)):
        return nav_item(request, _("Mijn leerbedrijf"), "dashboard:companies")
    return None

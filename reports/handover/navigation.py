"""The entry of the menu for SBB's advisors."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from placements.supervision.policy import supervises
from stagebaken.accounts.navigation import NavItem, nav_item


def investigations(request: HttpRequest) -> NavItem | None:
    return nav_item(request, _("Meldingen"), "sbb_cases:list") if supervises(request) else None

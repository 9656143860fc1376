"""The entry of the menu for who checks commitments."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from placements.commitments import policy
from stagebaken.accounts.navigation import NavItem, nav_item


def checks(request: HttpRequest) -> NavItem | None:
    if policy.checks(request):
        return nav_item(request, _("Beloften"), "commitment_checks:queue")
    return None

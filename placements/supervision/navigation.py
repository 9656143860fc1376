"""The entries of the menu: SBB's, and the hbo schools'."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from placements.accreditations.approvals import APPROVERS
from placements.supervision import policy
from schools.registry.models import Sector
from schools.teams.policy import memberships_in
from stagebaken.accounts.navigation import NavItem, nav_item


def supervision(request: HttpRequest) -> NavItem | None:
    if policy.supervises(request):
        return nav_item(request, _("Toezicht"), "supervision:home")
    return None


def approvals(request: HttpRequest) -> NavItem | None:
    for one in memberships_in(request):
        if one.role in APPROVERS and one.school and one.school.sector == Sector.HBO:
            return nav_item(request, _("Goedkeuring"), "approvals:home")
    return None

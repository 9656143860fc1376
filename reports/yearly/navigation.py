"""The entries of the menu: a school's yearly report, and SBB's."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reports.yearly import policy
from stagebaken.accounts.navigation import NavItem, nav_item


def school_report(request: HttpRequest) -> NavItem | None:
    if policy.has_school(request):
        return nav_item(request, _("Jaarverslag"), "yearly:home")
    return None


def group_report(request: HttpRequest) -> NavItem | None:
    if policy.is_of_sbb(request):
        return nav_item(request, _("Jaarcijfers"), "yearly_groups:home")
    return None

"""The entry of the menu for whoever administers something."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schools.teams import policy
from stagebaken.accounts.models import User
from stagebaken.accounts.navigation import NavItem, nav_item


def administration(request: HttpRequest) -> NavItem | None:
    user = cast("User", request.user)
    if policy.roles_of(user) & policy.ADMINISTRATORS:
        return nav_item(request, _("Beheer"), "administration:home")
    return None

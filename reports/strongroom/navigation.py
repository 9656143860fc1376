"""The entry of the menu for who has a key or a share."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reports.strongroom.policy import POLICY
from stagebaken.accounts.models import User
from stagebaken.accounts.navigation import NavItem, nav_item


def strongroom(request: HttpRequest) -> NavItem | None:
    if POLICY.visible_to(cast("User", request.user)).exists():
        return nav_item(request, _("Kluis"), "strongroom:home")
    return None

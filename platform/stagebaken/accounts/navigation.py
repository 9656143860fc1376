"""The menu of people who are signed in, put together from what each room adds."""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class NavItem(NamedTuple):
    """An entry of the menu, in the order that `ui/work.html` unpacks."""

    label: str | Promise
    url: str
    is_current: bool = False


Entry = Callable[[HttpRequest], NavItem | None]


def nav_item(request: HttpRequest, label: str | Promise, name: str, **kwargs: Any) -> NavItem:
    """Make an entry for a named page; it is current on that page and those below it."""
    url = reverse(name, kwargs=kwargs or None)
    return NavItem(label, url, is_current=request.path.startswith(url))


def items(request: HttpRequest) -> list[NavItem]:
    """List what this user finds in the menu, in the order of `settings.WORK_NAV`.

    One entry at most is current: /zaken/kluis/ is below /zaken/, and has an entry of its own.
    """
    if not request.user.is_authenticated or getattr(request, "is_confined", False):
        return []
    entries = [cast("Entry", import_string(path)) for path in settings.WORK_NAV]
    found = [item for entry in entries if (item := entry(request)) is not None]
    here = max((item.url for item in found if item.is_current), key=len, default=None)
    return [item._replace(is_current=item.url == here) for item in found]


def account(request: HttpRequest) -> NavItem:
    """The last entry, which everybody has."""
    return nav_item(request, _("Mijn account"), "account_overview")

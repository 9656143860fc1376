"""The vault strip on every page of people who work here: open until when, or closed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from stagebaken.accounts.middleware import is_anonymous_route
from stagebaken.vault import sessions
from stagebaken.vault.errors import VaultLocked
from stagebaken.vault.models import Recipient, RecipientState


def vault_strip(request: HttpRequest) -> dict[str, Any]:
    """Worked out only where a template shows it; nothing at all where a reporter may be."""
    if is_anonymous_route(request):
        return {}
    return {"vault_strip": SimpleLazyObject(lambda: strip(request))}


def strip(request: HttpRequest) -> dict[str, Any]:
    """What `ui/_vault.html` shows; empty for who has no vault to open."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "is_confined", False):
        return {}
    try:
        sessions.unlocked(request)
    except VaultLocked:
        return _closed(request)
    until = formats.time_format(sessions.open_until(request), "H:i")
    text = _("Kluis open tot %(time)s uur") % {"time": until}
    return {"is_open": True, "text": text, "url": reverse("strongroom:lock")}


def _closed(request: HttpRequest) -> dict[str, Any]:
    admitted = Recipient.objects.filter(user=request.user.pk, state=RecipientState.ADMITTED)
    if not admitted.exists():
        return {}
    here = request.get_full_path() if request.method == "GET" else reverse("strongroom:home")
    address = f"{reverse('strongroom:unlock')}?{urlencode({'next': here})}"
    return {"is_open": False, "text": _("Kluis is dicht"), "url": address}

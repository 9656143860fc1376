"""Step-up: sensitive administration asks who you are again, unless you signed in just now."""

import functools
import time
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def is_recent(request: HttpRequest) -> bool:
    """Say whether this user signed in, or confirmed it, in the last few minutes."""
    records = get_authentication_records(request, request.user)
    latest: float = max((record["at"] for record in records), default=0.0)
    return time.time() - latest < settings.RECENT_MINUTES * 60


def require_recent(request: HttpRequest) -> None:
    """Send the person to the confirm page and back here (accounts.middleware)."""
    if not is_recent(request):
        raise ReauthenticationRequired


def recent_sign_in_required(view: View) -> View:
    """Put this on the page as well as on what the page posts to: a POST is never stored."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require_recent(request)
        return view(request, *args, **kwargs)

    return wrapped

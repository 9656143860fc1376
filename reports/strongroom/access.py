"""What every page of the strongroom does first: find the room, or 404."""

import functools
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.strongroom import recovering
from reports.strongroom.policy import POLICY, Room
from stagebaken.accounts.models import User
from stagebaken.vault.errors import UntrustedRecipient, VaultLocked
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.pending import NothingPending

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> User:
    """The signed-in user; the login-required middleware has let nobody else through."""
    return cast("User", request.user)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; an empty form that was sent is not one that was asked for."""
    return request.POST if request.method == "POST" else None


def in_room(view: View) -> View:
    """Give the view the strongroom of this school, if it exists for this user."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        room = POLICY.require(person(request), code)
        try:
            return view(request, room, **kwargs)
        except VaultLocked:
            return to_unlock(request, room)
        except NothingPending:
            messages.warning(
                request,
                _("Dit is te lang geleden begonnen, of in een andere browser. Begin opnieuw."),
            )
            return to_room(room)
        except UntrustedRecipient:
            return untrusted(request, room)

    return wrapped


def to_unlock(request: HttpRequest, room: Room) -> HttpResponse:
    """Open the vault first, then come back to the page; a sent form is sent again by hand."""
    here = request.get_full_path() if request.method == "GET" else room_url(room)
    return redirect(f"{reverse('strongroom:unlock')}?{urlencode({'next': here})}")


def room_url(room: Room) -> str:
    return reverse("strongroom:room", kwargs={"code": room.owner.code})


def to_room(room: Room) -> HttpResponse:
    return redirect(room_url(room))


def untrusted(request: HttpRequest, room: Room) -> HttpResponse:
    """A key does not fit: nothing was opened, and the whole team hears of it."""
    recovering.report(room)
    return render(request, "strongroom/untrusted.html", {"room": room}, status=409)


def find(room: Room, recipient_id: UUID, state: RecipientState) -> Recipient:
    """A recipient of this vault in this state, or 404."""
    recipients = room.vault.recipients.select_related("user", "vault")
    recipient = recipients.filter(pk=recipient_id, state=state).first()
    if recipient is None:
        raise Http404
    return recipient

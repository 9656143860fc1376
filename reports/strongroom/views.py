"""The door of the strongroom: which rooms, what to do there, open and close."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reports.strongroom import pages
from reports.strongroom.access import in_room, person, posted, to_room, untrusted
from reports.strongroom.forms import UnlockForm
from reports.strongroom.policy import POLICY, Room
from stagebaken.accounts.models import User
from stagebaken.vault import sessions
from stagebaken.vault.errors import NotOnKeyring, UntrustedRecipient, WrongPassphrase
from stagebaken.vault.unlocking import unlock as open_vault


def _insider(request: HttpRequest) -> User:
    """Somebody who has a strongroom; for all others there is nothing here."""
    user = person(request)
    if not POLICY.owners_for(user):
        raise Http404
    return user


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The strongroom of one's school, or SBB's; a choice for who works at more than one."""
    owners = POLICY.owners_for(_insider(request))
    if len(owners) == 1:
        return redirect("strongroom:room", code=owners[0].code)
    return render(request, "strongroom/home.html", {"owners": owners})


@require_safe
@in_room
def room(request: HttpRequest, room: Room) -> HttpResponse:
    return render(request, "strongroom/room.html", pages.room_page(request, room))


def unlock(request: HttpRequest) -> HttpResponse:
    """Open one's vault with the passphrase, and go on to the page that asked for it."""
    rooms = _openable(_insider(request))
    if not rooms:
        return redirect("strongroom:home")
    form = UnlockForm(posted(request), rooms=rooms)
    if form.is_valid():
        answer = _try(request, form)
        if answer is not None:
            return answer
    context = {"form": form, "next": _asked(request), "minutes": settings.VAULT_IDLE_MINUTES}
    status = 422 if form.errors else 200
    return render(request, "strongroom/unlock.html", context, status=status)


def _openable(user: User) -> list[Room]:
    rooms = [POLICY.require(user, owner.code) for owner in POLICY.owners_for(user)]
    return [one for one in rooms if one.is_on_team and one.is_admitted]


def _try(request: HttpRequest, form: UnlockForm) -> HttpResponse | None:
    room = form.room
    if room.recipient is None:
        return to_room(room)
    try:
        open_vault(request, room.recipient, form.cleaned_data["passphrase"])
    except WrongPassphrase:
        form.add_error("passphrase", _("Deze wachtzin klopt niet. Kijk of alle woorden er staan."))
        return None
    except NotOnKeyring:
        return to_room(room)  # suspended a moment ago
    except UntrustedRecipient:
        return untrusted(request, room)
    return redirect(_asked(request) or reverse(room.first_page))


def _asked(request: HttpRequest) -> str:
    """Where the visitor was going, if that is a page of ours; else nothing."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else ""


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    _insider(request)
    sessions.lock(request)
    messages.success(request, _("Je kluis is dicht."))
    return redirect("strongroom:home")

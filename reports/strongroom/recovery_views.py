"""Two custodians recover, each in a session of their own; it ends with a new recovery key."""

import json
from dataclasses import asdict, dataclass, field, replace
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports.strongroom import pages, recovering, sitting_views
from reports.strongroom.access import in_room, posted, to_room
from reports.strongroom.forms import RecoverForm, ShareForm
from reports.strongroom.member_views import NO_UUID, percent
from reports.strongroom.policy import POLICY, Room
from stagebaken.accounts.stepup import recent_sign_in_required
from stagebaken.vault import pending, recovery
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.pending import Kind, NothingPending
from stagebaken.vault.recovery import NotYourTurn, SessionClosed
from stagebaken.vault.recovery_models import RecoverySession
from stagebaken.vault.shares import SharesDoNotFit


@dataclass(frozen=True)
class Recovering:
    """What the opener's browser holds: first the half that opens the share, then the key."""

    session: str
    private: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    after: str = ""

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()


def _pending(request: HttpRequest) -> Recovering:
    return Recovering(**json.loads(pending.read(request, Kind.RECOVERY)))


def _is_open_here(request: HttpRequest, room: Room) -> bool:
    """Is the key of this room still open in this browser, after a recovery that is not finished?"""
    try:
        held = _pending(request)
    except NothingPending:
        return False
    ours = room.vault.recovery_sessions.filter(pk=held.session, opener=room.seat)
    return bool(held.key) and ours.exists()


@recent_sign_in_required
@in_room
def recover(request: HttpRequest, room: Room) -> HttpResponse:
    """Begin: whom to help, or only new shares."""
    POLICY.require_seat(room)
    form = RecoverForm(posted(request), helpable=recovering.helpable(room))
    if form.is_valid():
        session, private = recovering.open_recovery(room=room, recipient=form.recipient)
        state = Recovering(str(session.pk), private=private.hex())
        pending.begin(request, Kind.RECOVERY, state.as_bytes())
        return redirect(pages.url(room, "recovery", session_id=session.pk))
    status = 422 if form.errors else 200
    context = {"room": room, "form": form, "is_open": _is_open_here(request, room)}
    return render(request, "strongroom/recover.html", context, status=status)


@in_room
def session(request: HttpRequest, room: Room, session_id: UUID) -> HttpResponse:
    """One address for both custodians: the opener waits here, the other gives a share."""
    seat = POLICY.require_seat(room)
    found = next((one for one in recovery.waiting(room.vault) if one.pk == session_id), None)
    if found is None:
        raise Http404
    try:
        if found.opener == seat:
            return _opener(request, room, found)
        return _giver(request, room, found)
    except (SessionClosed, NotYourTurn):
        messages.error(
            request, _("Dit herstel is gesloten of is niet aan jou. Begin zo nodig opnieuw.")
        )
        return to_room(room)


def _giver(request: HttpRequest, room: Room, found: RecoverySession) -> HttpResponse:
    form = ShareForm(posted(request))
    if form.is_valid():
        recovering.give_share(room=room, session=found, share=form.cleaned_data["share"])
        messages.success(
            request, _("Je deel is verzegeld voor %(name)s.") % {"name": found.opener.user}
        )
        return to_room(room)
    return _share_page(request, room, found, form)


def _opener(request: HttpRequest, room: Room, found: RecoverySession) -> HttpResponse:
    held = _pending(request)
    if held.session != str(found.pk):
        raise NothingPending("Another recovery was begun in this session.")
    if found.sealed_share is None:
        return render(request, "strongroom/wait.html", {"room": room, "session": found})
    form = ShareForm(posted(request))
    if form.is_valid():
        try:
            key = recovering.take_key(
                room=room,
                session=found,
                private=bytes.fromhex(held.private),
                share=form.cleaned_data["share"],
            )
        except SharesDoNotFit:
            messages.error(
                request,
                _(
                    "Deze twee delen passen niet bij elkaar of bij de sleutel van nu. Misschien is "
                    "er een van een oudere herstelsleutel. Laat de ander het deel nog eens typen."
                ),
            )
            return redirect(pages.url(room, "recovery", session_id=found.pk))
        state = replace(held, private="", key=key.hex(), after=str(NO_UUID))
        pending.update(request, Kind.RECOVERY, state.as_bytes())
        return redirect("strongroom:recover_progress", code=room.owner.code)
    return _share_page(request, room, found, form)


def _share_page(
    request: HttpRequest, room: Room, found: RecoverySession, form: ShareForm
) -> HttpResponse:
    context = {
        "room": room,
        "session": found,
        "form": form,
        "is_opener": found.opener == room.seat,
    }
    status = 422 if form.errors else 200
    return render(request, "strongroom/give_share.html", context, status=status)


@in_room
def progress(request: HttpRequest, room: Room) -> HttpResponse:
    """Wrap a page of dossiers at a time; then a new key is made, because this one was opened."""
    seat = POLICY.require_seat(room)
    held = _pending(request)
    found = room.vault.recovery_sessions.filter(pk=held.session, opener=seat).first()
    if found is None or not held.key:
        raise NothingPending("The recovery key is not open here.")
    is_working = found.recipient is not None and bool(held.after)
    if request.method == "POST":
        if not is_working:
            return sitting_views.begin(request, room, bytes.fromhex(held.key))
        held = _next(request, room, found.recipient, held)
        is_working = bool(held.after)
    context = {
        "room": room,
        "session": found,
        "is_working": is_working,
        "percent": percent(UUID(held.after)) if held.after else 100,
    }
    return render(request, "strongroom/recover_progress.html", context)


def _next(
    request: HttpRequest, room: Room, recipient: Recipient | None, held: Recovering
) -> Recovering:
    after: UUID | None = None
    if recipient is not None and recipient.state == RecipientState.ADMITTED:
        after = recovering.recover_next(
            room=room,
            recipient=recipient,
            key=bytes.fromhex(held.key),
            after=UUID(held.after),
            limit=settings.HAND_OVER_BATCH,
        )
    held = replace(held, after=str(after) if after else "")
    pending.update(request, Kind.RECOVERY, held.as_bytes())
    return held

"""One's own key: make it, show its fingerprint, change the passphrase, or start anew."""

import json
from dataclasses import asdict, dataclass, field, replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.strongroom import actions
from reports.strongroom.access import in_room, posted, to_room
from reports.strongroom.forms import PassphraseForm, WordsForm
from reports.strongroom.policy import Room
from stagebaken.accounts.stepup import recent_sign_in_required
from stagebaken.vault import membership, pending
from stagebaken.vault.errors import NotWaiting, VaultNotSetUp, WrongPassphrase
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.passphrases import new_passphrase
from stagebaken.vault.pending import Kind
from stagebaken.vault.words import ask
from stagebaken.vault.wrapping import fingerprint


@dataclass(frozen=True)
class NewPassphrase:
    """A passphrase that is shown and not yet kept. With `private` it replaces the one before."""

    school: str
    words: str = field(repr=False)
    asked: list[int]
    private: str = field(default="", repr=False)

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()


def _begin(request: HttpRequest, room: Room, private: bytes = b"") -> HttpResponse:
    words = new_passphrase()
    new = NewPassphrase(room.owner.code, words, ask(words.split()), private.hex())
    pending.begin(request, Kind.PASSPHRASE, new.as_bytes())
    return redirect("strongroom:words", code=room.owner.code)


def _pending(request: HttpRequest, room: Room) -> NewPassphrase:
    new = NewPassphrase(**json.loads(pending.read(request, Kind.PASSPHRASE)))
    if new.school != room.owner.code:
        raise pending.NothingPending("It was begun in another room.")
    return new


@recent_sign_in_required
@in_room
def own(request: HttpRequest, room: Room) -> HttpResponse:
    """Say what making a key means, and what making another one loses."""
    if not room.is_on_team:
        raise PermissionDenied
    if not room.vault.is_set_up:
        return to_room(room)
    if request.method == "POST":
        return _begin(request, room)
    return render(request, "strongroom/own.html", {"room": room, "is_anew": bool(room.recipient)})


@in_room
def change(request: HttpRequest, room: Room) -> HttpResponse:
    """A new passphrase for the same key: the old one is asked first."""
    if room.recipient is None or not room.is_on_team:
        return to_room(room)
    form = PassphraseForm(posted(request))
    private = _opened(form, room.recipient) if form.is_valid() else None
    if private is not None:
        return _begin(request, room, private)
    status = 422 if form.errors else 200
    return render(request, "strongroom/change.html", {"room": room, "form": form}, status=status)


def _opened(form: PassphraseForm, recipient: Recipient) -> bytes | None:
    try:
        return membership.own_key(recipient, form.cleaned_data["passphrase"])
    except WrongPassphrase:
        form.add_error("passphrase", _("Deze wachtzin klopt niet. Kijk of alle woorden er staan."))
        return None


@require_safe
@in_room
def words(request: HttpRequest, room: Room) -> HttpResponse:
    """The passphrase, to be written down or printed: shown in this sitting and never again."""
    new = _pending(request, room)
    context = {"room": room, "words": new.words.split()}
    return render(request, "strongroom/words.html", context)


@in_room
def check(request: HttpRequest, room: Room) -> HttpResponse:
    """Two words typed back; then the key is made, or sealed anew."""
    new = _pending(request, room)
    form = WordsForm(posted(request), asked=new.asked)
    if form.is_valid():
        split = new.words.split()
        if form.words == [split[place - 1] for place in new.asked]:
            return _finish(request, room, new)
        # Other words after a mistake, so that guessing does not help.
        new = replace(new, asked=ask(split))
        pending.update(request, Kind.PASSPHRASE, new.as_bytes())
        form = WordsForm(asked=new.asked)
        messages.error(
            request, _("Dat zijn niet de woorden. Kijk op je papier en probeer het nog eens.")
        )
        return render(request, "strongroom/check.html", {"room": room, "form": form}, status=422)
    status = 422 if form.errors else 200
    return render(request, "strongroom/check.html", {"room": room, "form": form}, status=status)


def _finish(request: HttpRequest, room: Room, new: NewPassphrase) -> HttpResponse:
    try:
        if new.private:
            actions.change_passphrase(
                room=room, private=bytes.fromhex(new.private), passphrase=new.words
            )
            pending.end(request)
            messages.success(request, _("Je nieuwe wachtzin werkt. De oude niet meer."))
            return redirect("strongroom:unlock")
        recipient = actions.make_own_key(room=room, passphrase=new.words)
    except (NotWaiting, VaultNotSetUp):
        pending.end(request)
        messages.error(request, _("Dit lukte niet: er is intussen iets veranderd. Begin opnieuw."))
        return to_room(room)
    pending.end(request)
    return _show_fingerprint(request, room, recipient, is_new=True)


@in_room
def show_fingerprint(request: HttpRequest, room: Room) -> HttpResponse:
    """The fingerprint, worked out from the private key: the database could hold another one."""
    if room.recipient is None or room.recipient.state != RecipientState.KEYED:
        return to_room(room)
    form = PassphraseForm(posted(request))
    if form.is_valid() and _opened(form, room.recipient) is not None:
        return _show_fingerprint(request, room, room.recipient)
    status = 422 if form.errors else 200
    context = {"room": room, "form": form}
    return render(request, "strongroom/ask_fingerprint.html", context, status=status)


def _show_fingerprint(
    request: HttpRequest, room: Room, recipient: Recipient, *, is_new: bool = False
) -> HttpResponse:
    context = {
        "room": room,
        "groups": fingerprint(recipient.public_key).split(),
        "is_new": is_new,
        "needs_custodians": membership.needs_custodians(room.vault),
    }
    return render(request, "strongroom/fingerprint.html", context)

"""Three custodians around one screen make a recovery key. Nothing is stored until the end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.strongroom import recovering
from reports.strongroom.access import in_room, posted, to_room
from reports.strongroom.forms import WordsForm
from reports.strongroom.policy import Room
from reports.strongroom.recovering import NotThreeCustodians
from stagebaken.accounts.models import User
from stagebaken.accounts.stepup import recent_sign_in_required
from stagebaken.vault import ceremony, pending, shares
from stagebaken.vault.ceremony import Ceremony, CeremonyOutdated, WordsDiffer
from stagebaken.vault.pending import Kind


@recent_sign_in_required
@in_room
def sitting(request: HttpRequest, room: Room) -> HttpResponse:
    """Before it begins: what a recovery key is for, and what is lost when all is lost (P4)."""
    if not room.is_custodian:
        raise PermissionDenied
    if room.vault.is_set_up:
        return redirect("strongroom:recover", code=room.owner.code)
    if request.method == "POST":
        return begin(request, room)
    custodians = recovering.sitting_custodians(room.owner)
    context = {"room": room, "custodians": custodians, "missing": shares.SHARES - len(custodians)}
    return render(request, "strongroom/sitting.html", context)


def begin(request: HttpRequest, room: Room, former_private: bytes | None = None) -> HttpResponse:
    """Make the shares and hand the device to the first custodian."""
    try:
        made = recovering.start_sitting(room=room, former_private=former_private)
    except NotThreeCustodians:
        messages.error(
            request, _("Dit kan pas met drie sleutelbewaarders. De beheerder nodigt ze uit.")
        )
        return to_room(room)
    pending.begin(request, Kind.CEREMONY, made.as_bytes())
    return redirect("strongroom:share", code=room.owner.code)


def _pending(request: HttpRequest, room: Room) -> Ceremony:
    made = Ceremony.from_bytes(pending.read(request, Kind.CEREMONY))
    if made.vault_id != str(room.vault.pk):
        raise pending.NothingPending("It was begun in another room.")
    return made


def _turn(made: Ceremony) -> User:
    return User.objects.get(pk=made.custodians[made.confirmed])


@require_safe
@in_room
def share(request: HttpRequest, room: Room) -> HttpResponse:
    """First: give the device to the next custodian. Then: their 33 words, to write down."""
    made = _pending(request, room)
    context = {
        "room": room,
        "custodian": _turn(made),
        "step": made.confirmed + 1,
        "total": shares.SHARES,
        "words": made.share if "toon" in request.GET else None,
    }
    return render(request, "strongroom/share.html", context)


@in_room
def share_check(request: HttpRequest, room: Room) -> HttpResponse:
    """Two words typed back. After the third custodian the key is stored."""
    made = _pending(request, room)
    form = WordsForm(posted(request), asked=made.asked)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            return _confirmed(request, room, ceremony.confirm(made, form.words))
        except WordsDiffer:
            made, status = ceremony.ask_again(made), 422
            pending.update(request, Kind.CEREMONY, made.as_bytes())
            form = WordsForm(asked=made.asked)
            messages.error(
                request, _("Dat zijn niet de woorden. Kijk op je papier en probeer het nog eens.")
            )
    context = {
        "room": room,
        "form": form,
        "custodian": _turn(made),
        "step": made.confirmed + 1,
        "total": shares.SHARES,
    }
    return render(request, "strongroom/share_check.html", context, status=status)


def _confirmed(request: HttpRequest, room: Room, made: Ceremony) -> HttpResponse:
    if not made.is_complete:
        pending.update(request, Kind.CEREMONY, made.as_bytes())
        return redirect("strongroom:share", code=room.owner.code)
    try:
        recovering.finish_sitting(room=room, sitting=made)
    except CeremonyOutdated:
        messages.error(
            request,
            _(
                "De herstelsleutel is niet bewaard: er is intussen iets veranderd. "
                "Gooi de drie papieren weg en begin opnieuw."
            ),
        )
    else:
        messages.success(request, _("De herstelsleutel is gemaakt. Bewaar de drie delen apart."))
    pending.end(request)
    return to_room(room)

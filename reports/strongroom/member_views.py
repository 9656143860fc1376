"""What somebody with a key or a share does for others: admit, refuse, hand over, let go."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.strongroom import actions, pages
from reports.strongroom.access import find, in_room, posted, to_room
from reports.strongroom.forms import AdmitForm, ComparedForm, PassphraseForm
from reports.strongroom.policy import POLICY, Room
from stagebaken.vault import sessions
from stagebaken.vault.errors import NotWaiting, WrongPassphrase
from stagebaken.vault.keys import UnlockedMember
from stagebaken.vault.membership import MembersDecide
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.wrapping import fingerprint

NO_UUID = UUID(int=0)
UUID_BITS = 128
REFUSED = gettext_lazy(
    "De sleutel van %(name)s is geweigerd. Er is niets mee gedeeld, en je team kreeg een mail. "
    "Bel %(name)s: die maakt een nieuwe sleutel, en daarna vergelijken jullie opnieuw. Klopt het "
    "dan weer niet? Vertel het aan wie de server beheert."
)


@in_room
def admit(request: HttpRequest, room: Room, recipient_id: UUID) -> HttpResponse:
    """A member compares the fingerprint and gives the passphrase again."""
    POLICY.require_member(room)
    recipient = find(room, recipient_id, RecipientState.KEYED)
    sessions.unlocked(request)
    form = AdmitForm(posted(request), initial={"shown": fingerprint(recipient.public_key)})
    if form.is_valid():
        answer = _admit(request, room, recipient, form)
        if answer is not None:
            return answer
    return _comparison(request, room, recipient, form)


def _admit(
    request: HttpRequest, room: Room, recipient: Recipient, form: AdmitForm
) -> HttpResponse | None:
    member = _confirmed(request, form)
    if member is None:
        return None
    if form.cleaned_data["shown"] != fingerprint(recipient.public_key):
        return _changed(request, room)
    try:
        actions.admit(
            room=room, member=member, recipient=recipient, public_key=bytes(recipient.public_key)
        )
    except NotWaiting:
        return _changed(request, room)
    messages.success(request, _("%(name)s is toegelaten.") % {"name": recipient.user})
    return redirect(pages.url(room, "hand_over", recipient_id=recipient.pk))


def _confirmed(request: HttpRequest, form: AdmitForm | PassphraseForm) -> UnlockedMember | None:
    """The passphrase again, before a step that reaches further."""
    try:
        return sessions.confirm(request, form.cleaned_data["passphrase"])
    except WrongPassphrase:
        form.add_error("passphrase", _("Deze wachtzin klopt niet. Kijk of alle woorden er staan."))
        return None


@in_room
def approve(request: HttpRequest, room: Room, recipient_id: UUID) -> HttpResponse:
    """A custodian compares the fingerprint where no member can."""
    POLICY.require_seat(room)
    recipient = find(room, recipient_id, RecipientState.KEYED)
    form = ComparedForm(posted(request), initial={"shown": fingerprint(recipient.public_key)})
    if form.is_valid():
        return _approve(request, room, recipient, form.cleaned_data["shown"])
    return _comparison(request, room, recipient, form)


def _approve(request: HttpRequest, room: Room, recipient: Recipient, shown: str) -> HttpResponse:
    if shown != fingerprint(recipient.public_key):
        return _changed(request, room)
    try:
        is_admitted = actions.approve(
            room=room, recipient=recipient, public_key=bytes(recipient.public_key)
        )
    except (NotWaiting, MembersDecide):
        return _changed(request, room)
    name = {"name": recipient.user}
    if is_admitted:
        messages.success(request, _("%(name)s is toegelaten.") % name)
    else:
        messages.success(
            request,
            _("Bevestigd. %(name)s is toegelaten als nog een sleutelbewaarder dat doet.") % name,
        )
    return to_room(room)


def _comparison(
    request: HttpRequest, room: Room, recipient: Recipient, form: ComparedForm
) -> HttpResponse:
    context = {
        "room": room,
        "recipient": recipient,
        "role": pages.role_name(recipient),
        "groups": fingerprint(recipient.public_key).split(),
        "form": form,
        "is_by_member": isinstance(form, AdmitForm),
    }
    status = 422 if form.errors else 200
    return render(request, "strongroom/compare.html", context, status=status)


def _changed(request: HttpRequest, room: Room) -> HttpResponse:
    messages.error(request, _("Er is intussen iets veranderd. Kijk opnieuw wat er nu staat."))
    return to_room(room)


@in_room
def refuse(request: HttpRequest, room: Room, recipient_id: UUID) -> HttpResponse:
    """The numbers differ, or nobody knows this person: asked once, for it alarms the whole team."""
    actions.require_refusal(room)
    recipient = find(room, recipient_id, RecipientState.KEYED)
    if request.method != "POST":
        context = {"room": room, "recipient": recipient, "back_url": _comparing(room, recipient)}
        return render(request, "strongroom/refuse.html", context)
    try:
        actions.refuse(room=room, recipient=recipient)
    except NotWaiting:
        return _changed(request, room)
    messages.warning(request, REFUSED % {"name": recipient.user})
    return to_room(room)


def _comparing(room: Room, recipient: Recipient) -> str:
    """The page where this person compares the key: a member's, or a custodian's."""
    return pages.url(room, "admit" if room.is_admitted else "approve", recipient_id=recipient.pk)


@in_room
def hand_over(request: HttpRequest, room: Room, recipient_id: UUID) -> HttpResponse:
    """Wrap older dossiers for a newcomer, a page at a time; pressing on goes on."""
    POLICY.require_member(room)
    newcomer = find(room, recipient_id, RecipientState.ADMITTED)
    member = sessions.unlocked(request)
    after: UUID | None = NO_UUID
    if request.method == "POST":
        after = actions.hand_over(
            room=room,
            member=member,
            newcomer=newcomer,
            after=_place(request),
            limit=settings.HAND_OVER_BATCH,
        )
    if after is None:
        messages.success(
            request, _("De oudere meldingen zijn gedeeld met %(name)s.") % {"name": newcomer.user}
        )
        return to_room(room)
    context = {"room": room, "newcomer": newcomer, "after": after, "percent": percent(after)}
    return render(request, "strongroom/hand_over.html", context)


def _place(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("after", ""))
    except ValueError:
        return NO_UUID


def percent(after: UUID) -> int:
    """How far a list in the order of its random ids is done: no count is needed, nor shown."""
    return after.int * 100 >> UUID_BITS


@in_room
def leave(request: HttpRequest, room: Room, recipient_id: UUID) -> HttpResponse:
    """A second member confirms that somebody left, or lets them back in."""
    POLICY.require_member(room)
    recipient = find(room, recipient_id, RecipientState.SUSPENDED)
    if not POLICY.sees_leaving(room, recipient):
        raise Http404
    sessions.unlocked(request)
    form = PassphraseForm(posted(request))
    if form.is_valid():
        answer = _decide(request, room, recipient, form)
        if answer is not None:
            return answer
    context = {
        "room": room,
        "recipient": recipient,
        "form": form,
        "is_back": POLICY.is_proposed(room, recipient),
        "days": settings.LEAVE_DAYS,
    }
    status = 422 if form.errors else 200
    return render(request, "strongroom/leave.html", context, status=status)


def _decide(
    request: HttpRequest, room: Room, recipient: Recipient, form: PassphraseForm
) -> HttpResponse | None:
    member = _confirmed(request, form)
    if member is None:
        return None
    try:
        if request.POST.get("decision") == "reinstate":
            actions.reinstate(room=room, member=member, recipient=recipient)
            text = _("%(name)s heeft weer toegang.")
        else:
            actions.confirm_leave(room=room, member=member, recipient=recipient)
            text = _("%(name)s heeft het team verlaten.")
    except NotWaiting:
        return _changed(request, room)
    messages.success(request, text % {"name": recipient.user})
    return to_room(room)

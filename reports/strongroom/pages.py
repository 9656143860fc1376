"""What the page of a strongroom shows: what to do now, and who has which key."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.strongroom import recovering
from reports.strongroom.policy import POLICY, Room
from stagebaken.accounts.models import Role
from stagebaken.ui.templatetags.ui import short_date
from stagebaken.vault import grants, membership, recovery, sessions, shares
from stagebaken.vault.errors import VaultLocked
from stagebaken.vault.keys import UnlockedMember
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.recovery import VaultState
from stagebaken.vault.recovery_models import RecoverySession
from stagebaken.web.days import today


@dataclass(frozen=True)
class Step:
    """One thing that this person can do here. Without an address it only says what is awaited."""

    title: str
    text: str
    url: str = ""
    label: str = ""
    is_now: bool = False


def url(room: Room, name: str, **kwargs: Any) -> str:
    return reverse(f"strongroom:{name}", kwargs={"code": room.owner.code} | kwargs)


def unlocked_in(request: HttpRequest, room: Room) -> UnlockedMember | None:
    """The open vault of this session, if it is this one."""
    try:
        member = sessions.unlocked(request)
    except VaultLocked:
        return None
    return member if member.recipient == room.recipient else None


def room_page(request: HttpRequest, room: Room) -> dict[str, Any]:
    state = recovery.state_of(room.vault)
    leaving = [one for one in state.suspended if POLICY.sees_leaving(room, one)]
    state = replace(state, suspended=leaving)
    member = unlocked_in(request, room)
    return {
        "room": room,
        "state": state,
        "steps": list(steps(room, state, member)),
        "people": people(state),
        "has_key": room.is_on_team and room.recipient is not None,
        "is_drill_due": state.is_drill_due(today()),
    }


def steps(room: Room, state: VaultState, member: UnlockedMember | None) -> Iterator[Step]:
    if room.is_custodian:
        yield from _custodian_steps(room, state)
    if room.is_on_team:
        yield from _own_steps(room, state, member)
    if room.is_on_team and room.is_admitted:
        yield from _colleague_steps(room, state, member)


# What custodians do


def _custodian_steps(room: Room, state: VaultState) -> Iterator[Step]:
    if not room.vault.is_set_up:
        yield _set_up_step(room)
        return
    if room.seat is None:
        yield Step(
            _("Jij hebt nog geen deel van de herstelsleutel"),
            _("Twee andere sleutelbewaarders maken nieuwe delen. Daar ben jij bij."),
        )
        return
    for session in recovery.waiting(room.vault):
        yield _session_step(room, session)
    if membership.needs_custodians(room.vault):
        yield from (_approval_step(room, one) for one in state.keyed)
    yield _recovery_step(room, state)


def _set_up_step(room: Room) -> Step:
    present = len(recovering.sitting_custodians(room.owner))
    if present < shares.SHARES:
        return Step(
            _("De herstelsleutel wacht op drie sleutelbewaarders"),
            _("Jullie zijn nu met %(count)d. De beheerder nodigt de anderen uit.")
            % {"count": present},
        )
    return Step(
        _("Maak samen de herstelsleutel"),
        _("Ga met z'n drieën bij elkaar zitten. Zonder herstelsleutel kan niemand melden."),
        url(room, "sitting"),
        _("Begin"),
        is_now=True,
    )


def _session_step(room: Room, session: RecoverySession) -> Step:
    if session.recipient is None:
        title = _("Nieuwe delen maken is begonnen")
    else:
        title = _("Herstel voor %(name)s") % {"name": session.recipient.user}
    address = url(room, "recovery", session_id=session.pk)
    if session.opener == room.seat:
        text = _("Jij begon hiermee. Een andere sleutelbewaarder geeft eerst een deel.")
        return Step(title, text, address, _("Ga verder"), is_now=True)
    name = {"name": session.opener.user}
    if session.sealed_share is not None:
        return Step(title, _("Er is een deel gegeven. Nu is %(name)s aan de beurt.") % name)
    text = _("%(name)s begon hiermee en vraagt jouw deel.") % name
    return Step(title, text, address, _("Geef jouw deel"), is_now=True)


def _approval_step(room: Room, recipient: Recipient) -> Step:
    approved = {one.custodian_id for one in membership.genuine_approvals(recipient)}
    title = _("Laat %(name)s toe") % {"name": recipient.user}
    if room.seat is not None and room.seat.pk in approved:
        return Step(title, _("Jij hebt bevestigd. Nog één sleutelbewaarder moet dat doen."))
    if recipient.user_id == room.user.pk:
        return Step(title, _("Jezelf toelaten kan niet. De twee anderen doen dat."))
    text = _("Er is geen teamlid dat dit kan. Twee sleutelbewaarders vergelijken de sleutel.")
    address = url(room, "approve", recipient_id=recipient.pk)
    return Step(title, text, address, _("Vergelijk"), is_now=True)


def _recovery_step(room: Room, state: VaultState) -> Step:
    address = url(room, "recover")
    if state.is_renewal_due:
        return Step(
            _("Maak nieuwe delen van de herstelsleutel"),
            _("De sleutel is gebruikt, of iemand met een deel is gestopt."),
            address,
            _("Begin"),
            is_now=True,
        )
    return Step(
        _("Help een teamlid dat niet meer bij meldingen kan"),
        _("Dat kan als iemand een nieuwe sleutel heeft en weer is toegelaten. Met z'n tweeën."),
        address,
        _("Begin herstel"),
    )


# What a member does with their own key


def _own_steps(room: Room, state: VaultState, member: UnlockedMember | None) -> Iterator[Step]:
    recipient = room.recipient
    if not room.vault.is_set_up:
        if not room.is_custodian:
            yield Step(
                _("Even wachten op de herstelsleutel"),
                _("De sleutelbewaarders maken die eerst. Daarna maak jij je eigen sleutel."),
            )
    elif recipient is None:
        yield Step(
            _("Maak je eigen sleutel"),
            _("Je krijgt een wachtzin van acht woorden. Alleen jij hebt die."),
            url(room, "own"),
            _("Begin"),
            is_now=True,
        )
    elif recipient.state == RecipientState.KEYED:
        yield _waiting_step(room, state)
    elif recipient.state == RecipientState.SUSPENDED:
        yield Step(
            _("Je toegang is gestopt"),
            _("Een ander teamlid kan je weer toelaten. Of maak een nieuwe sleutel."),
            url(room, "own"),
            _("Nieuwe sleutel maken"),
        )
    elif member is None:
        yield Step(
            _("Open je kluis"),
            _("Typ je wachtzin. Daarna kun je meldingen lezen en beantwoorden."),
            reverse("strongroom:unlock"),
            _("Open kluis"),
            is_now=True,
        )


def _waiting_step(room: Room, state: VaultState) -> Step:
    who = (
        _("Een teamlid vergelijkt met jou het controlegetal van je sleutel.")
        if state.admitted
        else _("Twee sleutelbewaarders vergelijken met jou het controlegetal van je sleutel.")
    )
    return Step(
        _("Je sleutel wacht op toelating"),
        who,
        url(room, "fingerprint"),
        _("Toon mijn controlegetal"),
        is_now=True,
    )


# What a member does for colleagues


def _colleague_steps(
    room: Room, state: VaultState, member: UnlockedMember | None
) -> Iterator[Step]:
    for recipient in state.keyed:
        yield Step(
            _("Laat %(name)s toe") % {"name": recipient.user},
            _("Vergelijk samen het controlegetal: aan de telefoon of naast elkaar."),
            url(room, "admit", recipient_id=recipient.pk),
            _("Vergelijk"),
            is_now=True,
        )
    for recipient in state.suspended:
        yield _leaver_step(room, recipient)
    if member is not None:
        yield from _hand_over_steps(room, state, member)


def _leaver_step(room: Room, recipient: Recipient) -> Step:
    if recipient == room.recipient:
        return Step(_("Je toegang is gestopt"), "")
    text = _(
        "De toegang is gestopt. De sleutels verdwijnen als jij het bevestigt, "
        "of vanzelf na %(days)d dagen."
    ) % {"days": settings.LEAVE_DAYS}
    title = _("%(name)s verlaat het team") % {"name": recipient.user}
    return Step(title, text, url(room, "leave", recipient_id=recipient.pk), _("Bekijk"))


def _hand_over_steps(room: Room, state: VaultState, member: UnlockedMember) -> Iterator[Step]:
    for newcomer in state.admitted:
        waiting = grants.candidates(holder=member.recipient, newcomer=newcomer)
        if newcomer != member.recipient and waiting.exists():
            yield Step(
                _("Deel oudere meldingen met %(name)s") % {"name": newcomer.user},
                _(
                    "Sommige vragen eerst een ja van de melder: als die iemand uitsluit, "
                    "of iemand buiten het team noemt."
                ),
                url(room, "hand_over", recipient_id=newcomer.pk),
                _("Bekijk"),
            )


# Who has which key


def people(state: VaultState) -> list[list[str]]:
    """Name, what somebody is here, and since when."""
    rows = [
        [str(one.user), role_name(one), _("toegelaten op %(day)s") % _day(one.admitted_on)]
        for one in state.admitted
    ]
    rows += [
        [str(one.user), role_name(one), _("wacht op toelating, %(day)s") % _day(one.keyed_on)]
        for one in state.keyed
    ]
    rows += [[str(one.user), role_name(one), _stopped(one)] for one in state.suspended]
    share = _("heeft een deel van de herstelsleutel")
    return rows + [[str(one.user), str(Role.CUSTODIAN.label), share] for one in state.custodians]


def _stopped(one: Recipient) -> str:
    if one.suspended_on is None:
        return _("toegang gestopt")
    return _("gestopt op %(day)s") % _day(one.suspended_on)


def _day(day: Any) -> dict[str, str]:
    return {"day": short_date(day)}


def role_name(recipient: Recipient) -> str:
    return str(Role(recipient.role).label) if recipient.role in Role.values else ""

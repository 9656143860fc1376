"""The verbs of a vault's members: a key of one's own, admission, leaving. Each leaves an event."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from reports.dossiers.actions import read_decisions
from reports.dossiers.models import Report
from reports.strongroom.policy import POLICY, Room
from schools.registry.models import owner_of
from schools.teams.models import Membership
from schools.teams.tasks import tell_team
from stagebaken.audit.actions import Detail, record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import grants, leaving, membership
from stagebaken.vault.keys import DossierKeys, UnlockedMember
from stagebaken.vault.models import Dossier, Recipient, RecipientState
from stagebaken.web.days import today


def note(room: Room, verb: Verb, subject: UUID, detail: Detail | None = None) -> None:
    """Record what somebody did in this vault; the school's administrator may read it."""
    record(
        verb=verb,
        actor=room.user,
        role=room.audit_role,
        scope=Scope.VAULT,
        vault_id=room.vault.pk,
        subject=subject,
        detail=detail,
    )


# One's own key


def make_own_key(*, room: Room, passphrase: str) -> Recipient:
    """Make a key pair under a passphrase; with one before it, that one is lost for good."""
    if not room.is_on_team:
        raise PermissionDenied
    with transaction.atomic():
        recipient = membership.make_key(
            vault=room.vault, user=room.user, role=room.team_role, passphrase=passphrase
        )
        tell_team(room.owner)
        note(room, Verb.KEYED, recipient.pk)
    return recipient


def change_passphrase(*, room: Room, private: bytes, passphrase: str) -> None:
    """Seal the same key under a new passphrase."""
    if room.recipient is None:
        raise PermissionDenied
    with transaction.atomic():
        membership.renew_passphrase(
            recipient=room.recipient, private=private, passphrase=passphrase
        )
        note(room, Verb.PASSPHRASE_RENEWED, room.recipient.pk)


# Admission


def admit(*, room: Room, member: UnlockedMember, recipient: Recipient, public_key: bytes) -> None:
    """Admit the key whose fingerprint this member compared. The passphrase was asked again."""
    _require_own_vault(room, member)
    POLICY.require_proposed(room, recipient)
    with transaction.atomic():
        membership.admit(recipient=recipient, public_key=public_key, by=member.recipient)
        tell_team(room.owner)
        note(room, Verb.ADMITTED, recipient.pk)


def approve(*, room: Room, recipient: Recipient, public_key: bytes) -> bool:
    """A custodian compared the key. True when it was the second one, and admitted it."""
    seat = POLICY.require_seat(room)
    POLICY.require_proposed(room, recipient)
    with transaction.atomic():
        after = membership.approve(recipient=recipient, public_key=public_key, by=seat)
        is_admitted = after.state == RecipientState.ADMITTED
        tell_team(room.owner)
        note(room, Verb.ADMITTED if is_admitted else Verb.APPROVED, recipient.pk)
    return is_admitted


def require_refusal(room: Room) -> None:
    """Whoever admits, refuses: a member, and where there is none a custodian."""
    if not room.is_admitted:
        POLICY.require_seat(room)
        if not membership.needs_custodians(room.vault):
            raise PermissionDenied


def refuse(*, room: Room, recipient: Recipient) -> None:
    """The fingerprints differ: this key gets nothing, and everybody hears that something is off."""
    require_refusal(room)
    if recipient.vault_id != room.vault.pk:
        raise PermissionDenied
    with transaction.atomic():
        membership.refuse(recipient)
        tell_team(room.owner)
        note(room, Verb.REFUSED, recipient.pk)


def may_reach_newcomers(dossier: Dossier, keys: DossierKeys) -> bool:
    """Whether the reporter named nobody outside the team: else only their yes lets anybody in.

    A copy at SBB has no reporter: who may not read it is barred from it by its keyring.
    """
    if dossier.locator is None:
        return True
    report = Report.objects.filter(pk=dossier.pk).first()
    return report is not None and not read_decisions(report=report, keys=keys).outsiders.strip()


def hand_over(
    *, room: Room, member: UnlockedMember, newcomer: Recipient, after: UUID | None, limit: int
) -> UUID | None:
    """Wrap older dossiers for a newcomer, so many at a time; return where to go on, or None."""
    _require_own_vault(room, member)
    POLICY.require_proposed(room, newcomer)
    waiting = grants.candidates(holder=member.recipient, newcomer=newcomer)
    if after is not None:
        waiting = waiting.filter(pk__gt=after)
    batch = list(waiting.values_list("pk", flat=True)[:limit])
    for dossier_id in batch:
        # One transaction each: a reporter who excludes somebody now does not wait for the rest.
        with transaction.atomic():
            is_given = grants.give_as_member(
                dossier_id, holder=member, newcomer=newcomer, may_reach=may_reach_newcomers
            )
            if is_given:
                note_grant(room, dossier_id, newcomer)
    return batch[-1] if len(batch) == limit else None


def note_grant(room: Room, dossier_id: UUID, recipient: Recipient) -> None:
    """A grant belongs to the dossier: its readers and its reporter see it, no administrator."""
    record(
        verb=Verb.GRANTED,
        actor=room.user,
        role=room.audit_role,
        scope=Scope.DOSSIER,
        vault_id=room.vault.pk,
        subject=dossier_id,
        detail={"recipient": recipient.pk},
    )


# Leaving


def confirm_leave(*, room: Room, member: UnlockedMember, recipient: Recipient) -> bool:
    """A second member confirms: the wraps go. False while the last wrap of something stays."""
    _require_own_vault(room, member)
    if recipient.vault_id != room.vault.pk or recipient.pk == member.recipient.pk:
        raise PermissionDenied
    with transaction.atomic():
        has_left = leaving.leave(recipient)
        tell_team(room.owner, also=[recipient.user_id])
        note(room, Verb.LEFT, recipient.pk, {"complete": has_left})
    return has_left


def reinstate(*, room: Room, member: UnlockedMember, recipient: Recipient) -> None:
    """Somebody is on the team again, and their key still there: a member lets them back in."""
    _require_own_vault(room, member)
    POLICY.require_proposed(room, recipient)
    with transaction.atomic():
        leaving.reinstate(recipient=recipient, by=member.recipient)
        tell_team(room.owner)
        note(room, Verb.REINSTATED, recipient.pk)


def end_overdue(*, day: date | None = None) -> int:
    """Destroy the wraps of who was suspended long enough ago. Idempotent; run every day."""
    overdue = leaving.overdue(day or today())
    return sum(_end(recipient) for recipient in overdue.select_related("user"))


def _end(recipient: Recipient) -> bool:
    owner = owner_of(recipient.vault_id)
    if Membership.objects.reporting_team(owner).filter(user=recipient.user_id).exists():
        return False  # on the team again, and waiting for a colleague to say so
    was_gone = recipient.suspended_on is None
    keeps_last = leaving.holds_last_key(recipient)
    if was_gone and keeps_last and not leaving.holds_needless_keys(recipient):
        return False  # nothing changed since yesterday
    with transaction.atomic():
        has_left = leaving.leave(recipient)
        if not was_gone:
            tell_team(owner, also=[recipient.user_id])
        record(
            verb=Verb.LEFT,
            actor=None,
            # A last key that goes later tells of a dossier: neither team nor administrator hears.
            scope=Scope.SYSTEM if was_gone else Scope.VAULT,
            vault_id=recipient.vault_id,
            subject=recipient.pk,
            detail={"complete": has_left},
        )
    return True


def _require_own_vault(room: Room, member: UnlockedMember) -> None:
    """An unlocked vault of another school or person opens nothing here."""
    POLICY.require_member(room)
    if member.recipient != room.recipient:
        raise PermissionDenied


# The reporter decides about newcomers


def pending_newcomers(*, dossier: Dossier) -> list[Recipient]:
    """Members who joined later and may read the dossier only if the reporter says so."""
    return grants.newcomers(dossier)


def accept_newcomer(*, dossier: Dossier, keys: DossierKeys, recipient: Recipient) -> None:
    """The reporter says yes; the staff key follows when a holder next opens the dossier."""
    with transaction.atomic():
        if grants.give_as_reporter(dossier, newcomer=recipient, keys=keys):
            _note_reporter(dossier, Verb.GRANTED, recipient)


def decline_newcomer(*, dossier: Dossier, recipient: Recipient) -> None:
    """The reporter says no: an exclusion like any other, to be taken back whenever they want."""
    with transaction.atomic():
        if grants.decline(dossier, newcomer=recipient):
            _note_reporter(dossier, Verb.EXCLUDED, recipient)


def _note_reporter(dossier: Dossier, verb: Verb, recipient: Recipient) -> None:
    record(
        verb=verb,
        actor=None,
        role="reporter",
        scope=Scope.DOSSIER,
        vault_id=dossier.vault_id,
        subject=dossier.pk,
        detail={"recipient": recipient.pk},
    )

"""The verbs of custodians: make a recovery key, recover with it, and prove that it works."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from reports.strongroom.actions import may_reach_newcomers, note, note_grant
from reports.strongroom.policy import POLICY, Room
from schools.registry.models import Owner
from schools.teams.models import Membership
from schools.teams.tasks import tell_team
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import ceremony, grants, recovery, shares
from stagebaken.vault.ceremony import Ceremony, CeremonyOutdated
from stagebaken.vault.errors import UntrustedRecipient, VaultNotSetUp
from stagebaken.vault.models import Recipient, Vault
from stagebaken.vault.recovery_models import RecoverySession
from stagebaken.vault.shares import InvalidShare, SharesDoNotFit
from stagebaken.vault.unlocking import report_tampering
from stagebaken.vault.wrapping import Unwrapper


class NotThreeCustodians(Exception):
    """A sitting needs the three custodians of the vault, no fewer."""


# Making a key


def sitting_custodians(owner: Owner) -> list[User]:
    """The three who sit together; an administrator is never one (schools.teams.policy)."""
    memberships = Membership.objects.custodians(owner).select_related("user")
    return [one.user for one in memberships.order_by("user__name", "user__pk")]


def start_sitting(*, room: Room, former_private: bytes | None = None) -> Ceremony:
    """Begin a sitting. Nothing is stored before all three have confirmed their share."""
    if not room.is_custodian:
        raise PermissionDenied
    custodians = sitting_custodians(room.owner)
    if len(custodians) != shares.SHARES:
        raise NotThreeCustodians
    return ceremony.begin(
        vault=Vault.objects.get(pk=room.vault.pk),
        custodians=[user.pk for user in custodians],
        former_private=former_private,
    )


def finish_sitting(*, room: Room, sitting: Ceremony) -> Vault:
    """Store the key that the three made. Raises CeremonyOutdated."""
    if not room.is_custodian or sitting.vault_id != str(room.vault.pk):
        raise PermissionDenied
    if {str(user.pk) for user in sitting_custodians(room.owner)} != set(sitting.custodians):
        raise CeremonyOutdated("Somebody stopped being a custodian during the sitting.")
    with transaction.atomic():
        vault = ceremony.complete(sitting)
        verb = Verb.SET_UP if vault.recovery_generation == 1 else Verb.RECOVERY_RENEWED
        tell_team(room.owner)
        note(room, verb, vault.pk, {"generation": vault.recovery_generation})
    return vault


# Recovering


def helpable(room: Room) -> list[Recipient]:
    """Admitted members whom this custodian may help; nobody helps themselves."""
    admitted = recovery.state_of(room.vault).admitted
    return [one for one in admitted if one.user_id != room.user.pk]


def open_recovery(*, room: Room, recipient: Recipient | None) -> tuple[RecoverySession, bytes]:
    """Ask a second custodian for their share; without a recipient only the key is renewed."""
    seat = POLICY.require_seat(room)
    if recipient is not None:
        POLICY.require_proposed(room, recipient)
    with transaction.atomic():
        session, private = recovery.open_session(opener=seat, recipient=recipient)
        tell_team(room.owner)
        note(room, Verb.RECOVERY_STARTED, recipient.pk if recipient else room.vault.pk)
    return session, private


def give_share(*, room: Room, session: RecoverySession, share: str) -> None:
    """The second custodian's part, in a session of their own."""
    seat = POLICY.require_seat(room)
    with transaction.atomic():
        given = recovery.give_share(session=session, giver=seat, share=share)
        note(room, Verb.RECOVERY_STARTED, given.pk, {"step": "share"})


def take_key(*, room: Room, session: RecoverySession, private: bytes, share: str) -> bytes:
    """Open the recovery key with both shares. The event is there before anything is wrapped."""
    seat = POLICY.require_seat(room)
    if session.opener_id != seat.pk:
        raise PermissionDenied
    shares.normalise(share)  # a misspelt share of one's own does not cost the other theirs
    try:
        with transaction.atomic():
            locked = recovery.lock_session(session)
            key = recovery.take_key(session=locked, private=private, share=share)
            if locked.recipient_id is None:
                note(room, Verb.RECOVERY_STARTED, room.vault.pk, {"step": "opened"})
            else:
                note(room, Verb.RECOVERED, locked.recipient_id)
    except (SharesDoNotFit, InvalidShare):
        recovery.forget_share(session)
        raise
    return key


def recover_next(
    *, room: Room, recipient: Recipient, key: bytes, after: UUID | None, limit: int
) -> UUID | None:
    """Wrap dossiers for the member, so many at a time; return where to go on, or None.

    Nothing of a dossier is shown to a custodian: no content, no number, no count.
    """
    POLICY.require_seat(room)
    waiting = grants.recoverable(vault=room.vault, recipient=recipient)
    if after is not None:
        waiting = waiting.filter(pk__gt=after)
    batch = list(waiting.values_list("pk", flat=True)[:limit])
    opener = Unwrapper(key)
    for dossier_id in batch:
        with transaction.atomic():
            is_given = grants.give_by_recovery(
                dossier_id,
                vault=room.vault,
                opener=opener,
                recipient=recipient,
                may_reach=may_reach_newcomers,
            )
            if is_given:
                note_grant(room, dossier_id, recipient)
    return batch[-1] if len(batch) == limit else None


# Proving


def drill(*, owner: Owner, pair: Sequence[str]) -> None:
    """Show that two shares open what they must. Raises InvalidShare, SharesDoNotFit,
    UntrustedRecipient, VaultNotSetUp."""
    vault = owner.vault
    if vault is None or not vault.is_set_up:
        raise VaultNotSetUp("There is no recovery key yet.")
    try:
        with transaction.atomic():
            recovery.prove(vault, pair)
            record(
                verb=Verb.DRILLED,
                actor=None,
                scope=Scope.VAULT,
                vault_id=vault.pk,
                subject=vault.pk,
            )
    except UntrustedRecipient:
        report_tampering(vault)
        tell_team(owner)
        raise


def report(room: Room) -> None:
    """A key was changed in the database: an event, and a mail to the whole team."""
    report_tampering(room.vault, subject=room.recipient)
    tell_team(room.owner)

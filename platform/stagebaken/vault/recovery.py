"""The recovery key: who holds it, whether it still opens, and two custodians opening it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from stagebaken.vault import envelope, roster, rows, shares, wrapping
from stagebaken.vault.ceremony import TEST_VALUE
from stagebaken.vault.errors import (
    EnvelopeError,
    UntrustedRecipient,
    VaultError,
    VaultNotSetUp,
    WrongKey,
)
from stagebaken.vault.models import Custodian, Recipient, RecipientState, Vault
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.recovery_models import RecoverySession
from stagebaken.vault.shares import SharesDoNotFit
from stagebaken.vault.subkeys import subkey, subkeys
from stagebaken.web.days import today

_LABEL = "recovery-session/v1"


class SessionClosed(VaultError):
    """This recovery was finished, is of an older key, or was written by nobody of ours."""


class NotYourTurn(VaultError):
    """The opener cannot be the one who gives the second share; who is helped gives none."""


@dataclass(frozen=True)
class VaultState:
    """How far a vault is set up. It knows no dossier, and so shows none."""

    custodians: list[Custodian]
    admitted: list[Recipient]
    keyed: list[Recipient]
    suspended: list[Recipient]
    is_set_up: bool
    is_renewal_due: bool
    drilled_on: date | None

    def is_drill_due(self, day: date) -> bool:
        """A drill a year: a share that nobody finds any more is found out in time."""
        if not self.is_set_up:
            return False
        last = self.drilled_on
        return last is None or last + timedelta(days=settings.DRILL_DAYS) <= day


def state_of(vault: Vault | None) -> VaultState:
    if vault is None:
        return VaultState([], [], [], [], False, False, None)
    present = vault.recipients.select_related("user").order_by("user__name", "pk")
    by_state = {state: [one for one in present if one.state == state] for state in RecipientState}
    return VaultState(
        custodians=custodians_of(vault),
        admitted=[one for one in by_state[RecipientState.ADMITTED] if roster.is_trusted(one)],
        keyed=by_state[RecipientState.KEYED],
        suspended=by_state[RecipientState.SUSPENDED],
        is_set_up=vault.is_set_up and roster.is_trusted(vault),
        is_renewal_due=is_renewal_due(vault),
        drilled_on=vault.drilled_on,
    )


def custodians_of(vault: Vault) -> list[Custodian]:
    """The holders of the present key's shares who still are custodians."""
    seats = vault.custodians.filter(
        generation=vault.recovery_generation, ended_on__isnull=True
    ).select_related("user")
    return [one for one in seats.order_by("user__name", "pk") if roster.is_trusted(one)]


def custodian_of(vault: Vault, user: AbstractBaseUser) -> Custodian | None:
    return next((one for one in custodians_of(vault) if one.user_id == user.pk), None)


def seat_again(vault: Vault, user: AbstractBaseUser) -> None:
    """Somebody who stopped is a custodian again, with the share that they still hold."""
    present = Vault.objects.get(pk=vault.pk)
    seats = present.custodians.filter(user=user.pk, generation=present.recovery_generation)
    seats.update(ended_on=None)


def is_renewal_due(vault: Vault) -> bool:
    """After a recovery, and when a share is in the hands of somebody who stopped."""
    if not vault.is_set_up:
        return False
    was_opened = vault.recovery_sessions.filter(
        generation=vault.recovery_generation, used_on__isnull=False
    )
    return was_opened.exists() or len(custodians_of(vault)) < shares.SHARES


def open_key(vault: Vault, pair: Sequence[str]) -> bytes:
    """Open the recovery private key with two shares, having opened the sealed test value.

    Raises InvalidShare, SharesDoNotFit, UntrustedRecipient (another key was put in its place).
    """
    if not vault.is_set_up:
        raise VaultNotSetUp("This vault has no recovery key.")
    secret = shares.combine([shares.normalise(share) for share in pair])
    try:
        test = _unseal(secret, vault, vault.recovery_test, Purpose.RECOVERY_TEST)
        private = _unseal(secret, vault, vault.recovery_sealed_key, Purpose.RECOVERY_KEY)
    except WrongKey:
        raise SharesDoNotFit("These shares belong to another recovery key.") from None
    except EnvelopeError:
        raise UntrustedRecipient("The sealed recovery key was changed.") from None
    if test != TEST_VALUE or not _is_stored_key(vault, private):
        raise UntrustedRecipient("The stored recovery key is not the one of these shares.")
    return private


def _unseal(
    secret: bytes, vault: Vault, sealed: bytes | memoryview | None, purpose: Purpose
) -> bytes:
    return envelope.unseal(secret, sealed or b"", purpose=purpose, object_id=vault.pk)


def _is_stored_key(vault: Vault, private: bytes) -> bool:
    stored = bytes(vault.recovery_public_key or b"")
    return roster.is_trusted(vault) and wrapping.public_of(private) == stored


# Two custodians, each in a session of their own


def open_session(
    *, opener: Custodian, recipient: Recipient | None
) -> tuple[RecoverySession, bytes]:
    """Wait for a second custodian. The private half returned belongs in the opener's session."""
    _require_helpable(recipient, opener)
    vault = opener.vault
    vault.recovery_sessions.filter(opener=opener, used_on__isnull=True).delete()
    pair = wrapping.generate_key_pair()
    session = RecoverySession(
        vault=vault,
        generation=vault.recovery_generation,
        opener=opener,
        recipient=recipient,
        public_key=pair.public,
        opened_on=today(),
    )
    session.mac = roster.mac(subkey(_LABEL), _statement(session))
    session.save(force_insert=True)
    return session, pair.private


def _require_helpable(recipient: Recipient | None, custodian: Custodian) -> None:
    """Keys go to an admitted member only, and to none of the two who open the recovery key."""
    if recipient is None:
        return
    if not rows.may_receive(recipient, custodian.vault_id):
        raise UntrustedRecipient("Only an admitted member can be helped.")
    if recipient.user_id == custodian.user_id:
        raise NotYourTurn("Nobody recovers for themselves.")


def waiting(vault: Vault) -> list[RecoverySession]:
    """Recoveries that wait for a second share, started today or just before midnight."""
    sessions = vault.recovery_sessions.filter(
        generation=vault.recovery_generation,
        used_on__isnull=True,
        opened_on__gte=today() - timedelta(days=1),
    ).select_related("opener__user", "recipient__user")
    return [one for one in sessions.order_by("opened_on", "pk") if _is_genuine(one)]


@transaction.atomic
def give_share(*, session: RecoverySession, giver: Custodian, share: str) -> RecoverySession:
    """Seal the second custodian's share for the opener's session, and for nothing else."""
    share = shares.normalise(share)
    session = lock_session(session)
    if giver.vault_id != session.vault_id or giver.user_id == session.opener.user_id:
        raise NotYourTurn("Another custodian than the opener gives the second share.")
    _require_helpable(session.recipient, giver)
    session.giver = giver
    session.sealed_share = wrapping.seal_to(
        session.public_key, share.encode(), info=_share_info(session, giver)
    )
    session.save(update_fields=["giver", "sealed_share"])
    return session


def lock_session(session: RecoverySession) -> RecoverySession:
    """The session as it is now, if it is still open and ours. Raises SessionClosed."""
    vault = rows.lock_vault(session.vault_id)
    found = RecoverySession.objects.select_for_update().filter(pk=session.pk).first()
    if found is None or found.used_on is not None or not _is_genuine(found):
        raise SessionClosed("This recovery is closed.")
    if found.generation != vault.recovery_generation:
        raise SessionClosed("This recovery is for an older key.")
    found.vault = vault
    return found


def take_key(*, session: RecoverySession, private: bytes, share: str) -> bytes:
    """Open the recovery key with both shares. The session is locked; it ends here."""
    giver = session.giver
    if giver is None or session.sealed_share is None:
        raise NotYourTurn("The other custodian has not given a share yet.")
    if not _is_seated(session.opener) or not _is_seated(giver):
        raise SessionClosed("One of the two is no custodian any more.")
    if giver.user_id == session.opener.user_id:
        raise NotYourTurn("Two different custodians open the recovery key.")
    _require_helpable(session.recipient, giver)
    try:
        other = wrapping.open_from(
            private, session.sealed_share, info=_share_info(session, giver)
        ).decode()
    except EnvelopeError:
        raise SessionClosed("The share was not given for this session.") from None
    key = open_key(session.vault, [other, share])
    session.sealed_share = None
    session.used_on = today()
    session.save(update_fields=["sealed_share", "used_on"])
    return key


def forget_share(session: RecoverySession) -> None:
    """The two shares did not fit: the other custodian types theirs again."""
    RecoverySession.objects.filter(pk=session.pk).update(sealed_share=None)


def _is_seated(custodian: Custodian) -> bool:
    return custodian.ended_on is None and roster.is_trusted(custodian)


def _share_info(session: RecoverySession, giver: Custodian) -> bytes:
    return Purpose.RECOVERY_SHARE.value.encode() + session.pk.bytes + giver.pk.bytes


def _statement(session: RecoverySession) -> list[bytes]:
    recipient = session.recipient
    return [
        session.pk.bytes,
        session.vault_id.bytes,
        str(session.generation).encode(),
        session.opener_id.bytes,
        recipient.pk.bytes if recipient else b"",
        bytes(recipient.public_key) if recipient else b"",
        bytes(session.public_key),
        session.opened_on.isoformat().encode(),
    ]


def _is_genuine(session: RecoverySession) -> bool:
    return roster.is_signed(subkeys(_LABEL), _statement(session), session.mac)


def prove(vault: Vault, pair: Sequence[str]) -> None:
    """The drill: show that two shares open the test value and the key that is in use."""
    open_key(vault, pair)
    Vault.objects.filter(pk=vault.pk).update(drilled_on=today())

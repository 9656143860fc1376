"""Unlock with an event: by whom, and when another key was put in somebody's place."""

from django.http import HttpRequest

from stagebaken.audit.actions import record_now
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import sessions
from stagebaken.vault.errors import EnvelopeError, UntrustedRecipient
from stagebaken.vault.models import Recipient, Vault
from stagebaken.vault.noting import note


def unlock(request: HttpRequest, recipient: Recipient, passphrase: str) -> None:
    """Open a member's vault for this session.

    Raises WrongPassphrase, Busy, NotOnKeyring (no admitted member), UntrustedRecipient.
    """
    try:
        sessions.unlock(request, recipient, passphrase)
    except (UntrustedRecipient, EnvelopeError):
        report_tampering(recipient.vault, subject=recipient)
        raise UntrustedRecipient("The member's key was changed.") from None
    note(recipient, Verb.UNLOCKED)


def report_tampering(vault: Vault, *, subject: Recipient | None = None) -> None:
    """A key does not fit its signature or its private half: somebody changed the database."""
    record_now(
        verb=Verb.UNLOCK_FAILED,
        actor=subject.user if subject else None,
        scope=Scope.VAULT,
        vault_id=vault.pk,
        subject=subject.pk if subject else vault.pk,
        detail={"reason": "untrusted"},
    )

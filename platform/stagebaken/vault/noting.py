"""The events of passphrases: each page that asks one leaves them, whoever wrote that page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.errors import WrongPassphrase
from stagebaken.vault.models import Recipient


@contextmanager
def failures_noted(recipient: Recipient) -> Iterator[None]:
    """Leave an event when the passphrase does not fit.

    Attack: at a desk that was left open, a page inside is as good for guessing as the door.
    """
    try:
        yield
    except WrongPassphrase:
        note(recipient, Verb.UNLOCK_FAILED)
        raise


def note(recipient: Recipient, verb: Verb) -> None:
    # Of the account, not of the vault: an administrator must not see when somebody works here.
    with transaction.atomic():
        record(
            verb=verb,
            actor=recipient.user,
            role=recipient.role,
            scope=Scope.ACCOUNT,
            subject=recipient.pk,
        )

"""The end of a copy at SBB: by an advisor, or by SBB's own term. What was counted stays."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from django.db import transaction

from reports.handover import vocabulary
from reports.handover.holding import locked, record_for
from reports.handover.models import Investigation
from reports.handover.opening import keys_for
from reports.handover.vocabulary import State
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


def destroy(*, member: UnlockedMember, investigation: Investigation) -> None:
    """Destroy a copy before its term: keys first (P6). What was counted stays.

    Raises IllegalState, and NotOnKeyring, also for who speaks for the company.
    """
    keys_for(member=member, investigation=investigation, verb=Verb.OPENED)
    with transaction.atomic():
        found = locked(member, investigation)
        if found.state != State.CLOSED:
            raise vocabulary.IllegalState("Only what is closed can be destroyed.")
        record_for(member, found, Verb.COPY_DESTROYED)
        keyring.destroy(found.dossier)


def destroy_expired(day: date | None = None) -> int:
    """Destroy every copy whose term is over. Idempotent; run every night."""
    expired = Investigation.objects.filter(keep_until__lt=day or today())
    return sum(_expire(one) for one in expired.values_list("pk", flat=True))


def _expire(investigation_id: UUID) -> bool:
    with transaction.atomic():
        rows = Investigation.objects.select_related("dossier")
        found = rows.filter(pk=investigation_id).first()
        if found is None:
            return False
        with suppress(NotOnKeyring):  # a colleague destroyed it a moment ago
            keyring.destroy(found.dossier)
            record(
                verb=Verb.EXPIRED,
                actor=None,
                scope=Scope.DOSSIER,
                vault_id=found.dossier.vault_id,
                subject=found.dossier_id,
            )
            return True
    return False

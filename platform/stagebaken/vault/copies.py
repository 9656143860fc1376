"""A copy for another body (vault.md, share with SBB): a dossier of its own, without a reporter.

The body's members and its recovery key open it, and nobody else. Callers have authorised, and
write the audit events; all runs in their transaction.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from stagebaken.vault import envelope, rows
from stagebaken.vault.errors import VaultNotSetUp
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier, Vault, WrapState


@transaction.atomic
def create(*, vault: Vault, day: date, barred: Collection[UUID]) -> tuple[Dossier, DossierKeys]:
    """Make an empty dossier for a vault's members, except who is barred from this one.

    Who is barred stays so: no later admission or recovery gives them its keys. Raises
    VaultNotSetUp where nobody could read it.
    """
    locked = rows.lock_vault(vault.pk)
    members = [one for one in rows.admissible(locked) if one.user_id not in barred]
    if not members:
        raise VaultNotSetUp("Nobody there could read it.")
    dossier = Dossier.objects.create(vault=locked, visited_on=day)
    keys = DossierKeys(dossier.pk, shared=envelope.new_key(), staff=envelope.new_key())
    rows.bar(dossier, barred, WrapState.EXCLUDED)
    rows.give(dossier, members, keys)
    rows.give_recovery(dossier, locked, keys)
    return dossier, keys

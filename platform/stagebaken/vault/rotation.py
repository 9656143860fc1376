"""A new recovery key: what the former one opens moves to it."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from stagebaken.vault import erasure, letter_keys, wrapping
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.models import Dossier, Holder, Vault, Wrap, WrapState

BATCH = 200  # rows


def move(vault: Vault, *, former: bytes, public: bytes, custodians: Collection[UUID]) -> None:
    """Wrap anew for `public` whatever the former private key opens. The vault is locked.

    A spoiled row stays as it is: it must not keep a school from renewing its key.
    """
    _bar_excluded(vault, custodians)
    opener = wrapping.Unwrapper(former)
    # Of the rows alone: who holds a dossier's row may be waiting for the vault's.
    wraps = Wrap.objects.select_for_update(of=("self",)).filter(
        dossier__vault=vault, holder=Holder.RECOVERY, state=WrapState.WRAPPED
    )
    batch = list(wraps.order_by("pk")[:BATCH])
    while batch:
        Wrap.objects.bulk_update(
            [wrap for wrap in batch if _rewrap(wrap, opener, public)], ["wrapped"]
        )
        batch = list(wraps.filter(pk__gt=batch[-1].pk).order_by("pk")[:BATCH])
    letter_keys.renew_recovery(vault, opener, public)
    # The former wraps are destroyed keys: they go from the database's log as well.
    transaction.on_commit(erasure.scrub)


def _bar_excluded(vault: Vault, custodians: Collection[UUID]) -> None:
    """A dossier that excludes one of the new custodians leaves the recovery key's reach (P2)."""
    excluding = Wrap.objects.filter(
        dossier__vault=vault, user__in=custodians, state=WrapState.EXCLUDED
    )
    letter_keys.bar_recovery(Dossier.objects.filter(pk__in=excluding.values("dossier")))
    Wrap.objects.filter(
        holder=Holder.RECOVERY, dossier__in=excluding.values("dossier"), state=WrapState.WRAPPED
    ).update(state=WrapState.EXCLUDED, wrapped=None)


def _rewrap(wrap: Wrap, opener: wrapping.Unwrapper, public: bytes) -> bool:
    dossier_id, audience = wrap.dossier_id, wrap.audience
    try:
        key = opener.unwrap(wrap.wrapped or b"", dossier_id=dossier_id, audience=audience)
    except EnvelopeError:
        return False
    wrap.wrapped = wrapping.wrap(key, public, dossier_id=dossier_id, audience=audience)
    return True

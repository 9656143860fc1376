"""A restored backup may not undo what was destroyed since it was made (P6)."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from stagebaken.audit.destruction import Destruction, Kind
from stagebaken.vault import keyring, leaving, membership, rows
from stagebaken.vault.models import Dossier, Recipient, RecipientState, Wrap, WrapState
from stagebaken.web.days import today

_ENDS = {Kind.LEAVE: RecipientState.LEFT, Kind.RETIRE: RecipientState.RETIRED}
# The rooms in which a yes lies repeat these, and the one that keeps the origin register.
_OF_ROOMS = {Kind.REVOKE, Kind.CARRY_OUT, Kind.EXCEPT, Kind.FORGET, Kind.SWITCH_OFF, Kind.ERASE}
_STATES = {Kind.EXCLUDE: WrapState.EXCLUDED, Kind.RECUSE: WrapState.RECUSED}


@transaction.atomic
def reapply(destructions: Iterable[Destruction]) -> int:
    """Carry out again, in the restored database, what the list holds; return what it changed.

    Of each dossier and person the last word counts: whom the reporter let back in stays in.
    """
    destroyed: set[UUID] = set()
    ended: dict[UUID, RecipientState] = {}
    last: dict[tuple[UUID, UUID], Kind] = {}
    for entry in destructions:
        if entry.kind is Kind.DESTROY:
            destroyed.update(entry.ids)
        elif entry.kind in _ENDS:
            ended.update(dict.fromkeys(entry.ids, _ENDS[entry.kind]))
        elif entry.kind not in _OF_ROOMS:
            dossier, *people = entry.ids
            last.update({(dossier, person): entry.kind for person in people})
    changed = _destroy(destroyed) + _end(ended)
    changed += sum(_bar(*pair, kind) for pair, kind in last.items() if kind in _STATES)
    return changed + sum(_part(*pair) for pair, kind in last.items() if kind is Kind.PART)


def _destroy(dossier_ids: set[UUID]) -> int:
    dossiers = Dossier.objects.filter(pk__in=dossier_ids)
    Wrap.objects.filter(dossier__in=dossiers).delete()
    count = dossiers.count()
    dossiers.delete()
    return count


def _end(ended: dict[UUID, RecipientState]) -> int:
    # All of them first: one who left must not count as a reader who makes another needless.
    for state in (RecipientState.RETIRED, RecipientState.LEFT):
        _stop([recipient for recipient, last in ended.items() if last == state], state)
    recipients = Recipient.objects.filter(pk__in=ended)
    count = sum(leaving.destroy_needless(recipient) for recipient in recipients)
    keeping = Wrap.objects.filter(recipient=OuterRef("pk"), state=WrapState.WRAPPED)
    gone = recipients.filter(state=RecipientState.SUSPENDED).exclude(Exists(keeping))
    gone.update(state=RecipientState.LEFT, mac=None)
    return count


def _stop(recipient_ids: Collection[UUID], state: RecipientState) -> None:
    """No access; a key in use that is left waits as a suspended one while it is the last."""
    keys = Recipient.objects.filter(pk__in=recipient_ids)
    keys.filter(state=RecipientState.RETIRED).update(state=state)
    in_use = keys.filter(state__in=membership.PRESENT)
    if state == RecipientState.RETIRED:
        in_use.update(state=state, mac=None)
    else:
        in_use.update(state=RecipientState.SUSPENDED, suspended_on=today())


def _part(dossier_id: UUID, user_id: UUID) -> int:
    """Take what somebody had who was away: never the last key of a dossier (P4)."""
    dossier = Dossier.objects.filter(pk=dossier_id).first()
    if dossier is None:
        return 0
    others = keyring.readers(dossier).exclude(user=user_id).exists()
    backup = rows.recovery(dossier).filter(state=WrapState.WRAPPED).exists()
    return leaving.take(dossier, [user_id]) if others or backup else 0


def _bar(dossier_id: UUID, user_id: UUID, kind: Kind) -> int:
    dossier = Dossier.objects.select_related("vault").filter(pk=dossier_id).first()
    if dossier is None:
        return 0
    state = _STATES[kind]
    if Wrap.objects.filter(dossier=dossier, user=user_id, state=state).exists():
        return 0
    rows.bar(dossier, [user_id], state)
    if dossier.vault is not None and rows.is_recovery_barred(dossier, dossier.vault):
        rows.bar_recovery(dossier)
    return 1

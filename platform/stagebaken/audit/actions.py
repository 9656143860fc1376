"""Write an event: inside the caller's change, or before plaintext leaves."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction

from stagebaken.audit import chain, head
from stagebaken.audit.models import ChainHead, Event, Scope, Verb
from stagebaken.web.days import today

Code = str | int | bool | UUID | None
Detail = Mapping[str, Code | list[Code]]

_CODE = re.compile(r"[A-Za-z0-9_.:-]{0,64}")


def record(
    *,
    verb: Verb,
    actor: AbstractBaseUser | None,
    scope: Scope | str,
    role: str = "",
    vault_id: UUID | None = None,
    subject: UUID | None = None,
    detail: Detail | None = None,
    needs_head: bool = False,
) -> Event:
    """Add an event to the chain within the caller's transaction, so that both or neither hold.

    Call it last: it locks the end of the chain until the transaction ends.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An event belongs to a transaction.")
    event = Event(
        day=today(),
        actor_id=actor.pk if actor is not None and actor.is_authenticated else None,
        actor_role=str(role),
        verb=Verb(verb).value,
        scope=Scope(scope).value,
        vault_id=vault_id,
        subject=subject,
        detail=_codes(detail or {}),
    )
    _append(event)
    # Robust: once a change is committed its author gets an answer, and the log tells of the head.
    transaction.on_commit(lambda: head.append(event), robust=not needs_head)
    return event


def record_now(
    *,
    verb: Verb,
    actor: AbstractBaseUser | None,
    scope: Scope | str,
    role: str = "",
    vault_id: UUID | None = None,
    subject: UUID | None = None,
    detail: Detail | None = None,
) -> Event:
    """Commit an event of its own: call it before the first plaintext byte leaves (P5).

    Durable: within another transaction it refuses, because that one could still be undone. When
    the head cannot be written it fails: an opening that a cut tail would hide is not given.
    """
    with transaction.atomic(durable=True):
        return record(
            verb=verb,
            actor=actor,
            scope=scope,
            role=role,
            vault_id=vault_id,
            subject=subject,
            detail=detail,
            needs_head=True,
        )


def _append(event: Event) -> None:
    """Give the event its place and mac; the locked row makes concurrent writers wait."""
    start = {"seq": 0, "mac": chain.START}
    end, _ = ChainHead.objects.select_for_update().get_or_create(id=1, defaults=start)
    event.seq = end.seq + 1
    event.mac = chain.mac(event, bytes(end.mac))
    event.save(force_insert=True)
    end.seq, end.mac = event.seq, event.mac
    end.save(update_fields=["seq", "mac"])


def _codes(detail: Detail) -> dict[str, Any]:
    """Refuse free text: the log outlives the dossier, so it may hold nothing that was said."""
    return {_code(name): _value(value) for name, value in detail.items()}


def _value(value: Code | list[Code]) -> Any:
    if isinstance(value, list):
        return [_value(item) for item in value]
    if value is None or isinstance(value, int):
        return value
    return _code(str(value))


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError("The detail of an event holds codes and ids, never text.")
    return text

"""Open a case's dossier: audited before the first plaintext byte leaves (P5)."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from reports.casework.models import Case, Note
from reports.casework.policy import POLICY
from reports.dossiers.account import Account, Decisions
from reports.dossiers.actions import Said, conversation, read_account, read_decisions
from reports.notices.actions import seen
from stagebaken.audit.actions import record_now
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember


@dataclass(frozen=True)
class OpenNote:
    """An internal note as opened."""

    day: Any
    author: str
    text: str


@dataclass(frozen=True)
class OpenCase:
    """A case with its content in clear: lives as long as the request."""

    case: Case
    account: Account
    decisions: Decisions
    conversation: list[Said]
    notes: list[OpenNote]
    keys: DossierKeys = field(repr=False)


def keys_for(*, member: UnlockedMember, case: Case, verb: Verb) -> DossierKeys:
    """Unwrap this case's keys for a member, having committed who did so and why."""
    POLICY.require_unlocked(member, case)
    keys = keyring.open_as_member(case.dossier, member)
    record_now(
        verb=verb,
        actor=member.recipient.user,
        role=member.recipient.role,
        scope=Scope.DOSSIER,
        vault_id=case.dossier.vault_id,
        subject=case.dossier_id,
    )
    return keys


def open_case(*, member: UnlockedMember, case: Case) -> OpenCase:
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    seen(recipient=member.recipient, dossier=case.dossier)
    report = case.dossier.report
    return OpenCase(
        case=case,
        account=read_account(report=report, keys=keys),
        decisions=read_decisions(report=report, keys=keys),
        conversation=conversation(dossier=case.dossier, keys=keys),
        notes=_notes(case, keys),
        keys=keys,
    )


def _notes(case: Case, keys: DossierKeys) -> list[OpenNote]:
    if keys.staff is None:
        return []
    opened = [(note, keys.read(note, "body")) for note in Note.objects.filter(dossier=case.dossier)]
    # What names another case is shown by reports/links, to who may open that one as well (P2);
    # what came from outside by reports/answers.
    elsewhere = {"link", "answer"}
    return [OpenNote(day=note.day, **body) for note, body in opened if not elsewhere & body.keys()]


def read_cards(*, member: UnlockedMember, cases: Iterable[Case]) -> dict[str, dict[str, Any]]:
    """The sealed cards of these cases by case id; one `searched` event for the whole list."""
    cases = list(cases)
    vault_id = member.recipient.vault_id
    listed = [case.dossier_id for case in cases if case.school.vault_id == vault_id]
    keys_by_dossier = keys_to_search(member=member, dossiers=listed)
    cards: dict[str, dict[str, Any]] = {}
    for case in cases:
        keys = keys_by_dossier.get(case.dossier_id)
        if keys is not None:
            # One spoiled card must not take the whole list away.
            with suppress(EnvelopeError):
                cards[str(case.pk)] = keys.read(case.dossier.report, "card")
    return cards


def keys_to_search(
    *, member: UnlockedMember, dossiers: Collection[UUID]
) -> dict[UUID, DossierKeys]:
    """The shared keys of many dossiers, to list or search them; one `searched` event.

    Those of another vault, and those that are not this member's, are left out.
    """
    if not dossiers:
        return {}
    record_now(
        verb=Verb.SEARCHED,
        actor=member.recipient.user,
        role=member.recipient.role,
        scope=Scope.DOSSIER,  # an administrator sees no event about dossiers, not even this one
        vault_id=member.recipient.vault_id,
    )
    return keyring.open_shared_many(dossiers, member)

"""Open a copy as an advisor of SBB. Every opening commits its event first (P5)."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from reports.handover.models import Investigation, InvestigationNote, SentReply
from reports.handover.policy import POLICY
from reports.notices.actions import seen
from stagebaken.audit.actions import record_now
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import EnvelopeError, NotOnKeyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember


@dataclass(frozen=True)
class OpenNote:
    day: date
    author: str
    text: str


@dataclass(frozen=True)
class Sent:
    """What SBB wrote to the school, as opened."""

    day: date
    has_arrived: bool
    content: dict[str, Any]


@dataclass(frozen=True)
class OpenInvestigation:
    """A copy with its content in clear: lives as long as the request."""

    investigation: Investigation
    document: str
    card: dict[str, Any]
    notes: list[OpenNote]
    sent: list[Sent]
    keys: DossierKeys = field(repr=False)

    @property
    def company_id(self) -> UUID | None:
        """The company that SBB linked from the register, if it did."""
        found = self.card.get("company_id")
        return UUID(found) if found else None

    @property
    def has_company(self) -> bool:
        """Whether somebody said which company it is, or that the register does not have it."""
        return self.company_id is not None or bool(self.card.get("is_unlisted"))


def keys_for(*, member: UnlockedMember, investigation: Investigation, verb: Verb) -> DossierKeys:
    """Unwrap a copy's keys for an advisor, having committed who did so and why.

    Raises NotOnKeyring, also for who speaks for the company that it is about.
    """
    POLICY.require_unlocked(member, investigation)
    keys = keyring.open_as_member(investigation.dossier, member)
    _require_no_stake(member, investigation, keys)
    record_now(
        verb=verb,
        actor=member.recipient.user,
        role=member.recipient.role,
        scope=Scope.DOSSIER,
        vault_id=investigation.dossier.vault_id,
        subject=investigation.dossier_id,
    )
    return keys


def _require_no_stake(
    member: UnlockedMember, investigation: Investigation, keys: DossierKeys
) -> None:
    """Somebody who came to speak for the company later has a key still: it opens nothing."""
    company_id = keys.read(investigation, "card").get("company_id")
    if company_id in POLICY.stakes(member.recipient.user):
        raise NotOnKeyring("Whoever speaks for a company reads nothing about it.")


def open_investigation(
    *, member: UnlockedMember, investigation: Investigation
) -> OpenInvestigation:
    keys = keys_for(member=member, investigation=investigation, verb=Verb.OPENED)
    seen(recipient=member.recipient, dossier=investigation.dossier)
    return OpenInvestigation(
        investigation=investigation,
        document=keys.read(investigation, "document"),
        card=keys.read(investigation, "card"),
        notes=_notes(investigation, keys),
        sent=_sent(investigation, keys),
        keys=keys,
    )


def _notes(investigation: Investigation, keys: DossierKeys) -> list[OpenNote]:
    if keys.staff is None:
        return []
    rows = InvestigationNote.objects.filter(investigation=investigation)
    return [OpenNote(day=row.day, **keys.read(row, "body")) for row in rows]


def _sent(investigation: Investigation, keys: DossierKeys) -> list[Sent]:
    rows = SentReply.objects.filter(investigation=investigation)
    return [Sent(row.day, row.has_arrived, keys.read(row, "body")) for row in rows]


def read_cards(
    *, member: UnlockedMember, investigations: Iterable[Investigation]
) -> dict[UUID, dict[str, Any]]:
    """The sealed cards by investigation; one `searched` event for the whole list.

    The cards of companies for which this advisor speaks are left out.
    """
    own = [one for one in investigations if one.dossier.vault_id == member.recipient.vault_id]
    if not own:
        return {}
    record_now(
        verb=Verb.SEARCHED,
        actor=member.recipient.user,
        role=member.recipient.role,
        scope=Scope.DOSSIER,
        vault_id=member.recipient.vault_id,
    )
    keys_by_dossier = keyring.open_shared_many([one.dossier_id for one in own], member)
    stakes = POLICY.stakes(member.recipient.user)
    cards: dict[UUID, dict[str, Any]] = {}
    for one in own:
        keys = keys_by_dossier.get(one.dossier_id)
        if keys is not None:
            # One spoiled card must not take the whole list away.
            with suppress(EnvelopeError):
                card = keys.read(one, "card")
                if card.get("company_id") not in stakes:
                    cards[one.pk] = card
    return cards

"""Search what is sealed: opened in memory, looked through, forgotten. No index, no cache, no log.

A text is compared without capitals and accents, and every word must occur somewhere in the case.
"""

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple
from unicodedata import normalize
from uuid import UUID

from django.conf import settings

from reports.board.listing import Listing
from reports.board.rows import Card, Cards, is_urgent
from reports.casework.models import Case, Status
from reports.casework.opening import keys_to_search
from reports.dossiers.models import Message, Report
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember

# Accents and other marks that stand on a letter, once a letter is taken apart.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f]"
)


def folded(text: str) -> str:
    """The text without capitals and accents."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", normalize("NFKD", normalize("NFKD", text).casefold()))


@dataclass(frozen=True)
class Sought:
    """What is asked of the sealed part. Empty asks nothing."""

    words: str = ""
    company: str = ""
    ground: str = ""
    phase: str = ""
    status: str = ""  # not sealed: the only one of these that the database is asked

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.company or self.ground or self.phase)

    def fits(self, card: Mapping[str, Any]) -> bool:
        """Whether the small card agrees; that is enough to leave the rest sealed."""
        if self.ground and self.ground not in card.get("grounds", []):
            return False
        if self.phase and self.phase not in card.get("phases", []):
            return False
        return _holds(folded(str(card.get("company", ""))), self.company)


def _holds(text: str, words: str) -> bool:
    """Whether every word occurs in a text that is folded already."""
    return all(word in text for word in folded(words).split())


class Candidate(NamedTuple):
    """What is fetched of each case to look through: values, since objects of 2,000 cost more
    than opening their cards."""

    case_id: UUID
    dossier_id: UUID
    number: str
    status: str
    card: bytes


@dataclass(frozen=True)
class Result:
    found: list[UUID]  # ids of cases, those with possible danger first, then by urgency
    cards: Cards
    searched: int  # cases that were looked through
    is_cut: bool  # there were more: only the most urgent were looked through


def search(*, member: UnlockedMember, listing: Listing, sought: Sought) -> Result:
    """Look through the most urgent cases of this member's open vault."""
    candidates, is_cut = _candidates(member, listing)
    keys = keys_to_search(member=member, dossiers=[one.dossier_id for one in candidates])
    fitting = [
        (one, card)
        for one in candidates
        if (card := _card(one, keys)) is not None and sought.fits(card)
    ]
    if sought.words:
        texts = _texts([one.dossier_id for one, _ in fitting], keys)
        fitting = [
            (one, card)
            for one, card in fitting
            if _holds(_all_of(one, card, texts[one.dossier_id]), sought.words)
        ]
    fitting.sort(key=_is_no_danger)
    cards = {str(one.case_id): card for one, card in fitting}
    found = [one.case_id for one, _ in fitting]
    return Result(found, cards, searched=len(candidates), is_cut=is_cut)


def _is_no_danger(fitting: tuple[Candidate, Card]) -> bool:
    one, card = fitting
    return not (is_urgent(card) and one.status != Status.CLOSED)


def _candidates(member: UnlockedMember, listing: Listing) -> tuple[list[Candidate], bool]:
    limit = settings.SEARCH_CASES
    own = listing.found.filter(dossier__vault=member.recipient.vault_id).by_urgency()
    # Ids first, along the index of the order: sealed columns are not dragged through a sort.
    slice_ = Case.objects.filter(pk__in=own[: limit + 1].values("pk")).by_urgency()
    columns = ("pk", "dossier", "number", "status", "dossier__report__card")
    candidates = [Candidate(*values) for values in slice_.values_list(*columns)]
    return candidates[:limit], len(candidates) > limit


def _card(one: Candidate, keys: Mapping[UUID, DossierKeys]) -> Card | None:
    # One spoiled card must not take the whole search away.
    with suppress(EnvelopeError, KeyError):
        card: Card = keys[one.dossier_id].open(
            Report, "card", object_id=one.dossier_id, sealed=one.card
        )
        return card
    return None


def _texts(dossiers: Collection[UUID], keys: Mapping[UUID, DossierKeys]) -> dict[UUID, list[str]]:
    """What was written in each of these: the account and the conversation."""
    texts: dict[UUID, list[str]] = {dossier_id: [] for dossier_id in dossiers}
    reports = Report.objects.filter(pk__in=dossiers).values_list("pk", "account")
    for dossier_id, sealed in reports.iterator():
        with suppress(EnvelopeError):
            account = keys[dossier_id].open(Report, "account", object_id=dossier_id, sealed=sealed)
            texts[dossier_id] += [account.get("account", ""), account.get("company_text", "")]
    messages = Message.objects.filter(dossier__in=dossiers).values_list("pk", "dossier", "body")
    for message_id, dossier_id, sealed in messages.order_by().iterator():
        with suppress(EnvelopeError):
            body = keys[dossier_id].open(Message, "body", object_id=message_id, sealed=sealed)
            texts[dossier_id].append(body["text"])
    return texts


def _all_of(one: Candidate, card: Card, texts: list[str]) -> str:
    numbers = [one.number, one.number.replace("-", "")]  # as it stands, and as it is typed
    parts = [*numbers, str(card.get("title", "")), str(card.get("company", "")), *texts]
    return folded("\n".join(parts))

"""Search what is sealed: opened in memory, looked through, forgotten. No index, no cache, no log.

A text is compared without capitals and accents, and every word must occur somewhere in the case.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize
from uuid import UUID

from django.conf import settings

from reports.board.listing import Listing
from reports.board.rows import Cards, Row, rows
from reports.casework.models import Case
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


@dataclass(frozen=True)
class Result:
    rows: list[Row]
    searched: int  # cases that were looked through
    is_cut: bool  # there were more: only the most urgent were looked through


def search(*, member: UnlockedMember, listing: Listing, sought: Sought) -> Result:
    """Look through the most urgent cases of this member's open vault."""
    cases, is_cut = _candidates(member, listing)
    keys = keys_to_search(member=member, cases=cases)
    cards = _cards(cases, keys, sought)
    if sought.words:
        told = {case.dossier_id: case for case in cases if str(case.pk) in cards}
        texts = _texts(told.values(), keys)
        cards = {
            str(case.pk): cards[str(case.pk)]
            for dossier_id, case in told.items()
            if _holds(_all_of(case, cards, texts[dossier_id]), sought.words)
        }
    found = [case for case in cases if str(case.pk) in cards]
    return Result(rows(found, cards), searched=len(cases), is_cut=is_cut)


def _candidates(member: UnlockedMember, listing: Listing) -> tuple[list[Case], bool]:
    limit = settings.SEARCH_CASES
    own = listing.found.filter(dossier__vault=member.recipient.vault_id)
    cases = listing.cases([own.by_urgency()[: limit + 1]])
    return cases[:limit], len(cases) > limit


def _cards(cases: Iterable[Case], keys: Mapping[UUID, DossierKeys], sought: Sought) -> Cards:
    cards: Cards = {}
    for case in cases:
        # One spoiled card must not take the whole search away.
        with suppress(EnvelopeError, KeyError):
            card = keys[case.dossier_id].read(case.dossier.report, "card")
            if sought.fits(card):
                cards[str(case.pk)] = card
    return cards


def _texts(cases: Iterable[Case], keys: Mapping[UUID, DossierKeys]) -> dict[UUID, list[str]]:
    """What was written in each of these: the account and the conversation."""
    dossiers = {case.dossier_id: case.dossier for case in cases}
    texts: dict[UUID, list[str]] = {dossier_id: [] for dossier_id in dossiers}
    reports = Report.objects.filter(pk__in=dossiers).only("pk", "account")
    for report in reports.iterator():
        with suppress(EnvelopeError):
            account = keys[report.pk].read(report, "account")
            texts[report.pk] += [account.get("account", ""), account.get("company_text", "")]
    messages = Message.objects.filter(dossier__in=dossiers).only("pk", "dossier", "body")
    for message in messages.order_by().iterator():
        with suppress(EnvelopeError):
            texts[message.dossier_id].append(keys[message.dossier_id].read(message, "body")["text"])
    return texts


def _all_of(case: Case, cards: Cards, texts: list[str]) -> str:
    card = cards[str(case.pk)]
    parts = [case.number, str(card.get("title", "")), str(card.get("company", "")), *texts]
    return folded("\n".join(parts))

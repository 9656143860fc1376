"""What the team's page of a hearing shows, opened once and with its event in the log."""

from dataclasses import dataclass, field
from typing import Any

from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.hearings.actions import asked
from reports.hearings.filing import waiting_text
from reports.hearings.models import Hearing, Minutes
from reports.hearings.vocabulary import State
from reports.notices.actions import seen
from stagebaken.audit.models import Verb
from stagebaken.ui.templatetags.ui import day_month, long_date, short_date
from stagebaken.vault import letters
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


@dataclass(frozen=True)
class OpenMinutes:
    """Minutes as opened."""

    day: Any
    author: str
    text: str


@dataclass(frozen=True)
class OpenPage:
    """A hearing as its team has it open."""

    hearing: Hearing
    receiver: str
    question: str
    minutes: list[OpenMinutes]
    answer: str  # that waits to be filed; empty where none waits, or not for this member
    keys: DossierKeys = field(repr=False)

    @property
    def has_answer(self) -> bool:
        return self.hearing.letter_id is not None and not letters.is_lost(self.hearing.letter_id)

    @property
    def may_file(self) -> bool:
        return self.has_answer and bool(self.answer)

    @property
    def may_enter(self) -> bool:
        return self.hearing.state in {State.ASKED, State.LAPSED}

    @property
    def may_close(self) -> bool:
        return self.hearing.state != State.CLOSED and not self.has_answer


def open_page(*, member: UnlockedMember, case: Case, hearing: Hearing) -> OpenPage:
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    seen(recipient=member.recipient, dossier=case.dossier)
    question = asked(hearing, keys).request
    return OpenPage(
        hearing=hearing,
        receiver=question.receiver,
        question=question.document,
        minutes=_minutes(hearing, keys),
        answer=_waiting(member, hearing),
        keys=keys,
    )


def _minutes(hearing: Hearing, keys: DossierKeys) -> list[OpenMinutes]:
    if keys.staff is None:
        return []
    rows = Minutes.objects.filter(hearing=hearing)
    return [OpenMinutes(day=one.day, **keys.read(one, "body")) for one in rows]


def _waiting(member: UnlockedMember, hearing: Hearing) -> str:
    """Who was no holder when it came cannot open it: a colleague files it."""
    if hearing.letter_id is None:
        return ""
    try:
        return waiting_text(member, hearing)
    except NotOnKeyring:
        return ""


def standing(hearing: Hearing) -> dict[str, Any]:
    """Where it stands, in words, for the team and for the reporter alike."""
    state = State(hearing.state)
    if state == State.ASKED and hearing.is_over(today()):
        state = State.LAPSED  # today's task has not run yet
    return {
        "state": state,
        "label": state.label,
        "asked": day_month(hearing.asked_on),
        "due": long_date(hearing.due_on),
        "answered": short_date(hearing.answered_on) if hearing.answered_on else "",
        "is_filed": hearing.is_filed,
        "is_lost": letters.is_lost(hearing.letter_id),
    }

"""The company's side: whoever has the code reads one question and answers it, once.

Holding the code is the authorisation. Nothing here says who came, or when they only looked.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import transaction

from reports.casework.models import Case
from reports.dossiers.actions import checked_text
from reports.hearings import codes, turns
from reports.hearings.actions import record_company
from reports.hearings.codes import CodeKeys
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import State
from stagebaken.audit.models import Verb
from stagebaken.vault import letters
from stagebaken.vault.errors import EnvelopeError, NotOnKeyring
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


class UnknownCode(Exception):
    """No question has this code: it was taken back or closed, or it never was."""


class TooLate(Exception):
    """The term is over, or the question was answered already."""


@dataclass(frozen=True)
class OpenHearing:
    """A hearing as its company has it open: its question, its own answer, and no more."""

    hearing: Hearing
    code: CodeKeys = field(repr=False)

    @cached_property
    def question(self) -> str:
        return codes.read_question(self.hearing, self.code)

    @cached_property
    def answer(self) -> str:
        return codes.read_answer(self.hearing, self.code)

    @cached_property
    def school(self) -> str:
        return (
            Case.objects.select_related("school").get(dossier=self.hearing.dossier_id).school.name
        )

    @property
    def is_answered(self) -> bool:
        return self.hearing.state == State.ANSWERED

    @property
    def is_over(self) -> bool:
        """Nobody can answer here any more."""
        return self.hearing.is_over(today())


def open_hearing(code: CodeKeys) -> OpenHearing:
    """Raises UnknownCode. A row that was moved or changed opens nothing (P7)."""
    hearing = Hearing.objects.filter(locator=code.locator).first()
    if hearing is None:
        raise UnknownCode
    opened = OpenHearing(hearing, code)
    try:
        opened.question  # noqa: B018 - a page that shows no question must not look as if it opened
    except EnvelopeError:
        raise UnknownCode from None
    return opened


def send(*, code: CodeKeys, text: str) -> OpenHearing:
    """Answer. It is sealed for who holds the dossier now; the company keeps a copy of its own.

    The first answer stands: the same one sent again is done already, another is TooLate.
    Raises UnknownCode when the question was taken back meanwhile, EmptyText, TextTooLong.
    """
    answer = checked_text(text)
    with transaction.atomic():
        opened = _held(code)
        if opened.is_answered and opened.answer == answer:
            return opened
        if opened.is_over:
            raise TooLate
        _answer(opened, answer)
    return opened


def _held(code: CodeKeys) -> OpenHearing:
    """Lock the dossier, then the hearing: a withdrawal that came first leaves neither."""
    dossier_id = open_hearing(code).hearing.dossier_id
    if not Dossier.objects.select_for_update().filter(pk=dossier_id).exists():
        raise UnknownCode
    rows = Hearing.objects.select_for_update(of=("self",)).select_related("dossier")
    hearing = rows.filter(locator=code.locator).first()
    if hearing is None:
        raise UnknownCode
    return OpenHearing(hearing, code)


def _answer(opened: OpenHearing, answer: str) -> None:
    hearing = opened.hearing
    try:
        hearing.letter = letters.post(hearing.dossier, {"hearing": str(hearing.pk), "text": answer})
    except NotOnKeyring:
        raise UnknownCode from None
    hearing.state, hearing.answered_on = State.ANSWERED, today()
    codes.seal_answer(hearing, opened.code, answer)
    hearing.save(update_fields=["letter", "state", "answered_on", "answer"])
    turns.answered(hearing.dossier)
    record_company(hearing.dossier, Verb.HEARING_ANSWERED)

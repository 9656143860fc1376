"""A company, its team and a reporter in the same moment, with real transactions.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest

from reports.casework.models import Case
from reports.consents import actions as consents
from reports.consents.actions import NoConsent
from reports.consents.models import Consent
from reports.consents.vocabulary import State as Yes
from reports.consents.vocabulary import Step
from reports.hearings import actions, answering, codes, filing
from reports.hearings.answering import TooLate, UnknownCode
from reports.hearings.filing import NothingToFile
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import State
from reports.reporter import actions as reporter
from reports.reporter.opening import OwnDossier
from reports.reporter.readers import choose_readers
from stagebaken.audit.models import Event, Verb
from stagebaken.audit.verification import verify
from stagebaken.vault import receipts
from stagebaken.vault.errors import VaultError
from stagebaken.vault.letter_models import Letter, LetterKey
from stagebaken.vault.models import Dossier, Installation
from stagebaken.web.days import today
from tests.at_once import at_once as together
from tests.reports.filing import own
from tests.reports.hearings.conftest import ANSWER, DUE, Scene, fresh

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
REFUSALS = (VaultError, UnknownCode, TooLate, NoConsent, NothingToFile, Dossier.DoesNotExist)
ROUNDS = range(2)


@pytest.fixture(autouse=True)
def salt(db: None) -> None:
    Installation.salt()


at_once = partial(together, refusals=REFUSALS)


def answer(scene: Scene, hearing: Hearing, text: str = ANSWER) -> Callable[[], object]:
    code = codes.derive(scene.codes[hearing.pk])
    return lambda: answering.send(code=code, text=text)


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_answer_and_a_withdrawal_at_once_leave_nothing(scene: Scene, _round: int) -> None:
    hearing, mine = scene.start(), own(scene.filed)
    at_once(answer(scene, hearing), lambda: reporter.withdraw(own=mine))
    for model in (Dossier, Hearing, Letter, LetterKey):
        assert not model._base_manager.exists()
    assert not verify()


@pytest.mark.parametrize("_round", ROUNDS)
def test_answers_from_tabs_at_once_are_one(scene: Scene, _round: int) -> None:
    hearing = scene.start()
    done = at_once(*(answer(scene, hearing, f"Antwoord {n}") for n in range(4)))
    assert sorted(one is TooLate for one in done) == [False, True, True, True]
    assert Letter.objects.count() == 1
    assert Event.objects.filter(verb=Verb.HEARING_ANSWERED).count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_answer_while_somebody_is_excluded_reaches_them_never(scene: Scene, _round: int) -> None:
    hearing, mine, wim = scene.start(), own(scene.filed), scene.team[2]
    at_once(
        answer(scene, hearing),
        lambda: choose_readers(own=mine, excluded=[wim.user]),
    )
    assert fresh(hearing).state == State.ANSWERED
    assert not LetterKey.objects.filter(recipient=wim.recipient).exists()
    assert LetterKey.objects.filter(recipient=scene.mehmet.recipient).exists()


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_members_who_begin_at_once_start_one_hearing(scene: Scene, _round: int) -> None:
    consent, case = scene.consent(), scene.case

    def start(member: int) -> Callable[[], object]:
        code = codes.derive(receipts.new_receipt())
        return lambda: actions.start(
            member=scene.team[member].unlocked, case=case, consent_id=consent.pk,
            code=code, due_on=today() + DUE,
        )  # fmt: skip

    done = at_once(start(0), start(1))
    assert sorted(one is NoConsent for one in done) == [False, True]
    assert Hearing.objects.count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_yes_taken_back_while_a_member_begins_is_one_or_the_other(
    scene: Scene, _round: int
) -> None:
    consent, mine, case = scene.consent(), own(scene.filed), scene.case
    code = codes.derive(receipts.new_receipt())
    done = at_once(
        lambda: actions.start(
            member=scene.mehmet.unlocked, case=case, consent_id=consent.pk,
            code=code, due_on=today() + DUE,
        ),
        lambda: revoke(scene, mine, consent),
    )  # fmt: skip
    consent.refresh_from_db()
    is_started = Hearing.objects.exists()
    assert is_started == (done[0] is not NoConsent)
    assert consent.state == (Yes.CARRIED_OUT if is_started else Yes.REVOKED)
    assert consents.standing(mine.dossier, mine.keys, Step.HEAR) is None


def revoke(scene: Scene, mine: OwnDossier, consent: Consent) -> object:
    try:
        return consents.answer(
            dossier=mine.dossier, keys=mine.keys, consent_id=consent.pk,
            answer=Yes.NO, digest="", day=today(),
        )  # fmt: skip
    except consents.IllegalStep:
        return "too late"


@pytest.mark.parametrize("_round", ROUNDS)
def test_members_who_file_at_once_file_once(scene: Scene, _round: int) -> None:
    hearing = scene.answer(scene.start())
    case = scene.case

    def put(member: int) -> Callable[[], object]:
        return lambda: filing.file_answer(
            member=scene.team[member].unlocked, case=case, hearing=hearing, once=uuid4()
        )

    done = at_once(put(0), put(1), put(2))
    assert sorted(one is NothingToFile for one in done) == [False, True, True]
    assert [said.text for said in own(scene.filed).conversation].count(ANSWER) == 1
    assert not verify()


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_answer_and_a_closing_at_once_lose_no_answer(scene: Scene, _round: int) -> None:
    hearing, case = scene.start(), scene.case
    done = at_once(
        answer(scene, hearing),
        lambda: close(scene, case, hearing),
    )
    if fresh(hearing).state == State.CLOSED:
        assert done[0] in {UnknownCode, TooLate}
        assert not Letter.objects.exists()
    else:
        assert Letter.objects.exists()


def close(scene: Scene, case: Case, hearing: Hearing) -> object:
    try:
        return actions.close(member=scene.mehmet.unlocked, case=case, hearing=hearing)
    except actions.AnswerWaits:
        return "waits"

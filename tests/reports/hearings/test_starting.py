"""A hearing begins with the reporter's yes, and exactly those bytes leave."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reports.casework.actions import acknowledge
from reports.casework.models import Case, Status, Turn
from reports.consents import actions as consents
from reports.consents.actions import NoConsent
from reports.consents.models import Consent
from reports.consents.vocabulary import State as Yes
from reports.hearings import actions, answering, codes
from reports.hearings.daily import pass_day
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import State
from reports.reporter.readers import choose_readers
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import receipts
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.web.days import suppose, today
from tests.reports.filing import file, own
from tests.reports.hearings.conftest import QUESTION, RECEIVER, Scene, fresh

pytestmark = pytest.mark.django_db


def test_the_company_reads_the_very_bytes_that_the_reporter_saw(scene: Scene) -> None:
    hearing = scene.start()
    opened = answering.open_hearing(codes.derive(scene.codes[hearing.pk]))
    assert opened.question.encode() == QUESTION.encode()
    assert opened.school == "mbo Zeewaarde"


def test_starting_carries_the_yes_out_moves_the_case_and_is_in_the_log(scene: Scene) -> None:
    consent = scene.consent()
    hearing = scene.start(consent)
    case = scene.case
    assert (hearing.state, hearing.due_on) == (State.ASKED, today() + timedelta(days=14))
    assert Consent.objects.get().state == Yes.CARRIED_OUT
    assert case.turn == Turn.COMPANY
    assert Event.objects.filter(verb=Verb.HEARING_STARTED).get().actor_id == scene.mehmet.user.pk


@pytest.mark.parametrize("is_acknowledged", [True, False])
def test_the_case_goes_to_hearing_and_receipt_is_confirmed_by_it(
    scene: Scene, is_acknowledged: bool
) -> None:
    if is_acknowledged:
        acknowledge(member=scene.mehmet.unlocked, case=scene.case)
    scene.start()
    case = scene.case
    assert (case.status, case.turn, case.acknowledged_on) == (
        Status.HEARING, Turn.COMPANY, today(),
    )  # fmt: skip


def test_a_second_question_leaves_the_status_and_gives_the_turn_again(scene: Scene) -> None:
    scene.answer(scene.start())
    assert scene.case.turn == Turn.SCHOOL
    scene.start()
    assert (scene.case.status, scene.case.turn) == (Status.HEARING, Turn.COMPANY)


@pytest.mark.parametrize("answer", [None, Yes.NO, Yes.LATER])
def test_without_a_yes_nothing_leaves(scene: Scene, answer: Yes | None) -> None:
    consent = scene.consent(answer=answer)
    with pytest.raises(NoConsent):
        scene.start(consent)
    assert not Hearing.objects.exists()
    assert scene.case.turn != Turn.COMPANY


def test_a_yes_that_was_taken_back_starts_nothing(scene: Scene) -> None:
    consent = scene.consent()
    mine = own(scene.filed)
    consents.answer(
        dossier=mine.dossier, keys=mine.keys, consent_id=consent.pk, answer=Yes.NO,
        digest="", day=today(),
    )  # fmt: skip
    with pytest.raises(NoConsent):
        scene.start(consent)


def test_a_yes_to_another_step_starts_no_hearing(scene: Scene) -> None:
    mine = own(scene.filed)
    request = consents.Request(step="talk", receiver=RECEIVER, document=QUESTION)
    asked, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    consents.answer(
        dossier=mine.dossier, keys=mine.keys, consent_id=asked.pk, answer=Yes.YES,
        digest=request.digest, day=today(),
    )  # fmt: skip
    with pytest.raises(NoConsent):
        scene.start(asked)


def test_one_yes_starts_one_hearing(scene: Scene) -> None:
    consent = scene.consent()
    first = scene.start(consent)
    with pytest.raises(NoConsent):
        scene.start(consent)
    assert Hearing.objects.get() == first


def test_the_same_form_twice_is_one_hearing_under_one_code(scene: Scene) -> None:
    consent, code = scene.consent(), receipts.new_receipt()
    first = scene.start(consent, code)
    assert scene.start(consent, code) == first
    assert Event.objects.filter(verb=Verb.HEARING_STARTED).count() == 1


def test_a_failing_start_leaves_the_yes_as_it_was(scene: Scene) -> None:
    code = receipts.new_receipt()
    scene.start(code=code)
    other = Scene(scene.school, scene.team, filed=file(scene.school))
    consent = other.consent()
    with pytest.raises(actions.CodeTaken):
        other.start(consent, code)
    assert Consent.objects.get(pk=consent.pk).state == Yes.YES
    assert not Hearing.objects.filter(dossier=other.filed.dossier).exists()


@pytest.mark.parametrize("days", [-1, 0, 61])
def test_a_term_ends_after_today_and_within_sixty_days(scene: Scene, days: int) -> None:
    consent = scene.consent()
    with pytest.raises(actions.TermUnfit):
        actions.start(
            member=scene.mehmet.unlocked,
            case=scene.case,
            consent_id=consent.pk,
            code=codes.derive(receipts.new_receipt()),
            due_on=today() + timedelta(days=days),
        )
    assert Consent.objects.get().state == Yes.YES


def test_a_closed_case_starts_no_hearing(scene: Scene) -> None:
    acknowledge(member=scene.mehmet.unlocked, case=scene.case)
    consent = scene.consent()
    Case.objects.update(
        status=Status.CLOSED, closed_on=today(), due_on=None, term_on=None, limit_on=None
    )
    with pytest.raises(actions.CaseClosed):
        scene.start(consent)
    assert Consent.objects.get().state == Yes.YES


def test_an_excluded_member_starts_nothing(scene: Scene) -> None:
    consent, case = scene.consent(), scene.case
    wim = scene.team[2]
    choose_readers(own=own(scene.filed), excluded=[wim.user])
    with pytest.raises(NotOnKeyring):
        actions.start(
            member=wim.unlocked, case=case, consent_id=consent.pk,
            code=codes.derive(receipts.new_receipt()), due_on=today() + timedelta(days=14),
        )  # fmt: skip
    assert not Hearing.objects.exists()


def test_a_new_code_opens_the_same_question_and_the_old_one_nothing(scene: Scene) -> None:
    hearing = scene.start()
    old, new = scene.codes[hearing.pk], receipts.new_receipt()
    actions.renew_code(
        member=scene.mehmet.unlocked, case=scene.case, hearing=hearing, code=codes.derive(new)
    )
    assert answering.open_hearing(codes.derive(new)).question == QUESTION
    with pytest.raises(answering.UnknownCode):
        answering.open_hearing(codes.derive(old))


def test_more_time_is_given_also_after_the_term_and_never_less(scene: Scene) -> None:
    hearing, later = scene.start(), today() + timedelta(days=30)
    with pytest.raises(actions.TermUnfit):
        extend(scene, hearing, 7)
    with suppose(today() + timedelta(days=20)):
        pass_day()
        assert fresh(hearing).state == State.LAPSED
        actions.extend(member=scene.mehmet.unlocked, case=scene.case, hearing=hearing, due_on=later)
        assert (fresh(hearing).state, fresh(hearing).due_on) == (State.ASKED, later)
        assert scene.case.turn == Turn.COMPANY


def extend(scene: Scene, hearing: Hearing, days: int) -> None:
    actions.extend(
        member=scene.mehmet.unlocked,
        case=scene.case,
        hearing=hearing,
        due_on=today() + timedelta(days=days),
    )


def test_closing_destroys_what_the_code_opened(scene: Scene) -> None:
    hearing = scene.start()
    actions.close(member=scene.mehmet.unlocked, case=scene.case, hearing=hearing)
    closed = fresh(hearing)
    assert closed.state == State.CLOSED
    assert not any([closed.locator, closed.wrapped_key, closed.question, closed.answer])
    with pytest.raises(answering.UnknownCode):
        answering.open_hearing(codes.derive(scene.codes[hearing.pk]))
    actions.close(member=scene.mehmet.unlocked, case=scene.case, hearing=hearing)
    assert Event.objects.filter(verb=Verb.HEARING_CLOSED).count() == 1
    assert scene.case.turn == Turn.SCHOOL


def test_an_answer_that_waits_is_not_closed_away(scene: Scene) -> None:
    hearing = scene.start()
    scene.answer(hearing)
    with pytest.raises(actions.AnswerWaits):
        actions.close(member=scene.mehmet.unlocked, case=scene.case, hearing=hearing)


def test_a_hearing_is_found_in_its_own_case_alone(scene: Scene) -> None:
    hearing = scene.start()
    assert actions.find(case=scene.case, hearing_id=hearing.pk) == hearing
    assert actions.find(case=scene.case, hearing_id=uuid4()) is None
    other = Scene(scene.school, scene.team, filed=file(scene.school))
    assert actions.find(case=other.case, hearing_id=hearing.pk) is None

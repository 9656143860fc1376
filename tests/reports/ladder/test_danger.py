"""Acute danger: the one exception, by two members, with a reason that the reporter reads."""

from datetime import timedelta

import pytest

from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.ladder.models import DangerException, ExceptionState
from reports.notices import rounds
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring
from stagebaken.web.days import today
from tests.cast import PASSPHRASE
from tests.reports.ladder.conftest import TEXT, Ladder, Reporter

REASON = "De begeleider dreigde haar vanavond op te wachten."


pytestmark = pytest.mark.django_db


def state_of(consent: Consent) -> str:
    return Consent.objects.get(pk=consent.pk).state


def test_two_members_let_it_leave_and_the_reporter_reads_why(
    ladder: Ladder, second: Ladder, reporter: Reporter
) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    assert REASON in second.get("question", consent).content.decode()
    second.post("decide", consent, answer="ja", passphrase=PASSPHRASE)
    assert state_of(consent) == State.EXCEPTION
    assert second.document(consent).content == TEXT.encode()
    page = reporter.dossier()
    assert REASON in page
    assert "zonder jouw ja" in page
    log = Event.objects.of_dossier(ladder.case.dossier_id)
    actors = {event.verb: event.actor_id for event in log}
    assert actors[Verb.EXCEPTION_PROPOSED] == ladder.desk.member.user.pk
    assert actors[Verb.EXCEPTION_CARRIED_OUT] == second.desk.member.user.pk


def test_a_colleague_is_asked_on_the_page_of_the_case_and_within_the_hour(
    ladder: Ladder, second: Ladder
) -> None:
    """Found by hand: nothing on the case said that a colleague waited for a second member."""
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    assert "Lees en beslis" not in case_page(ladder)
    assert second.desk.member.user.pk in rounds.members_in_haste()
    assert ladder.desk.member.user.pk not in rounds.members_in_haste()
    assert "Lees en beslis" in case_page(second)
    second.post("decide", consent, answer="nee")
    assert "Lees en beslis" not in case_page(second)


def case_page(of: Ladder) -> str:
    return str(of.desk.get(of.case).content.decode())


def test_who_proposes_does_not_decide(ladder: Ladder, second: Ladder) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    ladder.post("decide", consent, answer="ja", passphrase=PASSPHRASE)
    assert state_of(consent) == State.ASKED


def test_a_second_member_can_refuse(ladder: Ladder, second: Ladder) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    second.post("decide", consent, answer="nee")
    assert DangerException.objects.get().state == ExceptionState.REFUSED
    second.post("decide", consent, answer="ja", passphrase=PASSPHRASE)
    assert state_of(consent) == State.ASKED


def test_a_wrong_passphrase_decides_nothing(ladder: Ladder, second: Ladder) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    answer = second.post("decide", consent, answer="ja", passphrase="andere woorden")
    assert answer.status_code == 422
    assert state_of(consent) == State.ASKED


def test_where_nobody_else_can_open_it_nothing_is_proposed(ladder: Ladder, second: Ladder) -> None:
    consent = ladder.asked()
    others = keyring.readers(ladder.case.dossier).exclude(pk=ladder.desk.member.recipient.pk)
    keyring.exclude(ladder.case.dossier, [one.user for one in others])
    answer = ladder.post("propose", consent, reason=REASON)
    assert answer.status_code == 409
    assert "112" in answer.content.decode()
    assert not DangerException.objects.exists()


def test_a_reason_is_demanded(ladder: Ladder) -> None:
    consent = ladder.asked()
    assert ladder.post("propose", consent, reason=" ").status_code == 422
    assert not DangerException.objects.exists()


@pytest.mark.parametrize("step", [Step.TALK, Step.HEAR, Step.SBB, Step.WITNESS])
def test_no_other_step_knows_the_exception(ladder: Ladder, step: Step) -> None:
    consent = ladder.asked(step)
    ladder.post("propose", consent, reason=REASON)
    assert not DangerException.objects.exists()


def test_a_proposal_sent_twice_stands_once(ladder: Ladder) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    ladder.post("propose", consent, reason=REASON)
    assert DangerException.objects.count() == 1


def test_the_row_holds_no_word_of_the_reason(ladder: Ladder) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    assert b"dreigde" not in bytes(DangerException.objects.get().reason)


def test_a_question_taken_back_meanwhile_lets_nothing_leave(ladder: Ladder, second: Ladder) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    ladder.post("take-back", consent)
    second.post("decide", consent, answer="ja", passphrase=PASSPHRASE)
    assert state_of(consent) == State.TAKEN_BACK
    assert second.document(consent).status_code == 404


def decide(second: Ladder, consent: Consent) -> str:
    second.post("decide", consent, answer="ja", passphrase=PASSPHRASE)
    return state_of(consent)


def test_a_proposal_ends_when_its_proposer_is_put_out(
    ladder: Ladder, second: Ladder, reporter: Reporter
) -> None:
    """Attack: one reader and somebody whom the reporter excluded are not two."""
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    excluded = str(ladder.desk.member.user.pk)
    reporter.client.post("/dossier/wie/", {"exclude": [excluded]})
    assert decide(second, consent) == State.ASKED
    assert DangerException.objects.get().state == ExceptionState.REFUSED


def test_a_proposal_of_who_may_not_read_any_more_counts_for_nothing(
    ladder: Ladder, second: Ladder
) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    keyring.exclude(ladder.case.dossier, [ladder.desk.member.user])
    assert decide(second, consent) == State.ASKED


@pytest.mark.parametrize("answer", ["no", "later", "yes"])
def test_a_proposal_ends_when_the_reporter_answers(
    ladder: Ladder, second: Ladder, reporter: Reporter, answer: str
) -> None:
    """Attack: proposed in silence, carried out after the no."""
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    reporter.answer(consent, answer)
    assert decide(second, consent) == answer


def test_danger_of_last_week_is_asked_about_anew(ladder: Ladder, second: Ladder) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    DangerException.objects.update(proposed_on=today() - timedelta(days=2))
    assert decide(second, consent) == State.ASKED


def test_a_decision_that_failed_stands_in_no_log(ladder: Ladder, second: Ladder) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason=REASON)
    ladder.post("decide", consent, answer="ja", passphrase=PASSPHRASE)
    assert not Event.objects.filter(verb=Verb.EXCEPTION_CARRIED_OUT).exists()

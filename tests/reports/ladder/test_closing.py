"""Closing a case ends what was asked of the reporter: nothing stands open once it is over."""

import pytest

from reports.casework.models import Case, Status
from reports.casework.moving import move
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.intake.actions import FiledReport
from reports.reporter.reopening import reopen
from stagebaken.audit.models import Event, Verb
from tests.reports.casework.acting import fresh, given
from tests.reports.filing import own
from tests.reports.ladder.conftest import Ladder, Reporter

pytestmark = pytest.mark.django_db


def close(ladder: Ladder) -> None:
    member, case = ladder.desk.member.unlocked, fresh(ladder.case)
    if case.status == Status.RECEIVED:
        case = move(member=member, case=case, to=Status.ACKNOWLEDGED)
    move(member=member, case=case, to=Status.CLOSED, **given(case, Status.CLOSED))


def states() -> list[str]:
    return list(Consent.objects.order_by("position").values_list("state", flat=True))


def test_an_unanswered_question_is_withdrawn_and_both_sides_read_so(
    ladder: Ladder, reporter: Reporter
) -> None:
    consent = ladder.asked()
    close(ladder)
    assert states() == [State.TAKEN_BACK]
    page = reporter.dossier()
    assert "Bekijk de vraag" not in page
    assert "Een vraag aan jou" not in page
    assert "Daarom is deze vraag aan jou ingetrokken" in page
    assert "Daarom is deze vraag aan de melder ingetrokken" in ladder.page()
    assert reporter.answer(consent, "yes").status_code == 409
    assert Event.objects.filter(verb=Verb.CONSENT_TAKEN_BACK).count() == 1


def test_a_yes_that_was_not_used_is_worth_nothing_once_the_case_is_closed(
    ladder: Ladder, reporter: Reporter
) -> None:
    consent = ladder.asked()
    assert reporter.answer(consent, "yes").status_code == 302
    close(ladder)
    ladder.carry_out(consent)
    assert states() == [State.TAKEN_BACK]
    assert "Je ja is niet gebruikt" in reporter.dossier()
    assert "Het ja van de melder is niet gebruikt" in ladder.page()


def test_a_no_asks_for_no_word_and_what_was_done_stays_done(
    ladder: Ladder, reporter: Reporter
) -> None:
    done, refused = ladder.asked(Step.TALK), ladder.asked()
    reporter.answer(done, "yes")
    ladder.carry_out(done)
    reporter.answer(refused, "no")
    close(ladder)
    assert states() == [State.CARRIED_OUT, State.TAKEN_BACK]
    assert "ingetrokken:" not in reporter.dossier()


def test_opening_the_case_again_asks_nothing_again(
    ladder: Ladder, reporter: Reporter, filed: FiledReport
) -> None:
    consent = ladder.asked()
    close(ladder)
    reopen(own=own(filed))
    assert Case.objects.get().status == Status.INTAKE
    assert states() == [State.TAKEN_BACK]
    assert reporter.answer(consent, "yes").status_code == 409
    assert "Een vraag aan jou" not in reporter.dossier()


def test_what_was_done_with_a_yes_is_said_to_each_side_in_its_own_words(
    ladder: Ladder, reporter: Reporter
) -> None:
    consent = ladder.asked()
    reporter.answer(consent, "yes")
    ladder.carry_out(consent)
    assert "Met jouw ja is dit gedaan: Je melding doorgeven" in reporter.dossier()
    page = ladder.page()
    assert "Met jouw ja" not in page
    assert "Met het ja van de melder is dit gedaan: De melding doorgeven" in page
    assert "besluit van de melder" not in page

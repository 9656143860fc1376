"""Closing a case ends what was asked of the reporter: nothing stands open once it is over."""

from typing import Any

import pytest

from reports.casework.models import Case, Status
from reports.casework.moving import move
from reports.casework.opening import keys_for
from reports.consents.actions import NoConsent
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.intake.actions import FiledReport
from reports.ladder import actions, danger
from reports.ladder.models import DangerException, ExceptionState
from reports.reporter import actions as own_actions
from reports.reporter.reopening import reopen
from stagebaken.audit.models import Event, Verb
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.web.days import today
from tests.cast import PASSPHRASE
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


# ---------- whatever the rest left standing: an ended case lets nothing out ----------


def closed_with_a_yes(ladder: Ladder) -> None:
    """As by a writer of the database, or a room that forgets to end what was asked."""
    Case.objects.update(
        status=Status.CLOSED,
        turn="nobody",
        acknowledged_on=today(),
        closed_on=today(),
        due_on=None,
        term_on=None,
        limit_on=None,
        paused_days=None,
    )


def test_a_yes_that_still_stands_in_a_closed_case_lets_nothing_out(
    ladder: Ladder, reporter: Reporter
) -> None:
    consent = ladder.asked()
    reporter.answer(consent, "yes")
    closed_with_a_yes(ladder)
    with pytest.raises(actions.NotNow):
        actions.carry_out(
            member=ladder.desk.member.unlocked,
            case=ladder.case,
            consent_id=consent.pk,
            step=Step.BODY,
        )
    ladder.carry_out(consent)
    assert "intussen afgerond" in ladder.get("question", consent).content.decode()
    assert states() == [State.YES]
    assert not Event.objects.filter(verb=Verb.STEP_CARRIED_OUT).exists()
    assert "is dit gedaan" not in reporter.dossier()


def test_danger_lets_nothing_out_of_a_closed_case_either(ladder: Ladder, second: Ladder) -> None:
    consent = ladder.asked()
    ladder.post("propose", consent, reason="Er is nu gevaar.")
    closed_with_a_yes(ladder)
    second.post("decide", consent, answer="ja", passphrase=PASSPHRASE)
    assert "intussen afgerond" in second.get("question", consent).content.decode()
    assert states() == [State.ASKED]
    assert DangerException.objects.get().state == ExceptionState.PROPOSED
    with pytest.raises(actions.NotNow):
        danger.propose(
            member=second.desk.member.unlocked,
            case=ladder.case,
            consent_id=consent.pk,
            reason="Er is nu gevaar.",
        )


@pytest.mark.parametrize("end", ["closed", "withdrawn"])
def test_closed_or_withdrawn_while_it_is_carried_out_lets_nothing_out(
    ladder: Ladder,
    reporter: Reporter,
    filed: FiledReport,
    monkeypatch: pytest.MonkeyPatch,
    end: str,
) -> None:
    """The member's page was read before the end; the lock is taken after it."""
    consent = ladder.asked()
    reporter.answer(consent, "yes")

    def ended_then(**given: Any) -> DossierKeys:
        monkeypatch.undo()
        keys = keys_for(**given)
        if end == "closed":
            close(ladder)
        else:
            own_actions.withdraw(own=own(filed))
        return keys

    monkeypatch.setattr(actions, "keys_for", ended_then)
    with pytest.raises((actions.NotNow, NoConsent, NotOnKeyring)):
        actions.carry_out(
            member=ladder.desk.member.unlocked,
            case=ladder.case,
            consent_id=consent.pk,
            step=Step.BODY,
        )
    assert State.CARRIED_OUT not in states()
    assert not Event.objects.filter(verb=Verb.STEP_CARRIED_OUT).exists()

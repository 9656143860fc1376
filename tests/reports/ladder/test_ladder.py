"""Each step outward is asked, shown whole, answered, and carried out only with a yes."""

from uuid import uuid4

import pytest

from reports.casework.models import Case, Turn
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.ladder.drafts import steps_of
from stagebaken.audit.models import Event, Verb
from tests import cast
from tests.reports.casework.conftest import HOSTILE
from tests.reports.filing import STORY
from tests.reports.ladder.conftest import TEXT, Ladder, Reporter

pytestmark = pytest.mark.django_db


def state_of(consent: Consent) -> str:
    return Consent.objects.get(pk=consent.pk).state


def test_the_reporter_sees_the_very_text_and_the_turn_is_theirs(
    ladder: Ladder, reporter: Reporter
) -> None:
    ladder.asked()
    page = reporter.dossier()
    assert TEXT in page
    assert "discriminatie.nl" in page
    assert "raden dat jij het was" in page
    assert Case.objects.get().turn == Turn.REPORTER


def test_confirming_receipt_leaves_the_turn_to_whom_a_question_waits_for(
    ladder: Ladder, reporter: Reporter, case: Case
) -> None:
    consent = ladder.asked()
    ladder.desk.post(case, "acknowledge")
    confirmed = Case.objects.get()
    assert confirmed.acknowledged_on
    assert confirmed.turn == Turn.REPORTER
    assert confirmed.paused_days is not None
    reporter.answer(consent, "no")
    assert Case.objects.get().turn == Turn.SCHOOL


def test_the_warning_is_there_only_where_somebody_could_guess(
    ladder: Ladder, reporter: Reporter
) -> None:
    ladder.asked(may_guess="no")
    assert "raden dat jij het was" not in reporter.dossier()


def test_after_a_yes_the_team_carries_it_out_and_the_reporter_reads_so(
    ladder: Ladder, reporter: Reporter
) -> None:
    consent = ladder.asked()
    assert ladder.document(consent).status_code == 404
    assert reporter.answer(consent, "yes").status_code == 302
    assert Case.objects.get().turn == Turn.SCHOOL
    assert ladder.carry_out(consent).status_code == 302
    assert state_of(consent) == State.CARRIED_OUT
    assert ladder.document(consent).content == TEXT.encode()
    assert "Met jouw ja is dit gedaan" in reporter.dossier()


@pytest.mark.parametrize("answer", [None, "no", "later"])
def test_without_a_yes_nothing_leaves(
    ladder: Ladder, reporter: Reporter, answer: str | None
) -> None:
    consent = ladder.asked()
    if answer:
        reporter.answer(consent, answer)
    ladder.carry_out(consent)
    assert state_of(consent) == (answer or State.ASKED)
    assert ladder.document(consent).status_code == 404


def test_a_yes_taken_back_lets_nothing_leave(ladder: Ladder, reporter: Reporter) -> None:
    consent = ladder.asked()
    reporter.answer(consent, "yes")
    reporter.answer(consent, "no")
    assert state_of(consent) == State.REVOKED
    page = ladder.desk.client.get(ladder.carry_out(consent).headers["Location"])
    assert "Er is geen ja" in page.content.decode()
    assert state_of(consent) == State.REVOKED


def test_a_yes_to_another_text_is_asked_again(ladder: Ladder, reporter: Reporter) -> None:
    consent = ladder.asked()
    answer = reporter.answer(consent, "yes", digest="0" * 64)
    assert answer.status_code == 409
    assert "niet dezelfde" in answer.content.decode()
    assert state_of(consent) == State.ASKED


def test_a_wrong_passphrase_lets_nothing_leave(ladder: Ladder, reporter: Reporter) -> None:
    consent = ladder.asked()
    reporter.answer(consent, "yes")
    answer = ladder.carry_out(consent, passphrase="geen van deze woorden")
    assert answer.status_code == 422
    assert "wachtzin klopt niet" in answer.content.decode()
    assert state_of(consent) == State.YES


@pytest.mark.parametrize("step", [Step.HEAR, Step.SBB])
def test_a_step_with_a_room_of_its_own_is_not_carried_out_here(
    ladder: Ladder, reporter: Reporter, step: Step
) -> None:
    consent = ladder.asked(step)
    reporter.answer(consent, "yes")
    ladder.carry_out(consent)
    assert state_of(consent) == State.YES


def test_a_question_taken_back_can_be_answered_no_more(ladder: Ladder, reporter: Reporter) -> None:
    consent = ladder.asked()
    assert ladder.post("take-back", consent).status_code == 302
    assert Case.objects.get().turn == Turn.SCHOOL
    assert reporter.answer(consent, "yes", digest="").status_code == 409
    assert state_of(consent) == State.TAKEN_BACK


def test_an_answer_that_is_none_asks_again(ladder: Ladder, reporter: Reporter) -> None:
    consent = ladder.asked()
    answer = reporter.answer(consent, "misschien")
    assert answer.status_code == 422
    assert "Kies een van de drie" in answer.content.decode()


def test_a_form_sent_twice_asks_once(ladder: Ladder) -> None:
    once = str(uuid4())
    ladder.ask(once=once)
    ladder.ask(once=once)
    assert Consent.objects.count() == 1


def test_a_form_with_a_mistake_keeps_what_was_typed(ladder: Ladder) -> None:
    answer = ladder.ask(receiver="", document=TEXT)
    assert answer.status_code == 422
    assert TEXT in answer.content.decode()
    assert not Consent.objects.exists()


def test_what_was_typed_survives_a_vault_that_closed(ladder: Ladder) -> None:
    ladder.desk.close_vault()
    answer = ladder.ask()
    assert answer.status_code == 409
    assert TEXT in answer.content.decode()


def test_hostile_words_stay_words(ladder: Ladder, reporter: Reporter) -> None:
    ladder.asked(receiver=HOSTILE, document=HOSTILE, may_follow=HOSTILE)
    for page in (reporter.dossier(), ladder.page()):
        assert "<script>alert" not in page


def test_the_first_version_for_sbb_holds_the_report_and_no_name(
    ladder: Ladder, reporter: Reporter
) -> None:
    reporter.client.post("/dossier/naam/", {"name": "Samira", "contact": "06-12345678"})
    page = ladder.desk.client.get(f"/zaken/{ladder.case.pk}/vragen/nieuw/sbb/").content.decode()
    assert STORY in page
    assert "Samira" not in page
    assert "06-12345678" not in page


def test_hbo_has_no_sbb(ladder: Ladder) -> None:
    """R15."""
    assert Step.SBB not in steps_of(cast.duinkerk())
    assert Step.SBB in steps_of(ladder.case.school)


def test_every_act_is_in_the_log_before_it_happens(ladder: Ladder, reporter: Reporter) -> None:
    consent = ladder.asked()
    reporter.answer(consent, "yes")
    ladder.carry_out(consent)
    ladder.document(consent)
    verbs = list(Event.objects.of_dossier(ladder.case.dossier_id).values_list("verb", flat=True))
    wanted = [Verb.CONSENT_ASKED, Verb.CONSENT_ANSWERED, Verb.STEP_CARRIED_OUT, Verb.EXPORTED]
    assert [verb for verb in verbs if verb in wanted] == wanted


def test_who_is_excluded_sees_no_question(ladder: Ladder, second: Ladder) -> None:
    """P2: 404 on every address of the question, and no word of it."""
    consent = ladder.asked()
    from stagebaken.vault import keyring

    keyring.exclude(ladder.case.dossier, [second.desk.member.user])
    assert second.get("question", consent).status_code == 404
    for name in ("take-back", "carry-out", "document", "propose", "decide"):
        assert second.post(name, consent, reason="x", answer="ja").status_code == 404
    assert second.ask().status_code == 404
    assert state_of(consent) == State.ASKED


def test_a_question_of_another_case_is_not_found(ladder: Ladder) -> None:
    from tests.reports.filing import file

    consent = ladder.asked()
    other = file(ladder.case.school).dossier.case
    assert Ladder(ladder.desk, other).get("question", consent).status_code == 404


def test_another_reporter_does_not_find_the_question(ladder: Ladder, reporter: Reporter) -> None:
    from django.test import Client

    from stagebaken.vault import receipts
    from tests.reports.filing import file

    consent = ladder.asked()
    code = receipts.new_receipt()
    file(ladder.case.school, receipt=code)
    stranger = Reporter(Client())
    stranger.client.post("/dossier/", {"code": code})
    assert stranger.page(consent).status_code == 404
    assert stranger.answer(consent, "yes", digest="0" * 64).status_code == 404
    assert state_of(consent) == State.ASKED


def test_the_text_is_fetched_with_the_passphrase_and_under_a_name_that_tells_nothing(
    ladder: Ladder, reporter: Reporter
) -> None:
    consent = ladder.asked()
    reporter.answer(consent, "yes")
    ladder.carry_out(consent)
    wrong = ladder.post("document", consent, passphrase="geen van deze woorden")
    assert wrong.status_code == 422
    assert not Event.objects.filter(verb=Verb.EXPORTED).exists()
    fetched = ladder.document(consent)
    assert ladder.case.number not in fetched.headers["Content-Disposition"]


def test_what_did_not_happen_stands_in_no_log(ladder: Ladder, reporter: Reporter) -> None:
    consent = ladder.asked()
    ladder.carry_out(consent)
    assert not Event.objects.filter(verb=Verb.STEP_CARRIED_OUT).exists()


def test_a_question_that_came_too_late_keeps_its_words(ladder: Ladder) -> None:
    Case.objects.update(
        status="closed", turn="nobody", acknowledged_on="2026-01-05", closed_on="2026-01-06",
        due_on=None, term_on=None, limit_on=None,
    )  # fmt: skip
    answer = ladder.ask()
    assert answer.status_code == 409
    assert TEXT in answer.content.decode()
    assert not Consent.objects.exists()

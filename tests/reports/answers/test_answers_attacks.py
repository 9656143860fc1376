"""No answer without a question that left; none for who may not read; nothing in clear."""

import pytest
from django.urls import reverse

from reports.casework.models import Note
from reports.consents.vocabulary import Step
from reports.intake.actions import FiledReport
from reports.reporter.readers import choose_readers
from schools.registry.models import School
from stagebaken.vault import keyring
from tests.attacks import canaries
from tests.cast import Member
from tests.reports.answers.conftest import WORDS, Outside
from tests.reports.casework.conftest import text
from tests.reports.filing import file
from tests.reports.ladder.conftest import Ladder, Reporter, desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("answer", [None, "no", "yes"])
def test_without_a_step_that_was_carried_out_there_is_nothing_to_answer(
    ladder: Ladder, reporter: Reporter, filed: FiledReport, answer: str | None
) -> None:
    """Attack: write down what a witness said who was asked without the reporter's yes."""
    outside = Outside(ladder, ladder.asked(Step.WITNESS), filed)
    if answer:
        reporter.answer(outside.consent, answer)
    assert outside.enter().status_code == 404
    assert "Antwoorden van buiten" not in ladder.page()
    assert not Note.objects.exists()


def test_an_answer_of_another_case_is_not_found(outside: Outside, school: School) -> None:
    """Attack: what was said about one student is told to another."""
    outside.enter()
    (answer,) = outside.answers()
    strange = file(school)
    other = Outside(Ladder(outside.ladder.desk, strange.dossier.case), outside.consent, strange)
    assert other.enter().status_code == 404
    assert other.tell(answer).status_code == 404


def test_no_table_holds_a_word_of_it(outside: Outside) -> None:
    outside.write(text="kanariegetuige", told="part", part="kanariedeel")
    secrets = {word: list(canaries.texts(word)) for word in ("kanariegetuige", "kanariedeel")}
    assert canaries.traces(secrets, canaries.tables()) == []


def test_the_reporter_has_no_key_of_what_was_not_told(outside: Outside) -> None:
    outside.enter()
    with pytest.raises(Exception, match="does not hold the key"):
        outside.mine.keys.read(Note.objects.get(), "body")


def test_an_excluded_member_finds_no_page(outside: Outside, team: list[Member]) -> None:
    outside.enter()
    (answer,) = outside.answers()
    keyring.exclude(outside.ladder.case.dossier, [outside.ladder.desk.member.user])
    assert outside.enter().status_code == 404
    assert outside.tell(answer).status_code == 404
    assert len(outside.answers(team[1])) == 1


def test_a_member_let_in_later_waits_for_a_colleague(outside: Outside, team: list[Member]) -> None:
    outside.enter()
    (answer,) = outside.answers()
    case, mine = outside.ladder.case, outside.ladder.desk
    choose_readers(own=outside.mine, excluded=[team[0].user])
    choose_readers(own=outside.mine, excluded=[])
    assert "Antwoorden van buiten" not in text(mine.get(case))
    waiting = outside.enter()
    assert waiting.status_code == 409
    assert WORDS in waiting.content.decode()
    assert outside.tell(answer).status_code == 404
    desk(team[1]).get(case)
    assert WORDS in text(mine.get(case))


def test_it_is_no_note_of_the_team(outside: Outside) -> None:
    """It stands once on the page: with its source and day, not as what a member thought."""
    outside.enter()
    assert outside.ladder.page().count(WORDS) == 1


def test_the_page_shows_what_was_asked(outside: Outside) -> None:
    address = reverse("answers:enter", args=[outside.ladder.case.pk, outside.consent.pk])
    page = text(outside.ladder.desk.client.get(address))
    assert "Herkennen jullie dit?" in page

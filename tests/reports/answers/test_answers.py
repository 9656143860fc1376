"""A member writes down what came back from outside; the reporter reads what is chosen."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reports.casework.models import Case, Note, Turn
from reports.consents.vocabulary import Step
from reports.dossiers.actions import Kind
from reports.export.contents import contents
from reports.intake.actions import FiledReport
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose, today
from tests.reports.answers.conftest import PART, WORDS, Outside, carried_out
from tests.reports.casework.conftest import HOSTILE
from tests.reports.ladder.conftest import Ladder, Reporter

pytestmark = pytest.mark.django_db


def kinds(outside: Outside) -> list[tuple[str, str, str]]:
    said = outside.mine.conversation
    found = {Kind.ANSWERED, Kind.ANSWERED_IN_PART}
    return [(one.kind, one.author, one.text) for one in said if one.kind in found]


# ---------- writing it down ----------


@pytest.mark.parametrize("step", [Step.WITNESS, Step.BODY, Step.TALK])
def test_the_team_keeps_it_to_itself_until_it_chooses(
    ladder: Ladder, reporter: Reporter, filed: FiledReport, step: Step
) -> None:
    outside = carried_out(ladder, reporter, filed, step)
    assert "Hier staat nog geen antwoord" in ladder.page()
    assert outside.enter().status_code == 302
    assert WORDS in ladder.page()
    assert "Kwam op" in ladder.page()
    assert WORDS not in reporter.dossier()
    assert kinds(outside) == []
    assert Case.objects.get().turn == Turn.SCHOOL


def test_the_reporter_reads_all_of_it_as_its_sources(outside: Outside, reporter: Reporter) -> None:
    assert outside.enter("whole").status_code == 302
    assert kinds(outside) == [(Kind.ANSWERED, "Sanne, die erbij was", WORDS)]
    assert "helemaal" in reporter.dossier()
    assert Case.objects.get().turn == Turn.REPORTER
    log = Event.objects.of_dossier(outside.ladder.case.dossier_id)
    assert log.filter(verb=Verb.LETTER_FILED).count() == 1


def test_the_reporter_reads_a_part_and_that_it_is_one(outside: Outside, reporter: Reporter) -> None:
    assert outside.enter("part", part=PART).status_code == 302
    page = reporter.dossier()
    assert PART in page
    assert "ingekort door het team" in page
    assert WORDS not in page
    assert WORDS in outside.ladder.page()


def test_its_day_is_the_day_on_which_it_came(outside: Outside) -> None:
    later = today() + timedelta(days=3)
    with suppose(later):
        outside.write(came_on=later - timedelta(days=1), told="whole")
        (said,) = [one for one in outside.mine.conversation if one.came_on]
        assert (said.arrived, said.day) == (later - timedelta(days=1), later)


def test_the_same_form_sent_twice_is_one_answer(outside: Outside) -> None:
    once = str(uuid4())
    assert [outside.enter("whole", once=once).status_code for _ in range(2)] == [302, 302]
    assert len(outside.answers()) == len(kinds(outside)) == 1


def test_more_than_one_answer_may_come(outside: Outside) -> None:
    outside.enter()
    outside.enter(text="En nog iets.")
    assert [one.text for one in outside.answers()] == [WORDS, "En nog iets."]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": " "},
        {"told": ""},
        {"told": "alles"},
        {"told": "part"},
        {"came_on": ""},
        {"came_on": (today() + timedelta(days=1)).isoformat()},
        {"came_on": (today() - timedelta(days=1)).isoformat()},
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(outside: Outside, changes: dict[str, str]) -> None:
    answer = outside.enter(**changes)
    assert answer.status_code == 422
    assert not Note.objects.exists()
    if "text" not in changes:
        assert WORDS in answer.content.decode()


def test_hostile_words_stay_words(outside: Outside, reporter: Reporter) -> None:
    outside.enter("whole", text=HOSTILE)
    for page in (outside.ladder.page(), reporter.dossier()):
        assert "<script>alert" not in page


def test_words_wait_when_the_vault_closed_meanwhile(outside: Outside) -> None:
    outside.ladder.desk.close_vault()
    answer = outside.enter()
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()


# ---------- telling it later ----------


@pytest.mark.parametrize(("told", "part", "text"), [("whole", "", WORDS), ("part", PART, PART)])
def test_what_the_team_kept_is_told_later(
    outside: Outside, reporter: Reporter, told: str, part: str, text: str
) -> None:
    outside.enter()
    (answer,) = outside.answers()
    assert outside.tell(answer, told, part=part).status_code == 302
    assert [said[2] for said in kinds(outside)] == [text]
    assert text in reporter.dossier()
    assert outside.answers()[0].told == told


def test_after_a_part_the_whole_can_follow_and_then_nothing_more(outside: Outside) -> None:
    outside.enter("part", part=PART)
    (answer,) = outside.answers()
    once = str(uuid4())
    assert [outside.tell(answer, once=once).status_code for _ in range(2)] == [302, 302]
    again = outside.tell(answer, "part", part="Andere woorden.")
    assert again.status_code == 409
    assert "Andere woorden." in again.content.decode()
    assert [said[0] for said in kinds(outside)] == [Kind.ANSWERED_IN_PART, Kind.ANSWERED]


def test_a_part_without_words_is_told_to_nobody(outside: Outside) -> None:
    outside.enter()
    assert outside.tell(outside.answers()[0], "part").status_code == 422
    assert kinds(outside) == []


# ---------- the reporter's copy ----------


def test_the_copy_of_the_reporter_holds_what_was_told_and_not_what_was_not(
    outside: Outside,
) -> None:
    outside.enter("whole")
    outside.enter(text="Zeg dit niet door.")
    copy = str(contents(outside.mine))
    assert WORDS in copy
    assert "Sanne, die erbij was" in copy
    assert "Zeg dit niet door." not in copy

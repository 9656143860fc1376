"""What was typed comes back when somebody else was first, and nothing of it is sent."""

from placements.companies.models import TrainingCompany
from placements.replacement.models import ReplacementRequest
from reports.casework.models import Case
from reports.replacing.models import Proposal
from stagebaken.web.days import today
from tests.reports.replacing.conftest import WANTED, Reporter, Team

WORDS = "Op vrijdag vrij, zei Kanariepiet"


def test_a_question_of_the_team_while_a_request_runs(
    mehmet: Team, request_row: ReplacementRequest
) -> None:
    answer = mehmet.ask(wishes=WORDS)
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()
    assert "Er is niets verstuurd" in answer.content.decode()


def test_the_own_words_of_a_reporter_while_a_request_runs(
    reporter: Reporter, request_row: ReplacementRequest
) -> None:
    answer = reporter.post("", **(WANTED | {"wishes": WORDS}))
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()
    assert "Dit kan nu niet" in answer.content.decode()
    assert reporter.matter.wanted.wishes != WORDS


def test_words_with_places_for_a_case_that_was_closed(
    mehmet: Team, garage: TrainingCompany
) -> None:
    mehmet.ask()
    Case.objects.update(
        status="closed", closed_on=today(), due_on=None, term_on=None, limit_on=None
    )
    answer = mehmet.propose(garage, words=WORDS)
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_reason_to_look_no_more_after_the_reporter_answered(
    mehmet: Team, reporter: Reporter
) -> None:
    mehmet.ask()
    reporter.answer("ja")
    answer = mehmet.post("rest", why=WORDS)
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()

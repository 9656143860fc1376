"""The page of a case: what waits first, each thing once, in words of the team."""

import pytest

from reports.casework.models import Case, Status
from reports.consents.vocabulary import State, Step
from reports.intake.actions import FiledReport
from schools.registry.models import School
from tests.cast import Member
from tests.reports.casework.acting import carry_out, say_yes, walk
from tests.reports.casework.conftest import Desk, text
from tests.reports.filing import file

pytestmark = pytest.mark.django_db

# What the reporter reads of the own case; nothing of it is said to a member.
FOR_THE_REPORTER = (
    "Gesprek met jou",
    "Jouw keuze",
    "jouw ja",
    str(State.CARRIED_OUT.label),
    "Jij bent aan de beurt",
)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school)


@pytest.fixture
def case(filed: FiledReport) -> Case:
    return filed.dossier.case


def test_the_team_reads_its_own_words_for_statuses_and_answers(
    mehmet: Desk, case: Case, filed: FiledReport
) -> None:
    walk(mehmet.member, filed, Status.ACKNOWLEDGED, Status.INTAKE, Status.AWAITING_STUDENT_CHOICE)
    carry_out(filed, Step.TALK)
    page = text(mehmet.get(case))
    for words in FOR_THE_REPORTER:
        assert words not in page, words
    for words in ("Gesprek met de melder", "Keuze van de melder", "met het ja van de melder"):
        assert words in page, words


def test_a_yes_for_sbb_stands_there_once_and_first(
    mehmet: Desk, case: Case, filed: FiledReport
) -> None:
    mehmet.post(case, "acknowledge")
    say_yes(filed, Step.SBB)
    page = text(mehmet.get(case))
    assert page.count("Bekijk en geef door") == 1
    assert "Voer uit" not in page
    assert page.index("Bekijk en geef door") < page.index("Naar het antwoord")


def test_whose_turn_what_to_do_the_report_and_then_the_rest(mehmet: Desk, case: Case) -> None:
    page = text(mehmet.get(case))
    parts = (
        "Jullie zijn aan de beurt",
        "Bevestig ontvangst",
        "Wat de melder vertelt",
        "Autobedrijf Windwijzer",
        'id="gesprek"',
        'id="notities"',
        'id="afspraken"',
        'id="verloop"',
    )
    places = [page.index(part) for part in parts]
    assert places == sorted(places)

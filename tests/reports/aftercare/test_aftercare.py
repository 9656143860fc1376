"""Three questions in aftercare and at the end; each may stay open, none is counted."""

from typing import Any

import pytest
from django.test import Client

from reports.aftercare import actions
from reports.aftercare.actions import NotAsked
from reports.aftercare.models import CheckIn
from reports.aftercare.vocabulary import Moment
from reports.casework.models import Case, Turn
from reports.intake.actions import FiledReport
from reports.notices.models import News
from schools.registry.models import School
from stagebaken.vault import receipts
from stagebaken.web.days import today
from tests.cast import Member, make_team, zeewaarde
from tests.reports.filing import file, own
from tests.reports.ladder.conftest import RECEIPT, desk

pytestmark = pytest.mark.django_db
ALL = {"heard": "yes", "helped": "partly", "again": "no"}


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school, receipt=RECEIPT)


@pytest.fixture
def reporter(filed: FiledReport) -> Client:
    client = Client()
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    return client


def bring_to(status: str) -> None:
    is_closed = status == "closed"
    Case.objects.update(
        status=status,
        acknowledged_on=today(),
        closed_on=today() if is_closed else None,
        turn=Turn.NOBODY if is_closed else Turn.REPORTER,
        due_on=None if is_closed else today(),
        term_on=None,
        limit_on=None if is_closed else today(),
    )


def page(client: Client, path: str = "/dossier/inhoud/") -> str:
    return str(client.get(path).content.decode())


@pytest.mark.parametrize("status", ["aftercare", "closed"])
def test_a_reporter_answers_and_the_team_reads_it(
    status: str, reporter: Client, team: list[Member]
) -> None:
    bring_to(status)
    assert "/dossier/nazorg/" in page(reporter)
    answer = reporter.post("/dossier/nazorg/", ALL)
    assert "Dank je" in answer.content.decode()
    case = Case.objects.get()
    shown = desk(team[0]).get(case).content.decode()
    assert "Hoe de melder het vond" in shown
    assert "Een beetje" in shown


def test_in_aftercare_the_turn_is_the_schools(filed: FiledReport) -> None:
    bring_to("aftercare")
    News.objects.all().delete()
    actions.check_in(own=own(filed), answers=ALL)
    assert Case.objects.get().turn == Turn.SCHOOL
    assert News.objects.exists()


def test_after_the_end_nobody_gets_a_turn(filed: FiledReport) -> None:
    bring_to("closed")
    actions.check_in(own=own(filed), answers=ALL)
    assert Case.objects.get().turn == Turn.NOBODY


@pytest.mark.parametrize("status", ["acknowledged", "hearing"])
def test_before_that_nothing_is_asked(status: str, reporter: Client, filed: FiledReport) -> None:
    bring_to(status)
    assert "/dossier/nazorg/" not in page(reporter)
    assert reporter.get("/dossier/nazorg/").status_code == 302
    assert reporter.post("/dossier/nazorg/", ALL).status_code == 302
    with pytest.raises(NotAsked):
        actions.check_in(own=own(filed), answers=ALL)
    assert not CheckIn.objects.exists()


def test_every_question_may_stay_open(reporter: Client) -> None:
    bring_to("closed")
    assert "Je koos nog niets" in reporter.post("/dossier/nazorg/", {}).content.decode()
    assert not CheckIn.objects.exists()
    reporter.post("/dossier/nazorg/", {"heard": "no"})
    assert CheckIn.objects.count() == 1


def test_the_last_answers_of_a_moment_stand(filed: FiledReport) -> None:
    bring_to("closed")
    for answers in (ALL, {"heard": "no"}):
        actions.check_in(own=own(filed), answers=answers)
    mine = own(filed)
    [one] = actions.answered(mine.dossier, mine.keys)
    assert (one.moment, one.answers) == (Moment.CLOSED, {"heard": "no"})


def test_an_answer_that_is_none_is_refused_at_its_question(reporter: Client) -> None:
    bring_to("closed")
    answer: Any = reporter.post("/dossier/nazorg/", {"heard": "<script>alert('x')</script>"})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()
    assert not CheckIn.objects.exists()


def test_the_row_holds_no_answer(filed: FiledReport) -> None:
    bring_to("closed")
    actions.check_in(own=own(filed), answers=ALL)
    assert b"partly" not in bytes(CheckIn.objects.get().answers)

"""What team and reporter see of the end, and how a member keeps a dossier longer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reports.casework.models import Case
from reports.intake.actions import FiledReport
from reports.retention.models import EndWarning, Hold
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.ui.templatetags.ui import long_date
from stagebaken.vault import keyring, receipts
from stagebaken.web.days import today
from tests.cast import Member, make_team, zeewaarde
from tests.reports.casework.conftest import HOSTILE, Desk
from tests.reports.filing import file
from tests.reports.ladder.conftest import RECEIPT, desk

pytestmark = pytest.mark.django_db


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
def case(filed: FiledReport) -> Case:
    return filed.dossier.case


@pytest.fixture
def mehmet(team: list[Member]) -> Desk:
    return desk(team[0])


@pytest.fixture
def dossier(filed: FiledReport) -> Callable[[], str]:
    client = Client()
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    return lambda: str(client.get("/dossier/inhoud/").content.decode())


def hold(mehmet: Desk, case: Case, **changes: str) -> int:
    data = {"until": (today() + timedelta(days=90)).isoformat(), "reason": "Er loopt een klacht."}
    address = reverse("retention:hold", args=[case.pk])
    return int(mehmet.client.post(address, data | changes).status_code)


def close(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(
        status="closed",
        turn="nobody",
        acknowledged_on=today(),
        closed_on=today(),
        due_on=None,
        term_on=None,
        limit_on=None,
    )


def test_an_open_case_says_that_nothing_ends_yet(mehmet: Desk, case: Case) -> None:
    assert "De bewaartermijn begint als de zaak is afgerond." in mehmet.get(case).content.decode()


def test_both_sides_read_the_day_of_the_end(
    mehmet: Desk, case: Case, dossier: Callable[[], str]
) -> None:
    close(case)
    assert "Dit dossier wordt vernietigd op" in mehmet.get(case).content.decode()
    assert "Je zaak is afgerond. Je dossier wordt vernietigd op" in dossier()


def test_the_warning_stands_out_on_the_reporters_page(
    case: Case, school: School, dossier: Callable[[], str]
) -> None:
    close(case)
    Case.objects.update(closed_on=today() - timedelta(days=720))
    EndWarning.objects.create(dossier=case.dossier, warned_on=today())
    page = dossier()
    assert page.count("wordt je dossier vernietigd.</strong>") == 1
    warning = page[: page.index('id="gesprek"')]
    assert "wordt je dossier vernietigd." in warning
    assert f'href="{reverse("export:page")}"' in warning


def test_the_team_reads_the_warning_among_what_can_be_done_now(mehmet: Desk, case: Case) -> None:
    close(case)
    assert "wordt dit dossier vernietigd</h3>" not in mehmet.get(case).content.decode()
    Case.objects.update(closed_on=today() - timedelta(days=720))
    EndWarning.objects.create(dossier=case.dossier, warned_on=today())
    assert "wordt dit dossier vernietigd</h3>" in mehmet.get(case).content.decode()


def test_a_hold_takes_the_warning_away_and_its_page_says_what_lifting_does(
    mehmet: Desk, case: Case, dossier: Callable[[], str]
) -> None:
    close(case)
    Case.objects.update(closed_on=today() - timedelta(days=720))
    EndWarning.objects.create(dossier=case.dossier, warned_on=today())
    assert hold(mehmet, case) == 302
    assert "wordt je dossier vernietigd.</strong>" not in dossier()
    assert "wordt dit dossier vernietigd</h3>" not in mehmet.get(case).content.decode()
    page = mehmet.client.get(reverse("retention:hold", args=[case.pk])).content.decode()
    day = long_date(today() + timedelta(days=30))
    assert f"Bewaar je het niet langer, dan wordt dit dossier vernietigd op {day}." in page


def test_a_member_keeps_it_longer_and_the_reporter_reads_why(
    mehmet: Desk, case: Case, dossier: Callable[[], str]
) -> None:
    assert hold(mehmet, case) == 302
    page = dossier()
    assert "Er loopt een klacht." in page
    assert "Intrekken kan altijd, ook nu." in page
    assert Event.objects.of_dossier(case.dossier_id).filter(verb=Verb.HELD).exists()
    mehmet.client.post(reverse("retention:lift", args=[case.pk]))
    assert "Er loopt een klacht." not in dossier()


@pytest.mark.parametrize(
    ("field", "value"),
    [("until", ""), ("until", "morgen"), ("until", "2099-01-01"), ("reason", " ")],
)
def test_what_is_wrong_is_said_at_its_field(
    mehmet: Desk, case: Case, field: str, value: str
) -> None:
    assert hold(mehmet, case, **{field: value}) == 422
    assert not Hold.objects.exists()


def test_a_double_click_holds_once(mehmet: Desk, case: Case) -> None:
    assert [hold(mehmet, case), hold(mehmet, case)] == [302, 302]
    assert Hold.objects.count() == 1


def test_hostile_words_stay_words(mehmet: Desk, case: Case, dossier: Callable[[], str]) -> None:
    hold(mehmet, case, reason=HOSTILE)
    assert "<script>alert" not in dossier()
    assert "<script>alert" not in mehmet.get(case).content.decode()


def test_an_excluded_member_finds_no_page(mehmet: Desk, case: Case) -> None:
    keyring.exclude(case.dossier, [mehmet.member.user])
    assert hold(mehmet, case) == 404
    assert mehmet.client.get(reverse("retention:hold", args=[case.pk])).status_code == 404


def test_the_words_of_who_came_second_come_back_and_a_second_click_is_none(
    mehmet: Desk, team: list[Member], case: Case
) -> None:
    assert [hold(mehmet, case), hold(mehmet, case)] == [302, 302]
    data = {"until": (today() + timedelta(days=30)).isoformat(), "reason": "Een rechtszaak."}
    answer = desk(team[1]).client.post(reverse("retention:hold", args=[case.pk]), data)
    assert answer.status_code == 409
    assert "Een rechtszaak." in answer.content.decode()
    assert "Wat je schreef is niet bewaard" in answer.content.decode()
    assert Hold.objects.count() == 1

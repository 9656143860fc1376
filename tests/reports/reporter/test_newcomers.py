"""Somebody new on the team: asked only where the reporter kept somebody out; silence is no."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.casework.policy import POLICY
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.reporter.readers import newcomers
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring
from tests.cast import Member, make_member
from tests.reports.filing import STORY, file, own
from tests.reports.reporter.conftest import OPEN, RECEIPT
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

DOSSIER = reverse("reporter:dossier")
QUESTION = "Mag Nora Nieuw ook meelezen?"


@pytest.fixture
def careful(client: Client, school: School, team: list[Member]) -> FiledReport:
    """A dossier that keeps one member out, open in this browser."""
    filed = file(school, excluded=(team[2].user,), receipt=RECEIPT)
    client.post(OPEN, {"code": RECEIPT})
    return filed


@pytest.fixture
def nora(school: School, careful: FiledReport) -> Member:
    return make_member(school, name="Nora Nieuw")


def answer(client: Client, member: Member, word: str) -> str:
    address = reverse("reporter:newcomer", args=[member.recipient.pk])
    return str(client.post(address, {"answer": word})["Location"])


def test_the_question_has_equal_buttons_and_none_is_chosen_before(
    client: Client, nora: Member
) -> None:
    page = client.get(DOSSIER).content.decode()
    assert QUESTION in page
    assert "Zeg je niets, dan gebeurt er niets." in page
    answers = Page(page).all("button", name="answer")
    assert [one.attrs["value"] for one in answers] == ["ja", "nee"]
    assert len({one.attrs["class"] for one in answers}) == 1
    assert not any("primary" in one.attrs["class"] for one in answers)


def test_saying_nothing_lets_nobody_in(client: Client, nora: Member) -> None:
    client.get(DOSSIER)
    assert not POLICY.visible_to(nora.user).exists()
    assert not News.objects.filter(recipient=nora.recipient).exists()


def test_a_yes_lets_the_newcomer_read_and_tells_them_alone(client: Client, nora: Member) -> None:
    News.objects.all().delete()
    assert answer(client, nora, "ja").endswith("?gelukt=nieuw-ja")
    opened = open_case(member=nora.unlocked, case=Case.objects.get())
    assert opened.account.account == STORY
    page = client.get(DOSSIER).content.decode()
    assert QUESTION not in page
    assert "Je liet iemand meelezen" in page
    assert not News.objects.exclude(recipient=nora.recipient).exists()


def test_a_yes_is_news_to_the_newcomer(client: Client, nora: Member) -> None:
    answer(client, nora, "ja")
    assert News.objects.filter(recipient=nora.recipient).exists()


def test_a_no_is_an_exclusion(client: Client, nora: Member, careful: FiledReport) -> None:
    assert answer(client, nora, "nee").endswith("?gelukt=nieuw-nee")
    assert nora.user in keyring.excluded_users(careful.dossier)
    assert not POLICY.visible_to(nora.user).exists()
    page = client.get(DOSSIER).content.decode()
    assert QUESTION not in page
    assert Event.objects.filter(verb=Verb.EXCLUDED).count() == 1


def test_a_no_can_be_taken_back(client: Client, nora: Member, team: list[Member]) -> None:
    answer(client, nora, "nee")
    ticked = f"{nora.user.pk} {team[2].user.pk}"
    client.post(reverse("reporter:readers"), {"exclude": [team[2].user.pk], "ticked": ticked})
    assert POLICY.visible_to(nora.user).exists()


def test_answering_again_in_another_tab_changes_nothing(
    client: Client, nora: Member, careful: FiledReport
) -> None:
    answer(client, nora, "nee")
    assert answer(client, nora, "ja") == DOSSIER
    assert nora.user in keyring.excluded_users(careful.dossier)
    assert not News.objects.filter(recipient=nora.recipient).exists()


@pytest.mark.parametrize("word", ["", "misschien", "ja "])
def test_what_is_no_answer_does_nothing(client: Client, nora: Member, word: str) -> None:
    assert answer(client, nora, word) == DOSSIER
    assert not POLICY.visible_to(nora.user).exists()


def test_an_excluded_member_is_no_newcomer(
    client: Client, nora: Member, team: list[Member]
) -> None:
    assert answer(client, team[2], "ja") == DOSSIER
    assert not POLICY.visible_to(team[2].user).exists()


def test_naming_somebody_outside_the_team_asks_as_well_and_repeats_the_words(
    client: Client, school: School, team: list[Member]
) -> None:
    file(school, outsiders="mijn mentor <b>Nora</b>", receipt=RECEIPT)
    client.post(OPEN, {"code": RECEIPT})
    make_member(school, name="Nora Nieuw")
    page = client.get(DOSSIER).content.decode()
    assert QUESTION in page
    assert "mijn mentor &lt;b&gt;Nora&lt;/b&gt;" in page


def test_where_nobody_was_kept_out_nothing_is_asked(
    reporter: Client, school: School, filed: FiledReport
) -> None:
    """There a colleague may share it; the page would promise what it cannot keep."""
    make_member(school, name="Nora Nieuw")
    assert QUESTION not in reporter.get(DOSSIER).content.decode()
    assert newcomers(own(filed)) == []

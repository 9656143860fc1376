"""The pages on which a reporter decides: each says what will happen, and keeps its word."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from reports.casework import actions as casework
from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.dossiers.vocabulary import Wish
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.registration.models import RegistrationRecord
from reports.reporter import actions
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring, receipts
from stagebaken.vault.models import Dossier, RecipientState
from stagebaken.web.days import suppose, today
from tests.cast import Member, duinkerk, make_member
from tests.reports.filing import STORY, file, own
from tests.reports.reporter.conftest import OPEN, RECEIPT
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script>"


def url(name: str) -> str:
    return reverse(f"reporter:{name}")


def page_of(client: Client, name: str = "dossier") -> str:
    answer = client.get(url(name))
    assert answer.status_code == 200
    return answer.content.decode()


def open_own_browser(client: Client) -> None:
    assert client.post(OPEN, {"code": receipts.grouped(RECEIPT)}).status_code == 302


@pytest.fixture
def keeper(client: Client, school: School, team: list[Member]) -> FiledReport:
    """A dossier that is only kept, open in this browser."""
    kept = file(school, wish=Wish.KEEP, receipt=RECEIPT)
    open_own_browser(client)
    return kept


# Where is it now


def test_the_page_says_whose_turn_it_is_and_by_when(reporter: Client) -> None:
    page = page_of(reporter)
    assert "School is aan de beurt" in page
    assert "Je hoort uiterlijk" in page
    assert "binnen 7 dagen" in page


def test_a_school_that_is_late_is_named_late_and_help_is_pointed_at(
    client: Client, school: School, team: list[Member]
) -> None:
    with suppose(today() - timedelta(days=20)):
        file(school, receipt=RECEIPT)
    open_own_browser(client)
    page = page_of(client)
    assert "Je school is te laat" in page
    assert "hulp van buiten je school" in page


def test_who_opened_it_and_who_did_not_yet_is_told_apart(
    reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    open_case(member=team[0].unlocked, case=Case.objects.get())
    page = Page(page_of(reporter)).one("body").text
    assert "Vertrouwenspersoon las je dossier" in page
    assert "Kan dit openen, en deed dat: Mehmet Aydın." in page
    assert "Kan dit openen, maar deed dat nog niet: Ilse Bosgra, Wim de Roo." in page


def test_old_acts_are_folded_away(reporter: Client, team: list[Member]) -> None:
    for days in range(8, 0, -1):
        with suppose(today() - timedelta(days=days)):
            open_case(member=team[0].unlocked, case=Case.objects.get())
    page = Page(page_of(reporter))
    assert "Eerder" in [each.text for each in page.all("summary")]


def test_hostile_words_stay_words_on_every_page(
    client: Client, school: School, team: list[Member]
) -> None:
    words = {"outsiders": HOSTILE, "known_as": HOSTILE, "known_contact": HOSTILE}
    filed = file(school, story=HOSTILE, receipt=RECEIPT, **words)
    actions.send(own=own(filed), text=HOSTILE)
    open_own_browser(client)
    for name in ("dossier", "add", "wish", "readers", "address", "known", "withdraw"):
        assert "<script>alert" not in page_of(client, name), name


# The wish


def test_another_wish_is_news_for_the_team_and_told_once(
    reporter: Client, filed: FiledReport
) -> None:
    News.objects.all().delete()
    for _ in range(2):
        reporter.post(url("wish"), {"wish": "act"})
    assert News.objects.count() == 3
    assert Event.objects.filter(verb=Verb.WISH_CHANGED).count() == 1
    assert own(filed).decisions.wish == Wish.ACT
    assert "Je veranderde je wens" in page_of(reporter)


@pytest.mark.parametrize("wish", ["keep", "count", "", "iets"])
def test_what_a_filed_report_can_no_more_be_is_refused_in_words(
    reporter: Client, filed: FiledReport, wish: str
) -> None:
    assert reporter.post(url("wish"), {"wish": wish}).status_code == 422
    assert own(filed).decisions.wish == Wish.TALK


def test_counting_twice_counts_once(client: Client, keeper: FiledReport) -> None:
    for _ in range(2):
        client.post(url("wish"), {"wish": "count"})
    client.post(url("wish"), {"wish": "keep"})
    client.post(url("wish"), {"wish": "count"})
    assert RegistrationRecord.objects.count() == 1
    assert "telt mee in de cijfers" in page_of(client)


def test_two_tabs_that_count_at_once_count_once(client: Client, keeper: FiledReport) -> None:
    first, second = own(keeper), own(keeper)
    assert not second.decisions.counted  # read before the other tab wrote
    school = School.objects.get()
    for mine in (first, second):
        actions.change_wish(own=mine, wish=Wish.COUNT, school=school)
    assert RegistrationRecord.objects.count() == 1


# Handing in


def test_handing_in_twice_is_one_case(client: Client, keeper: FiledReport) -> None:
    for _ in range(2):
        assert client.post(url("hand-in"), {"wish": "talk"}).status_code == 302
    assert Case.objects.count() == 1


def test_two_tabs_that_hand_in_make_one_case(client: Client, keeper: FiledReport) -> None:
    school = School.objects.get()
    mine = [own(keeper), own(keeper)]
    for one in mine:
        actions.change_wish(own=one, wish=Wish.TALK, school=school)
    assert Case.objects.count() == 1


def test_a_name_outside_the_team_goes_along(
    client: Client, keeper: FiledReport, team: list[Member]
) -> None:
    client.post(url("hand-in"), {"wish": "talk", "outsiders": "mijn mentor"})
    opened = open_case(member=team[0].unlocked, case=Case.objects.get())
    assert opened.decisions.outsiders == "mijn mentor"


@pytest.mark.parametrize("lack", ["nobody has a key", "the point is closed"])
def test_without_readers_it_says_so_before_anything_is_given(
    client: Client, keeper: FiledReport, school: School, lack: str
) -> None:
    if lack == "the point is closed":
        School.objects.update(is_open=False)
    else:
        school.vault.recipients.update(state=RecipientState.SUSPENDED)  # type: ignore[union-attr]
    answer = client.post(url("wish"), {"wish": "talk"}).content.decode()
    assert "Niemand kan je melding nu lezen" in answer
    assert "discriminatie.nl" in answer
    assert not Page(answer).all("input", name="wish")
    assert client.post(url("hand-in"), {"wish": "talk"}).status_code == 409
    assert not Case.objects.exists()


# Who may not see it


def test_who_left_the_school_stays_excluded_when_others_are_chosen(
    reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    """They are no box to tick any more: that must not read as letting them in again."""
    ilse, wim = team[1], team[2]
    reporter.post(url("readers"), {"exclude": [wim.user.pk]})
    Membership.objects.filter(user=wim.user).update(ended_on=today())
    wim.recipient.state = RecipientState.LEFT
    wim.recipient.left_on = today()
    wim.recipient.save()
    assert wim.user.name not in page_of(reporter, "readers")

    reporter.post(url("readers"), {"exclude": [ilse.user.pk]})

    assert keyring.excluded_users(filed.dossier) == {ilse.user, wim.user}


def test_what_is_said_afterwards_is_what_changed(reporter: Client, team: list[Member]) -> None:
    ilse, wim = (str(member.user.pk) for member in team[1:3])
    out, back_in = "kan het vanaf nu niet meer openen", "mag vanaf nu weer meelezen"

    def choose(excluded: list[str], ticked: list[str]) -> str:
        form = {"exclude": excluded, "ticked": ticked}
        return reporter.post(url("readers"), form, follow=True).content.decode()

    page = choose([ilse], [])
    assert out in page
    assert back_in not in page
    page = choose([], [ilse])
    assert back_in in page
    assert out not in page
    choose([ilse], [])
    page = choose([wim], [ilse])
    assert out in page
    assert "mag weer meelezen" in page
    page = choose([wim], [wim])
    assert "dezelfde mensen" in page
    assert out not in page
    assert "weer meelezen" not in page


def test_people_of_another_school_cannot_be_chosen(reporter: Client, filed: FiledReport) -> None:
    assert reporter.post(url("readers"), {"exclude": [str(uuid4())]}).status_code == 422
    assert not keyring.excluded_users(filed.dossier)


def test_what_is_only_kept_has_no_readers_to_choose(client: Client, keeper: FiledReport) -> None:
    assert client.get(url("readers"))["Location"] == url("dossier")
    assert client.post(url("readers"), {})["Location"] == url("dossier")
    assert "Kies wie dit niet mag zien" not in page_of(client)


def test_an_excluded_member_loses_the_case_that_was_theirs(
    reporter: Client, team: list[Member]
) -> None:
    Case.objects.update(assignee=team[1].user)
    reporter.post(url("readers"), {"exclude": [team[1].user.pk]})
    assert Case.objects.get().assignee is None
    assert not News.objects.filter(recipient=team[1].recipient).exists()


# Name and address


def test_a_name_is_news_and_the_same_name_is_not(reporter: Client, filed: FiledReport) -> None:
    reporter.post(url("known"), {"name": "Samira", "contact": "06"})
    assert own(filed).decisions.known_as == "Samira"
    News.objects.all().delete()
    reporter.post(url("known"), {"name": "Samira ", "contact": "06"})
    assert not News.objects.exists()


@pytest.mark.parametrize("host", ["zeewaarde.example", "student.zeewaarde.example"])
def test_an_address_of_the_school_is_warned_about(
    reporter: Client, filed: FiledReport, host: str
) -> None:
    answer = reporter.post(url("address"), {"address": f"ik@{host}"})
    assert "Dit is een adres van je school." in answer.content.decode()
    assert own(filed).report.address is None


def test_an_address_is_never_shown_again_and_can_be_wiped(
    reporter: Client, filed: FiledReport
) -> None:
    reporter.post(url("address"), {"address": "ik@elders.example"})
    assert own(filed).report.address is not None
    for name in ("dossier", "address"):
        assert "ik@elders.example" not in page_of(reporter, name)
    reporter.post(url("address"), {"remove": "1"})
    assert own(filed).report.address is None


# Withdrawing


def test_a_double_click_on_withdrawing_ends_on_the_same_page(
    reporter: Client, filed: FiledReport
) -> None:
    cookies = reporter.cookies.copy()
    first = reporter.post(url("withdraw"))
    reporter.cookies = cookies
    second = reporter.post(url("withdraw"))
    assert first["Location"] == second["Location"] == url("withdrawn")
    assert not Dossier.objects.exists()


def test_withdrawing_says_what_is_lost_and_what_stays(client: Client, keeper: FiledReport) -> None:
    client.post(url("wish"), {"wish": "count"})
    page = page_of(client, "withdraw")
    assert "Je verhaal wordt voor altijd gewist." in page
    assert "blijft meetellen in de cijfers" in page
    assert "Wie je melding al las" not in page


def test_a_withdrawal_without_the_code_asks_for_it(client: Client, filed: FiledReport) -> None:
    assert client.post(url("withdraw")).status_code == 409
    assert Dossier.objects.exists()
    done = client.post(url("withdraw"), {"code": RECEIPT})
    assert done["Location"] == url("withdrawn")
    assert not Dossier.objects.exists()


def test_a_file_that_was_spoken_in_place_of_a_story_is_named(
    client: Client, school: School, team: list[Member]
) -> None:
    filed = file(school, receipt=RECEIPT)
    keys = own(filed).keys
    report = filed.dossier.report
    keys.seal(report, "account", own(filed).account.as_json() | {"account": ""})
    report.save()
    open_own_browser(client)
    page = page_of(client)
    assert STORY not in page
    assert "Je schreef niets, maar je stuurde wel een bestand mee." in page


def test_a_newcomer_of_another_school_is_nobody_here(reporter: Client) -> None:
    stranger = make_member(duinkerk(), name="Els Vreemd")
    address = reverse("reporter:newcomer", args=[stranger.recipient.pk])
    assert reporter.post(address, {"answer": "ja"})["Location"] == url("dossier")


def test_a_role_is_named_in_the_language_of_who_reads(
    reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    casework.reply(member=team[0].unlocked, case=Case.objects.get(), text="Dank je.")
    assert "Mehmet Aydın</strong>, vertrouwenspersoon" in page_of(reporter)
    with override("en"):
        assert "Mehmet Aydın</strong>, confidential counsellor" in page_of(reporter)

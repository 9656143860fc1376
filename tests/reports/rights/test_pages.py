"""The pages: the procedure for everybody, and the desks for who works there."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from reports.rights import actions
from reports.rights.models import DataRequest
from reports.rights.policy import Counter
from reports.rights.vocabulary import Outcome, Part
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import suppose
from tests import cast
from tests.reports.filing import file
from tests.reports.rights.conftest import TODAY, client_of, enter

PROCEDURE = "/privacy/rechten/"
TEAM = "/zaken/verzoeken/zeewaarde/"
OFFICE = "/beheer/school/zeewaarde/verzoeken/"
PLATFORM = "/beheer/verzoeken/"


def form(**facts: Any) -> dict[str, Any]:
    return {"right": "insight", "received_on": TODAY.isoformat()} | facts


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


# ---------- the procedure ----------


@pytest.mark.django_db
def test_the_procedure_is_found_from_the_footer_and_from_privacy() -> None:
    for path in ("/", "/privacy/", "/hulp/"):
        assert f'href="{PROCEDURE}"' in text(Client(), path)
    assert 'href="/en/privacy/rechten/"' in text(Client(), "/en/privacy/")


@pytest.mark.django_db
def test_the_procedure_says_what_each_can_do_within_a_month_and_where_to_complain() -> None:
    page = text(Client(), PROCEDURE)
    for words in (
        "Trek je melding in",
        "Neem je dossier mee",
        "Iedereen die dit vraagt, krijgt dezelfde brief",
        "Binnen een maand krijg je antwoord",
        "artikel 41 van de UAVG",
        "Autoriteit Persoonsgegevens",
        "ombudsfunctionaris",
        "klachtencommissie",
    ):
        assert words in page
    english = text(Client(), f"/en{PROCEDURE}")
    assert "Everybody who asks this gets the same letter" in english
    assert "Binnen een maand" not in english


def test_a_reporter_finds_it_in_the_own_dossier(school: School, mehmet: User) -> None:
    file(school, receipt="0" * 25)
    client = Client()
    client.post("/dossier/", {"code": "0" * 25})
    assert f'href="{PROCEDURE}"' in text(client, "/dossier/inhoud/")


# ---------- the desks ----------


def test_the_office_passes_a_letter_on_and_the_team_answers_it(
    truus: User, mehmet: User, school: School
) -> None:
    office, team = client_of(truus), client_of(mehmet)
    answer = office.post(f"{OFFICE}nieuw/", form(part="reports"), follow=True)
    assert "Geef nu de brief af." in answer.content.decode()
    one = DataRequest.objects.get()
    assert str(one.pk) not in text(office, OFFICE)  # nothing there to decide
    assert office.get(f"{OFFICE}{one.pk}/afronden/").status_code == 404
    assert "Het antwoord gaat weg op zondag 20 december 2026, niet eerder." in text(team, TEAM)
    close = f"{TEAM}{one.pk}/afronden/"
    early = team.post(close, {"outcome": "answered"})
    assert early.status_code == 422
    assert "zou iets verraden" in early.content.decode()
    with suppose(one.answer_on):
        assert "De vaste dag was zondag 20 december 2026: stuur het antwoord nu." in text(
            team, TEAM
        )
        assert "de brief kan nu weg" in text(team, close)
        assert team.post(close, {"outcome": "answered"})["Location"] == TEAM
        assert "Beantwoord met de vaste brief" in text(team, TEAM)


def test_what_the_office_reads_is_the_same_word_for_word_whatever_the_team_did(
    truus: User, mehmet: User, school: School, team: Counter, office: Counter
) -> None:
    """Attack: an administrator who enters a letter watches for an answer that differs."""
    one = enter(truus, office, Part.REPORTS)
    client = client_of(truus)
    with suppose(one.answer_on):
        before = without_token(text(client, OFFICE))
        actions.close(by=mehmet, counter=team, request=one, outcome=Outcome.ANSWERED)
        assert without_token(text(client, OFFICE)) == before


def without_token(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_it_is_the_same_for_a_school_with_a_dossier_and_for_one_without(
    truus: User, mehmet: User, school: School, office: Counter
) -> None:
    enter(truus, office, Part.REPORTS)
    client = client_of(truus)
    before = without_token(text(client, OFFICE))
    file(school)
    assert without_token(text(client, OFFICE)) == before


def test_a_late_request_is_said_on_every_desk_that_sees_it(
    mehmet: User, team: Counter, truus: User, olga: User
) -> None:
    one = enter(mehmet, team, Part.REPORTS)
    with suppose(one.due_on + timedelta(days=1)):
        for user, path in ((mehmet, TEAM), (truus, OFFICE), (olga, PLATFORM)):
            assert "Te laat: de termijn was" in text(client_of(user), path)


def test_above_it_is_said_who_must_answer_what_is_late(
    mehmet: User, team: Counter, truus: User, office: Counter, olga: User
) -> None:
    one, other = enter(mehmet, team, Part.REPORTS), enter(truus, office, Part.ACCOUNT)
    with suppose(one.due_on + timedelta(days=1)):
        page = text(client_of(olga), PLATFORM)
        assert page.count("Vraag het meldteam vandaag te antwoorden.") == 1
        assert page.count("Vraag de beheerder van de school vandaag te antwoorden.") == 1
    assert other.due_on == one.due_on


def test_more_time_needs_a_reason_from_the_list(truus: User, office: Counter) -> None:
    one = enter(truus, office, Part.ACCOUNT)
    client = client_of(truus)
    path = f"{OFFICE}{one.pk}/meer-tijd/"
    assert client.post(path, {}).status_code == 422
    assert client.post(path, {"reason": "holiday"}).status_code == 422
    assert client.post(path, {"reason": "number"})["Location"] == OFFICE
    page = text(client, OFFICE)
    assert "Uiterlijk 27 feb" in page
    assert "Er zijn veel verzoeken tegelijk" in page
    assert path not in page  # once


def test_a_colleague_was_first(truus: User, office: Counter) -> None:
    one = enter(truus, office, Part.ACCOUNT)
    actions.close(by=truus, counter=office, request=one, outcome=Outcome.GRANTED)
    answer = client_of(truus).post(
        f"{OFFICE}{one.pk}/afronden/", {"outcome": "refused"}, follow=True
    )
    assert "Een collega sloot dit verzoek al." in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"part": ""}, {"right": "revenge"}, {"received_on": "2026-11-28"}, {"received_on": "ooit"}],
)
def test_a_form_that_is_not_right_says_so(
    truus: User, office: Counter, wrong: dict[str, str]
) -> None:
    client = client_of(truus)
    sent = form(part="account") | wrong
    answer = client.post(f"{OFFICE}nieuw/", sent)
    assert answer.status_code == 422
    assert "Er klopt nog iets niet." in answer.content.decode()
    assert not DataRequest.objects.exists()


def test_a_team_enters_what_came_to_it_and_nothing_else(mehmet: User, team: Counter) -> None:
    client = client_of(mehmet)
    assert 'type="radio" name="part"' not in text(client, f"{TEAM}nieuw/")
    assert client.post(f"{TEAM}nieuw/", form(part="account")).status_code == 422
    client.post(f"{TEAM}nieuw/", form())
    assert DataRequest.objects.get().part == Part.REPORTS


def test_one_team_is_found_at_once_and_of_two_one_chooses(mehmet: User, school: School) -> None:
    client = client_of(mehmet)
    assert client.get("/zaken/verzoeken/")["Location"] == TEAM
    other = cast.duinkerk()
    Membership.objects.create(user=mehmet, school=other, role=Role.CONFIDENTIAL_COUNSELLOR)
    page = text(client, "/zaken/verzoeken/")
    assert TEAM in page
    assert "/zaken/verzoeken/duinkerk/" in page


def test_every_desk_is_found_from_where_its_people_work(
    mehmet: User, truus: User, olga: User, school: School
) -> None:
    for user, path, way in (
        (mehmet, "/zaken/", "/zaken/verzoeken/"),
        (truus, "/beheer/school/zeewaarde/", OFFICE),
        (olga, "/beheer/scholen/", PLATFORM),
    ):
        assert f'href="{way}"' in text(client_of(user), path)


def test_the_letter_is_there_in_both_languages_for_the_team_alone(
    mehmet: User, truus: User, school: School
) -> None:
    assert "Iedereen die dit vraagt, krijgt deze brief" in text(client_of(mehmet), TEAM)
    assert "Everybody who asks this gets this letter" in text(client_of(mehmet), f"/en{TEAM}")
    assert "krijgt deze brief" not in text(client_of(truus), OFFICE)

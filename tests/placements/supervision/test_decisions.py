"""SBB's officer: find, decide, confirm; and what everybody else may not."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from placements.accreditations.actions import block, is_erkend, recognise
from placements.accreditations.models import (
    Accreditation,
    AccreditationChange,
    Key,
    Programme,
    Status,
)
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.supervision import actions
from placements.supervision.decisions import Decision, Refused
from placements.supervision.reading import lines
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from tests import cast
from tests.placements.accreditations.conftest import FILE, TODAY

DAY = timedelta(days=1)
REASON = "Geen praktijkopleider meer"


def address(key: Key, decision: Decision) -> str:
    return (
        f"/toezicht/bedrijven/{key.company_id}/{key.programme_id}/{key.pathway}/{decision.value}/"
    )


def sent(**facts: str) -> dict[str, str]:
    return {"day": TODAY.isoformat(), "reason": REASON} | facts


def test_an_officer_finds_a_company_and_sees_what_it_may(desk: Client, erkend: Key) -> None:
    html = desk.get("/toezicht/", {"q": "windwijzer"}).content.decode()
    assert f"/toezicht/bedrijven/{erkend.company_id}/" in html
    html = desk.get("/toezicht/", {"q": "100-417-920"}).content.decode()
    assert "Autobedrijf Windwijzer" in html
    html = desk.get(f"/toezicht/bedrijven/{erkend.company_id}/").content.decode()
    assert "Autotechnicus" in html
    assert FILE in html
    assert "schorsen/" in html


def test_a_decision_is_first_named_and_then_taken(desk: Client, erkend: Key) -> None:
    where = address(erkend, Decision.SUSPEND)
    until = TODAY + 30 * DAY
    html = desk.post(where, sent(until=until.isoformat())).content.decode()
    assert "Van 27 november 2026 tot en met 27 december 2026" in html
    assert 'name="confirmed"' in html
    assert is_erkend(erkend, TODAY), "nothing has happened yet"
    answer = desk.post(where, sent(until=until.isoformat(), confirmed="1"), follow=True)
    assert "De erkenning is geschorst." in answer.content.decode()
    assert REASON in answer.content.decode()
    assert not is_erkend(erkend, until)
    assert is_erkend(erkend, until + DAY)


def test_a_decision_is_written_down_and_audited_without_its_words(
    desk: Client, advisor: User, erkend: Key
) -> None:
    desk.post(address(erkend, Decision.WITHDRAW), sent(confirmed="1"))
    change = AccreditationChange.objects.latest("pk")
    assert (change.by, change.reason, change.status) == (advisor, REASON, Status.WITHDRAWN)
    event = Event.objects.latest("seq")
    assert (event.verb, event.subject) == (Verb.RECOGNITION_DECIDED, erkend.company_id)
    assert event.detail["what"] == "withdraw"
    assert REASON not in str(event.detail)


def test_a_suspension_is_lifted_and_a_recognition_ended(desk: Client, erkend: Key) -> None:
    block(key=erkend, status=Status.SUSPENDED, source="SBB", day=TODAY)
    desk.post(address(erkend, Decision.LIFT), sent(confirmed="1"))
    assert is_erkend(erkend, TODAY)
    desk.post(address(erkend, Decision.END), sent(confirmed="1"))
    assert not is_erkend(erkend, TODAY)


def test_a_form_sent_twice_decides_once_and_says_so(desk: Client, erkend: Key) -> None:
    where = address(erkend, Decision.SUSPEND)
    desk.post(where, sent(confirmed="1"))
    html = desk.post(where, sent(confirmed="1")).content.decode()
    assert "Op die dag is er geen erkenning om te schorsen." in html
    assert Accreditation.objects.filter(status=Status.SUSPENDED).count() == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"day": (TODAY - DAY).isoformat()}, "Kies vandaag of een dag die nog komt."),
        ({"until": (TODAY - DAY).isoformat()}, "De laatste dag ligt voor de eerste dag."),
        ({"day": "9999-12-31"}, "Klopt het jaar?"),
        ({"reason": " "}, "reason"),
    ],
)
def test_a_wrong_day_or_no_reason_is_explained_and_changes_nothing(
    desk: Client, erkend: Key, facts: dict[str, str], sentence: str
) -> None:
    html = desk.post(
        address(erkend, Decision.SUSPEND), sent(confirmed="1", **facts)
    ).content.decode()
    assert sentence in html
    assert is_erkend(erkend, TODAY)


def test_an_officer_recognises_for_a_programme(
    desk: Client, garage: TrainingCompany, mechanic: Programme
) -> None:
    where = f"/toezicht/bedrijven/{garage.pk}/erkennen/"
    facts = sent(crebo="90211", pathway="bbl")
    answer = desk.post(where, facts)
    assert answer.status_code == 302
    assert is_erkend(Key(garage.pk, mechanic.pk, "bbl"), TODAY)
    assert "al erkend" in desk.post(where, facts).content.decode()
    unknown = desk.post(where, facts | {"crebo": "99999"}).content.decode()
    assert "Deze crebo kennen we niet." in unknown


def test_what_is_withdrawn_is_lifted_before_it_is_recognised_again(
    advisor: User, erkend: Key
) -> None:
    block(key=erkend, status=Status.WITHDRAWN, source="SBB", day=TODAY)
    with pytest.raises(Refused, match="Hef dat eerst op"):
        actions.recognise(by=advisor, key=erkend, day=TODAY, until=None, reason="x")


def test_what_an_officer_ends_ends_for_every_source(advisor: User, erkend: Key) -> None:
    recognise(key=erkend, source="ander.csv")
    actions.decide(by=advisor, key=erkend, decision=Decision.END, day=TODAY + DAY, reason="x")
    assert is_erkend(erkend, TODAY)
    assert not is_erkend(erkend, TODAY + DAY)


def test_nobody_else_decides(erkend: Key) -> None:
    school = cast.zeewaarde()
    company = cast.make_user("Gijs Garage")
    Membership.objects.create(user=company, role=Role.COMPANY_CONTACT)
    for user in (cast.make_administrator(school), cast.make_user("Sem Student"), company):
        with pytest.raises(PermissionDenied):
            actions.decide(by=user, key=erkend, decision=Decision.WITHDRAW, day=TODAY, reason="x")
        with pytest.raises(PermissionDenied):
            actions.recognise(by=user, key=erkend, day=TODAY, until=None, reason="x")
    assert is_erkend(erkend, TODAY)


def test_a_page_offers_only_what_can_be_decided(
    advisor: User, garage: TrainingCompany, erkend: Key
) -> None:
    def offered() -> set[Decision]:
        [line] = lines(garage, TODAY)
        return {decision for decision, _ in line.decisions}

    assert offered() == {Decision.SUSPEND, Decision.WITHDRAW, Decision.END}
    suspend: dict[str, Any] = {"decision": Decision.SUSPEND, "day": TODAY, "reason": "x"}
    actions.decide(by=advisor, key=erkend, **suspend)
    assert offered() == {Decision.WITHDRAW, Decision.LIFT, Decision.END}


def test_an_address_that_means_nothing_is_not_found(desk: Client, erkend: Key) -> None:
    good = address(erkend, Decision.SUSPEND)
    assert desk.get(good).status_code == 200
    assert desk.get(good.replace("schorsen", "belonen")).status_code == 404
    assert desk.get(good.replace("/bol/", "/xyz/")).status_code == 404
    assert desk.get(good.replace(f"/{erkend.programme_id}/", "/999999/")).status_code == 404


def test_a_large_company_asks_the_database_as_often_as_a_small_one(
    desk: Client,
    garage: TrainingCompany,
    erkend: Key,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def ask() -> None:
        with django_assert_max_num_queries(20) as asked:
            desk.get(f"/toezicht/bedrijven/{garage.pk}/")
        numbers.append(len(asked))

    numbers: list[int] = []
    ask()
    for number in range(20):
        programme = Programme.objects.create(
            kind="kwalificatie", crebo=f"{91000 + number}", name=f"Vak {number}"
        )
        recognise(key=Key(garage.pk, programme.pk, "bol"), source=FILE)
    ask()
    assert numbers[0] == numbers[1]


def test_nobody_decides_about_a_company_for_which_they_speak(
    desk: Client, advisor: User, garage: TrainingCompany, erkend: Key
) -> None:
    block(key=erkend, status=Status.WITHDRAWN, source="SBB", day=TODAY)
    CompanyContact.objects.create(company=garage, user=advisor, started_on=TODAY)
    with pytest.raises(PermissionDenied):
        actions.decide(by=advisor, key=erkend, decision=Decision.LIFT, day=TODAY, reason="x")
    with pytest.raises(PermissionDenied):
        actions.recognise(by=advisor, key=erkend, day=TODAY, until=None, reason="x")
    for where in (address(erkend, Decision.LIFT), f"/toezicht/bedrijven/{garage.pk}/erkennen/"):
        assert desk.get(where).status_code == 403
        assert desk.post(where, sent(confirmed="1")).status_code == 403
    assert not is_erkend(erkend, TODAY)


def test_an_advisor_who_signs_in_begins_at_the_recognitions(desk: Client) -> None:
    assert desk.get("/inloggen/start/").headers["Location"] == "/toezicht/"

"""POST /api/v1/receipts/ and /api/v1/reports/, as contract.md promises them."""

import json
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from placements.companies.actions import register
from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.dossiers.models import Report
from reports.dossiers.vocabulary import Ground, Phase, Wish
from reports.registration.models import RegistrationRecord
from schools.registry.models import School
from stagebaken.vault import keyring, receipts
from stagebaken.vault.errors import Busy
from stagebaken.vault.models import Dossier
from tests import cast
from tests.cast import Member
from tests.reports.intake.journey import STORY, only_case, own

LEAST = {"school": "zeewaarde", "account": STORY, "wish": "talk"}


def post(path: str, data: Any) -> Any:
    body = data if isinstance(data, str | bytes) else json.dumps(data)
    return Client().post(f"/api/v1/{path}/", body, content_type="application/json")


def file(**data: Any) -> Any:
    return post("reports", LEAST | data)


def with_receipt() -> dict[str, str]:
    made: dict[str, str] = post("receipts", {}).json()
    return made


def assert_problem(response: Any, status: int, *fields: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert set(fields) <= set(problem.get("errors", {}))
    return problem


def test_a_receipt_is_made_with_a_ticket_and_nothing_is_stored(db: None) -> None:
    response = post("receipts", {})
    assert response.status_code == 201
    assert set(response.json()) == {"receipt", "ticket"}
    assert receipts.normalise(response.json()["receipt"]) == response.json()["receipt"]
    assert response["Cache-Control"] == "no-store"
    assert not Dossier.objects.exists()


def test_a_report_without_a_receipt_gets_one(team: list[Member]) -> None:
    response = file()
    assert response.status_code == 201
    assert set(response.json()) == {"receipt"}
    assert own(response.json()["receipt"]).account.account == STORY


def test_a_report_with_its_own_receipt_is_opened_by_it(team: list[Member]) -> None:
    made = with_receipt()
    response = file(**made)
    assert (response.status_code, response.json()) == (201, {"receipt": made["receipt"]})
    assert own(made["receipt"]).case == only_case()


def test_the_same_receipt_again_is_the_same_report_and_the_first_content_stands(
    team: list[Member],
) -> None:
    made = with_receipt()
    file(**made)
    again = file(**(made | {"account": "Iets anders"}))
    assert (again.status_code, again.json()) == (200, {})
    assert own(made["receipt"]).account.account == STORY
    assert Report.objects.count() == Case.objects.count() == 1


@pytest.mark.parametrize(
    "ticket", [None, "", "x", "ff.x", "ffffffff.YQ", "é.ü", "9999999999." + "a" * 43]
)
def test_a_receipt_without_its_valid_ticket_is_refused(
    team: list[Member], ticket: str | None
) -> None:
    data = {"receipt": with_receipt()["receipt"]} | ({} if ticket is None else {"ticket": ticket})
    assert file(**data).status_code == 400
    assert not Report.objects.exists()


def test_a_ticket_of_another_receipt_is_refused(team: list[Member]) -> None:
    one, other = with_receipt(), with_receipt()
    response = file(receipt=one["receipt"], ticket=other["ticket"])
    problem = assert_problem(response, 400, "ticket")
    assert one["receipt"] not in json.dumps(problem)


def test_a_ticket_lives_two_days(team: list[Member]) -> None:
    made = with_receipt()
    with patch("stagebaken.vault.receipts.time.time", return_value=4_000_000_000):
        assert_problem(file(**made), 400, "ticket")


@pytest.mark.parametrize("receipt", ["", "123", "0" * 25 + "1", "a" * 25, "1" * 25])
def test_what_is_no_receipt_is_refused(team: list[Member], receipt: str) -> None:
    assert_problem(file(receipt=receipt, ticket="x"), 400, "receipt")


@pytest.mark.parametrize("lacking", ["school", "account", "wish"])
def test_school_account_and_wish_are_required(team: list[Member], lacking: str) -> None:
    data = {name: value for name, value in LEAST.items() if name != lacking}
    assert_problem(post("reports", data), 400, lacking)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phases", ["later"]),
        ("phases", "during"),
        ("grounds", ["onzin"]),
        ("grounds", [None]),
        ("wish", "onzin"),
        ("wish", None),
        ("account", ""),
        ("account", "a" * (ACCOUNT_LIMIT + 1)),
        ("account", "a\x00b"),
        ("account", {"text": "a"}),
        ("school", "nergens"),
        ("school", 5),
        ("company_id", "geen id"),
        ("company_id", str(uuid4())),
        ("company_text", "a" * 161),
        ("exclude", ["geen id"]),
        ("exclude", [str(uuid4())]),
        ("contact_email", "geen adres"),
    ],
)
def test_a_wrong_value_is_explained_at_its_field(
    team: list[Member], field: str, value: Any
) -> None:
    problem = assert_problem(file(**{field: value}), 400)
    assert any(name.split(".")[0] == field for name in problem["errors"])
    assert not Report.objects.exists()


def test_every_phase_ground_and_wish_of_the_contract_is_taken(team: list[Member]) -> None:
    assert set(Phase.values) == {"seeking", "during"}
    assert set(Wish.values) == {"keep", "count", "talk", "place", "act"}
    assert len(Ground.values) == 15
    response = file(phases=Phase.values, grounds=Ground.values)
    assert sorted(own(response.json()["receipt"]).account.grounds) == sorted(Ground.values)


def test_a_company_of_the_register_is_named(team: list[Member]) -> None:
    company = register(name="Autobedrijf Windwijzer", place="Zeedorp")
    account = own(file(company_id=str(company.pk)).json()["receipt"]).account
    assert account.company_id == str(company.pk)
    assert account.company_text == "Autobedrijf Windwijzer, Zeedorp"


def test_a_company_in_own_words_is_kept(team: list[Member]) -> None:
    receipt = file(company_text="De garage op de hoek").json()["receipt"]
    assert own(receipt).account.company_text == "De garage op de hoek"


def test_two_companies_are_one_too_many(team: list[Member]) -> None:
    company = register(name="Autobedrijf Windwijzer", place="Zeedorp")
    assert_problem(file(company_id=str(company.pk), company_text="X"), 400, "company_text")


def test_an_excluded_member_reads_nothing(team: list[Member]) -> None:
    listed = Client().get("/api/v1/schools/zeewaarde/team/").json()
    wim = next(person["id"] for person in listed if person["name"] == "Wim de Roo")
    file(exclude=[wim])
    readers = {one.user.name for one in keyring.readers(only_case().dossier)}
    assert readers == {"Mehmet Aydın", "Ilse Bosgra"}
    assert not Case.objects.visible_to(team[2].user).exists()


def test_somebody_of_another_school_cannot_be_excluded(team: list[Member]) -> None:
    stranger = cast.make_member(cast.duinkerk(), name="Vreemde Eend")
    assert_problem(file(exclude=[str(stranger.user.pk)]), 400, "exclude")


def test_when_nobody_could_read_it_nothing_is_filed(team: list[Member]) -> None:
    everybody = [str(member.user.pk) for member in team]
    made = with_receipt()
    problem = assert_problem(file(exclude=everybody, **made), 409)
    assert problem["type"] == "urn:stagebaken:problem:no-readers"
    assert "keep" in problem["detail"]
    assert not Dossier.objects.exists()
    # The same receipt can still be used for the logbook.
    assert file(exclude=everybody, wish="keep", **made).status_code == 201


@pytest.mark.parametrize("wish", ["talk", "place", "act"])
def test_a_school_without_a_team_answers_the_same(school: School, wish: str) -> None:
    assert_problem(file(wish=wish), 409)


@pytest.mark.parametrize("wish", ["keep", "count"])
def test_a_report_without_readers_opens_no_case(school: School, wish: str) -> None:
    receipt = file(wish=wish).json()["receipt"]
    assert not Case.objects.exists()
    assert own(receipt).decisions.wish == wish
    assert RegistrationRecord.objects.count() == (wish == "count")


def test_a_closed_school_takes_no_report(team: list[Member]) -> None:
    School.objects.update(is_open=False)
    assert_problem(file(), 409)
    assert file(wish="keep").status_code == 201


def test_an_address_is_sealed_and_not_for_staff(team: list[Member]) -> None:
    file(contact_email="noor@voorbeeld.nl")
    report = Report.objects.get()
    assert report.address is not None
    assert b"noor" not in report.address
    opened = open_case(member=team[0].unlocked, case=only_case())
    assert "noor" not in repr(opened)
    assert opened.keys.read(report, "address") == "noor@voorbeeld.nl"


def test_the_receipt_is_in_no_row(team: list[Member]) -> None:
    from tests.reports.intake.test_drafts import everything_stored

    receipt = file().json()["receipt"]
    assert not [value for value in everything_stored() if receipt.encode() in value]


def test_only_json_is_read(team: list[Member]) -> None:
    response = Client().post("/api/v1/reports/", LEAST)
    assert_problem(response, 415)


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_reports_are_only_filed_here(team: list[Member], method: str) -> None:
    for path in ("receipts", "reports"):
        assert_problem(getattr(Client(), method)(f"/api/v1/{path}/"), 405)


def test_busy_is_answered_with_a_time_to_come_back(team: list[Member]) -> None:
    made = with_receipt()
    with patch("reports.intake.actions.receipts.derive", side_effect=Busy):
        response = file(**made)
    assert_problem(response, 503)
    assert response["Retry-After"]
    assert file(**made).status_code == 201


def test_nobody_is_signed_in_here(team: list[Member]) -> None:
    client = Client()
    client.force_login(team[0].user)
    response = client.post(
        "/api/v1/reports/", json.dumps(LEAST), "application/json", headers={"Authorization": "x"}
    )
    assert response.status_code == 201
    assert not response.cookies


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
FIELDS = [*LEAST, "phases", "grounds", "company_id", "company_text", "exclude", "contact_email",
          "receipt", "ticket"]  # fmt: skip


@given(data=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5))
def test_no_body_whatever_breaks_it(team: list[Member], data: dict[str, Any]) -> None:
    assert file(**data).status_code in {200, 201, 400, 409}


@given(body=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_what_is_no_object_is_refused(team: list[Member], body: bytes) -> None:
    response = post("reports", body)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"

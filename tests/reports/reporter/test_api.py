"""The dossier by API: the same actions as the pages; the receipt in bodies alone."""

from datetime import date
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reports.casework import actions as casework
from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.dossiers.actions import Kind
from reports.dossiers.vocabulary import Wish
from reports.intake.actions import FiledReport
from reports.reporter import actions
from schools.registry.models import School
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.filing import STORY, file, own
from tests.reports.reporter.conftest import RECEIPT

pytestmark = pytest.mark.django_db


def api(client: Client, path: str, **body: Any) -> Any:
    return client.post(f"/api/v1/dossier/{path}/", body, content_type="application/json")


def test_a_receipt_opens_the_dossier(
    client: Client, filed: FiledReport, team: list[Member]
) -> None:
    case = Case.objects.get()
    open_case(member=team[0].unlocked, case=case)
    casework.reply(
        member=team[0].unlocked,
        case=case,
        text="Dank je.",
        upload=SimpleUploadedFile("naam.txt", b"Een brief."),
    )

    answer = api(client, "open", receipt=receipts.grouped(RECEIPT))

    opened = answer.json()
    assert answer.status_code == 200
    assert (opened["status"], opened["whose_turn"]) == ("acknowledged", "reporter")
    assert date.fromisoformat(opened["due"]) > today()
    assert opened["report"]["account"] == STORY
    assert opened["report"]["grounds"] == ["race", "religion"]
    assert [act["what"] for act in opened["timeline"]] == [
        "filed", "opened", "opened", "attachment_added", "replied",
    ]  # fmt: skip
    assert {act["by"] for act in opened["timeline"]} == {"reporter", "confidential_counsellor"}
    (message,) = opened["messages"]
    assert (message["from"], message["text"]) == ("staff", "Dank je.")
    assert [item["name"] for item in message["files"]] == ["Tekst 1"]
    assert opened["decisions"]["readers"] == ["Ilse Bosgra", "Mehmet Aydın", "Wim de Roo"]
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("wish", "status"), [(Wish.KEEP, "kept"), (Wish.COUNT, "counted")])
def test_what_no_team_has_says_so(
    client: Client, school: School, team: list[Member], wish: Wish, status: str
) -> None:
    file(school, wish=wish, receipt=RECEIPT)
    opened = api(client, "open", receipt=RECEIPT).json()
    assert (opened["status"], opened["whose_turn"], opened["due"]) == (status, None, None)


def test_an_address_that_was_left_is_known_and_not_shown(
    client: Client, school: School, team: list[Member]
) -> None:
    file(school, address="ik@elders.example", receipt=RECEIPT)
    answer = api(client, "open", receipt=RECEIPT)
    assert answer.json()["decisions"]["has_address"] is True
    assert b"elders.example" not in answer.content


def test_a_message_is_written_and_in_a_logbook_it_is_an_addition(
    client: Client, school: School, team: list[Member]
) -> None:
    kept = file(school, wish=Wish.KEEP, receipt=RECEIPT)
    sent = api(client, "messages", receipt=RECEIPT, text="Vandaag weer.")
    assert sent.status_code == 201
    assert UUID(sent.json()["id"])
    (said,) = own(kept).conversation
    assert (said.text, said.kind) == ("Vandaag weer.", Kind.ADDITION)


@pytest.mark.parametrize("path", ["open", "messages"])
@pytest.mark.parametrize(
    ("receipt", "status", "name"),
    [
        ("1" * 25, 422, "receipt-mistyped"),
        ("123", 422, "receipt-mistyped"),
        ("0" * 25, 404, "receipt-unknown"),
        (None, 400, "invalid"),
        ("0" * 500, 400, "invalid"),
        (["0" * 25], 400, "invalid"),
    ],
)
def test_a_receipt_that_opens_nothing_is_a_problem_that_does_not_repeat_it(
    client: Client, path: str, receipt: Any, status: int, name: str
) -> None:
    answer = api(client, path, receipt=receipt, text="Hallo")
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (status, f"urn:stagebaken:problem:{name}")
    assert answer["Content-Type"] == "application/problem+json"
    assert not (isinstance(receipt, str) and receipt in answer.content.decode())


@pytest.mark.parametrize("words", ["", "  ", None, "x" * 50_001, "\x00"])
def test_a_message_without_words_is_refused(
    client: Client, filed: FiledReport, words: str | None
) -> None:
    answer = api(client, "messages", receipt=RECEIPT, text=words)
    assert answer.status_code == 400
    assert "text" in answer.json()["errors"]
    assert not own(filed).conversation


def test_problems_speak_the_language_that_was_asked_for(client: Client) -> None:
    body = {"receipt": "1" * 25}
    answer = client.post(
        "/api/v1/dossier/open/",
        body,
        content_type="application/json",
        headers={"accept-language": "en"},
    )
    assert "typing mistake" in answer.json()["detail"]


def test_a_withdrawn_dossier_is_unknown(client: Client, filed: FiledReport) -> None:
    actions.withdraw(own=own(filed))
    assert api(client, "open", receipt=RECEIPT).status_code == 404


def test_a_withdrawal_that_overtakes_a_message_is_a_problem(
    client: Client, filed: FiledReport
) -> None:
    checked = actions.checked_text

    def withdraw_first(text: str, **options: bool) -> str:
        actions.withdraw(own=own(filed))
        return checked(text, **options)

    with patch("reports.reporter.actions.checked_text", withdraw_first):
        assert api(client, "messages", receipt=RECEIPT, text="Hallo").status_code == 404


def test_busy_lanes_ask_to_come_back(client: Client, filed: FiledReport) -> None:
    with patch("stagebaken.vault.receipts.derive", side_effect=Busy):
        answer = api(client, "open", receipt=RECEIPT)
    assert answer.status_code == 503
    assert answer["Retry-After"]


@pytest.mark.parametrize("path", ["open", "messages"])
def test_a_receipt_in_an_address_opens_nothing(
    client: Client, filed: FiledReport, path: str
) -> None:
    address = f"/api/v1/dossier/{path}/?receipt={RECEIPT}&text=Hallo"
    assert client.get(address).status_code == 405
    assert client.post(address, {}, content_type="application/json").status_code == 400

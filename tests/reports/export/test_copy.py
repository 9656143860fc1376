"""A copy of the own dossier: all that the reporter may read, and nothing of the team's own."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from reports.export.contents import FORMAT, VERSION
from reports.reporter import actions as reporter
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import receipts
from tests.attacks.story import PLAIN, Told
from tests.reports.export.conftest import ASKED, FILE, copy
from tests.reports.filing import file, own
from tests.reports.intake.test_weight import FIRST_VISIT, weight

PAGE = "/dossier/meenemen/"


@pytest.fixture
def taken(told: Told) -> dict[str, Any]:
    answer = copy(told, "json")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_the_dossier_leads_to_the_copy_and_the_page_warns(told: Told) -> None:
    assert f'href="{PAGE}"' in told.reporter.get("/dossier/inhoud/").content.decode()
    page = told.reporter.get(PAGE).content.decode()
    assert "Wie dit bestand heeft, kan alles lezen. Het zit niet op slot." in page
    assert "Ook als je je melding later intrekt, blijft dit bestand bestaan." in page


def test_a_copy_holds_everything_the_reporter_may_read(taken: dict[str, Any], told: Told) -> None:
    mine = own(told.filed)
    assert (taken["format"], taken["version"]) == (FORMAT, VERSION)
    assert taken["report"] == mine.account.as_json()
    assert [said["text"].strip() for said in taken["messages"]] == ["Van de melder", "Van het team"]
    assert taken["messages"][0]["files"] == ["Tekst 1"]
    assert taken["files"] == [{"name": "Tekst 1", "bytes": len(PLAIN), "by": "reporter"}]
    assert taken["decisions"]["known_as"].strip() == "Noor"
    assert taken["decisions"]["outsiders"].strip() == "mijn mentor"
    assert taken["decisions"]["excluded"] == ["Wim de Roo"]
    assert taken["decisions"]["readers"] == ["Ilse Bosgra", "Mehmet Aydın"]
    assert [one["text"] for one in taken["status"]["history"]] == [
        "Ontvangen",
        "Ontvangst bevestigd",
    ]
    assert {"filed", "replied", "noted"} <= {act["what"] for act in taken["timeline"]}


def test_a_copy_holds_every_consent_with_the_text_and_its_mark(taken: dict[str, Any]) -> None:
    (consent,) = taken["consents"]
    assert consent["document"] == ASKED.document
    assert consent["sha256"] == ASKED.digest
    assert (consent["step"], consent["state"]) == ("sbb", "yes")
    assert [(one["answer"], one["sha256"]) for one in consent["answers"]] == [("yes", ASKED.digest)]


def test_a_step_without_words_of_its_own_is_told_in_the_copy(told: Told) -> None:
    told.reporter.post("/dossier/veilig/", {"danger": "fear", "once": str(uuid4())})
    messages = json.loads(copy(told, "json").content)["messages"]
    assert "ik ben bang dat het snel gebeurt" in messages[-1]["text"]
    assert all(one["text"] or one["files"] for one in messages)


def test_a_copy_holds_no_note_no_file_no_address_and_no_id(told: Told) -> None:
    text = copy(told, "json").content.decode()
    assert "Onder ons" not in text
    assert PLAIN.decode().strip() not in text
    assert "noor@voorbeeld.example" not in text
    for secret in (told.dossier.pk, told.case.pk, told.case.number, told.receipt):
        assert str(secret) not in text


def test_a_copy_is_noted_before_and_told_to_the_reporter_alone(told: Told) -> None:
    copy(told, "pdf")
    (event,) = Event.objects.filter(verb=Verb.OWN_COPY_TAKEN)
    assert (event.actor_id, event.actor_role, event.detail) == (None, "reporter", {"kind": "pdf"})
    own_page = told.reporter.get("/dossier/inhoud/").content.decode()
    assert "Je nam een kopie van je dossier mee" in own_page
    assert "kopie" not in told.team.get(told.url).content.decode()


@pytest.mark.parametrize("kind", ["pdf", "json"])
def test_a_copy_is_a_download_that_nothing_keeps(told: Told, kind: str) -> None:
    answer = copy(told, kind)
    assert answer["Content-Disposition"] == f'attachment; filename="kopie.{kind}"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == f"application/{kind}"


def test_no_link_and_no_other_word_takes_a_copy(told: Told) -> None:
    assert told.reporter.get(FILE)["Location"] == PAGE
    for sent in ({}, {"soort": "docx"}):
        assert told.reporter.post(FILE, sent)["Location"] == PAGE
    assert not Event.objects.filter(verb=Verb.OWN_COPY_TAKEN).exists()


def test_without_the_code_there_is_no_copy(told: Told) -> None:
    assert Client().get(PAGE)["Location"] == "/dossier/"
    asked = Client().post(FILE, {"soort": "json"})
    assert asked.status_code == 409
    assert "Van de melder" not in asked.content.decode()
    answer = Client().post(FILE, {"soort": "json", "code": receipts.grouped(told.receipt)})
    assert "Van de melder" in answer.content.decode()


def test_a_dossier_that_is_only_kept_can_be_taken_along(told: Told) -> None:
    receipt = receipts.new_receipt()
    file(told.case.school, wish="keep", receipt=receipt)
    client = Client()
    client.post("/dossier/", {"code": receipt})
    taken = json.loads(client.post(FILE, {"soort": "json"}).content)
    assert taken["status"]["code"] == "kept"
    assert taken["status"]["school"] is None
    assert client.post(FILE, {"soort": "pdf"}).content.startswith(b"%PDF")


def test_what_is_too_long_for_a_pdf_is_said_and_goes_as_json(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "EXPORT_CHARACTERS", 100)
    answer = copy(told, "pdf")
    assert answer.status_code == 409
    assert "te lang voor een pdf" in answer.content.decode()
    assert copy(told, "json").status_code == 200


def test_a_copy_after_withdrawing_is_none(told: Told) -> None:
    reporter.withdraw(own=own(told.filed))
    assert told.reporter.get(PAGE)["Location"] == "/dossier/"


def test_the_page_of_the_copy_is_light(told: Told) -> None:
    assert weight(told.reporter.get(PAGE).content.decode()) <= FIRST_VISIT

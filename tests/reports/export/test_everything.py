"""Nothing that the reporter may read is missing from the copy: every sealed column is walked."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.db.models import Model

from reports.consents.models import Consent
from reports.export import document
from reports.export.contents import contents
from reports.hearings.models import Hearing
from reports.ladder.models import DangerException, ExceptionState
from reports.reporter.opening import OwnDossier
from reports.retention import actions as retention
from reports.retention.models import Hold
from stagebaken.vault.checks import sealed_columns
from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience
from stagebaken.web.days import suppose, today
from tests.attacks.outward import go_outward
from tests.attacks.story import Told
from tests.cast import make_advisor
from tests.reports.export.conftest import copy
from tests.reports.filing import own

WORD = "kanarie"

# Columns under the reporter's key that stay out of the copy, each with its reason.
LEFT_OUT = {
    "dossiers.Report.card": "a shorter form of the account, for the team's list",
    "dossiers.Report.address": "an address in a file would say who reported; the copy says if any",
    "attachments.Attachment.sealed_key": "a key; the file itself is opened in the dossier",
    "handover.Investigation.document": "SBB's, under SBB's keys; the consent holds the same bytes",
    "handover.Investigation.card": "SBB's own, under SBB's keys",
    "handover.Investigation.link": "SBB's own, under SBB's keys",
    "handover.SentReply.body": "SBB's own; the conversation has what the team filed of it",
}
# Values within a column that stay out, each with its reason.
LEAVES_LEFT_OUT = {
    "dossiers.Message.body.files": "random ids; the copy has the names of the files",
    "dossiers.Message.body.role": "a code or a title; the copy has it in words",
    "attachments.Attachment.facts.format": "the copy has the name, which says the kind",
    "attachments.Attachment.facts.number": "part of the name",
    "consents.Consent.request.role": "the role of who asked, of which the copy has the name",
    "replacing.Replacing.matter.request": "the one link to the request; the copy has its code",
}


def shared_columns() -> dict[str, tuple[type[Model], SealedField[Any, Any]]]:
    return {
        f"{column.model._meta.label}.{column.name}": (column.model, column)
        for column in sealed_columns()
        if column.audience == Audience.SHARED
    }


@pytest.fixture
def mine(told: Told) -> OwnDossier:
    """A dossier in which everything happened that writes something for its reporter."""
    go_outward(told, make_advisor(), WORD)
    DangerException.objects.update(state=ExceptionState.REFUSED)
    return own(told.filed)


def values(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text and number in a sealed value, with its place."""
    if path in LEAVES_LEFT_OUT:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from values(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from values(inner, path)
    elif value not in ("", None) and not isinstance(value, bool):
        yield path, str(value)


def leaves(copied: Any) -> Iterator[str]:
    if isinstance(copied, dict):
        for inner in copied.values():
            yield from leaves(inner)
    elif isinstance(copied, list):
        for inner in copied:
            yield from leaves(inner)
    else:
        yield str(copied)


def test_every_column_that_the_reporter_may_read_is_in_the_copy(mine: OwnDossier) -> None:
    """A column that is new fails here, until it is in the copy or has a reason above."""
    copied = {text.strip() for text in leaves(contents(mine))}
    for label, (model, column) in shared_columns().items():
        if label in LEFT_OUT:
            continue
        rows = model._default_manager.filter(dossier=mine.dossier)
        sealed = [row for row in rows if getattr(row, column.name) is not None]
        assert sealed, f"{label}: nothing of it is made in this story"
        missing = [
            (path, text)
            for row in sealed
            for path, text in values(mine.keys.read(row, column.name), label)
            if text.strip() and text.strip() not in copied
        ]
        assert not missing


def test_what_is_left_out_still_exists() -> None:
    assert set(LEFT_OUT) <= set(shared_columns())
    columns = {path.rsplit(".", 1)[0] for path in LEAVES_LEFT_OUT}
    assert columns <= set(shared_columns()) - set(LEFT_OUT)
    assert all(LEFT_OUT.values())
    assert all(LEAVES_LEFT_OUT.values())


# ---------- part by part, in both files ----------


def test_a_hearing_has_its_question_its_days_and_where_it_stands(mine: OwnDossier) -> None:
    (one,) = contents(mine)["hearings"]
    assert one == {
        "receiver": f"Garage {WORD}",
        "question": f"Dit gaat weg {WORD}",
        "asked_on": today().isoformat(),
        "due": (today() + timedelta(days=14)).isoformat(),
        "answered_on": today().isoformat(),
        "state": "answered",
        "state_text": "Het bedrijf heeft geantwoord",
        "in_messages": False,
    }


def test_a_term_that_is_over_is_said_before_any_task_ran(mine: OwnDossier) -> None:
    Hearing.objects.update(state="asked", answered_on=None, letter=None)
    with suppose(today() + timedelta(days=15)):
        assert contents(mine)["hearings"][0]["state"] == "lapsed"


def test_sbb_has_its_days_and_what_came_back(mine: OwnDossier) -> None:
    (one,) = contents(mine)["sbb"]
    assert one["handed_on"] == today().isoformat()
    assert one["due"] > one["handed_on"]
    assert {reply["kind"] for reply in one["replies"]} == {"response", "outcome"}
    assert {reply["received_on"] for reply in one["replies"]} == {today().isoformat()}
    assert sorted(reply["in_messages"] for reply in one["replies"]) == [False, True]


def test_aftercare_has_the_questions_and_the_answers(mine: OwnDossier) -> None:
    (one,) = contents(mine)["aftercare"]
    assert (one["moment"], one["day"]) == ("aftercare", today().isoformat())
    assert one["answers"] == [
        {
            "question": "heard",
            "question_text": "Voelde je je gehoord en geloofd?",
            "answer": "no",
            "answer_text": "Nee",
        }
    ]


def test_a_hold_has_its_days_its_reason_and_whose_it_is_also_once_lifted(
    mine: OwnDossier, told: Told
) -> None:
    retention.lift(member=told.reader.unlocked, case=told.case)
    (one,) = contents(mine)["holds"]
    assert one["reason"].strip() == f"Een klacht {WORD}"
    assert one["by"] == told.reader.user.name
    assert one["lifted_on"] == today().isoformat()


def test_another_place_has_what_was_agreed_and_what_was_proposed(mine: OwnDossier) -> None:
    known = contents(mine)["replacement"]
    assert known["state"] == "yes"
    assert known["wanted"]["near"] == "Utrecht"
    assert len(known["sha256"]) == 64
    assert [one["state"] for one in known["history"]] == ["yes"]
    assert [(one["name"].strip(), one["answer"]) for one in known["places"]] == [("Garage", "")]


def test_an_exception_is_there_once_it_is_decided(mine: OwnDossier) -> None:
    """Before that nothing happened, and who reads along would be warned."""
    (one,) = contents(mine)["exceptions"]
    assert one["reason"].strip() == f"Gevaar {WORD}"
    DangerException.objects.update(state=ExceptionState.PROPOSED)
    assert contents(mine)["exceptions"] == []


def test_the_document_for_people_says_it_all_in_words(mine: OwnDossier) -> None:
    shown = json.dumps(document.of(contents(mine)), ensure_ascii=False)
    for words in (
        "Wat het bedrijf is gevraagd",
        "Eerste reactie van SBB",
        "Voelde je je gehoord en geloofd?",
        f"Een klacht {WORD}",
        f"Gevaar {WORD}",
        "In de buurt van: Utrecht",
        "Plekken die het team voorstelde",
    ):
        assert words in shown


@pytest.mark.parametrize("language", ["", "en"])
def test_the_pdf_of_it_is_tagged(mine: OwnDossier, told: Told, language: str) -> None:
    with pikepdf.open(io.BytesIO(copy(told, "pdf", language).content)) as made:
        assert made.Root.MarkInfo.Marked
        with made.open_metadata() as facts:
            assert facts["pdfuaid:part"] == "1"


def test_where_nothing_was_done_nothing_is_said(told: Told) -> None:
    mine = own(told.filed)
    Consent.objects.all().delete()
    copied = contents(mine)
    assert (copied["hearings"], copied["sbb"], copied["exceptions"]) == ([], [], [])
    assert (copied["aftercare"], copied["holds"]) == ([], [])
    assert not Hold.objects.exists()
    shown = json.dumps(document.of(copied), ensure_ascii=False)
    assert "Wat het bedrijf is gevraagd" not in shown

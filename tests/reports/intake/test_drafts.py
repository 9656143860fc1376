"""The draft: readable with the browser's cookie alone, and soon gone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from reports.attachments.models import Attachment
from reports.intake import drafts
from reports.intake.answers import Answers
from reports.intake.models import Draft
from reports.intake.tasks import purge_drafts
from stagebaken.web.days import suppose, today
from tests.reports.intake.journey import ANSWERS, Reporter

CANARY = "kanarie-7f3a"


def everything_stored() -> Iterator[bytes]:
    """Each value of each row of each table, and each file that we keep."""
    for model in apps.get_models():
        for row in model._base_manager.values_list():
            for value in row:
                yield value if isinstance(value, bytes) else bytes(str(value), "utf-8")
    for file in Path(settings.MEDIA_ROOT).rglob("*"):
        yield str(file).encode()
        if file.is_file():
            yield file.read_bytes()


def fill_with_canaries(reporter: Reporter) -> None:
    for slug, answers in ANSWERS.items():
        typed = {
            name: f"{CANARY}@voorbeeld.nl" if name == "address" else f"{CANARY} {value}"
            for name, value in answers.items()
            if name in {"account", "when_text", "company_text", "outsiders", "address"}
            or name.startswith("known")
        }
        reporter.answer(slug, **(answers | typed))
    file = SimpleUploadedFile(f"{CANARY}.txt", CANARY.encode() * 100)
    reporter.post("verhaal/", {"account": CANARY, "documents": [file], "ga": "voegtoe"})


@pytest.mark.django_db
def test_nothing_of_a_draft_is_stored_readable(reporter: Reporter) -> None:
    fill_with_canaries(reporter)
    reporter.confirm()
    receipt = reporter.code()
    secret = reporter.client.cookies[drafts.COOKIE].value
    for value in everything_stored():
        assert CANARY.encode() not in value
        assert receipt.encode() not in value
        assert secret.encode() not in value
    assert CANARY in reporter.get("verhaal/")


def test_a_row_tells_the_day_and_nothing_else(reporter: Reporter) -> None:
    reporter.tell()
    fields = {field.name for field in Draft._meta.get_fields()}
    assert fields == {"locator", "day", "sealed"}
    assert Draft.objects.get().day == today()


def test_the_cookie_ends_with_the_browser_and_no_script_reads_it(reporter: Reporter) -> None:
    reporter.tell("school")
    cookie = reporter.client.cookies["__Host-draft"]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/"
    assert not cookie["domain"]
    assert not cookie["max-age"]
    assert not cookie["expires"]


@given(value=st.text(max_size=80))
@pytest.mark.django_db
def test_another_cookie_opens_no_draft(value: str) -> None:
    other = drafts.DraftKey.new()
    drafts.change(other, lambda answers: answers.with_(account=CANARY))
    reporter = Reporter()
    reporter.client.cookies["__Host-draft"] = value.encode("ascii", "ignore").decode()
    response = reporter.client.get("/melden/verhaal/")
    assert response.status_code == 200
    assert CANARY not in response.content.decode()


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
@pytest.mark.django_db
def test_a_changed_draft_opens_for_nobody_and_breaks_no_page(place: int, bit: int) -> None:
    key = drafts.DraftKey.new()
    drafts.change(key, lambda answers: answers.with_(account=CANARY))
    row = Draft.objects.get(locator=key.locator)
    sealed = bytearray(row.sealed)
    sealed[place % len(sealed)] ^= 1 << bit
    Draft.objects.update(sealed=bytes(sealed))
    assert drafts.open_with(key) is None
    Draft.objects.all().delete()


@pytest.mark.django_db
def test_a_draft_copied_to_another_row_does_not_open() -> None:
    mine, theirs = drafts.DraftKey.new(), drafts.DraftKey.new()
    drafts.change(mine, lambda answers: answers.with_(account="mijn"))
    drafts.change(theirs, lambda answers: answers.with_(account="hun"))
    sealed = Draft.objects.get(locator=theirs.locator).sealed
    Draft.objects.filter(locator=mine.locator).update(sealed=sealed)
    assert drafts.open_with(mine) is None


@given(st.builds(Answers, account=st.text(max_size=2000), grounds=st.lists(st.text())))
@pytest.mark.django_db
def test_answers_come_back_as_they_were_given(answers: Answers) -> None:
    key = drafts.DraftKey.new()
    drafts.change(key, lambda _: answers)
    opened = drafts.open_with(key)
    assert opened is not None
    assert opened.answers == answers


@pytest.mark.django_db
def test_the_length_of_a_story_is_hidden() -> None:
    def stored(account: str) -> int:
        key = drafts.DraftKey.new()
        drafts.change(key, lambda answers: answers.with_(account=account))
        return len(Draft.objects.get(locator=key.locator).sealed)

    assert stored("kort") == stored("een iets langere zin dan die")


def test_two_tabs_do_not_undo_each_other(reporter: Reporter) -> None:
    reporter.tell("school", "verhaal", "gronden")
    reporter.answer("moment", phases=["seeking"])
    assert reporter.draft.grounds == ["race", "religion"]
    assert reporter.draft.phases == ["seeking"]


def test_a_draft_lives_on_the_day_it_was_begun_and_the_next(reporter: Reporter) -> None:
    reporter.tell("school", "verhaal")
    with suppose(today() + timedelta(days=1)):
        purge_drafts.call()
        reporter.answer("gronden", grounds=["age"])
        assert ANSWERS["verhaal"]["account"] in reporter.get("verhaal/")
    # Answering again does not make it live longer.
    with suppose(today() + timedelta(days=2)):
        page = reporter.client.get("/melden/verhaal/")
        assert "We kunnen je antwoorden niet meer openen." in page.content.decode()


def test_old_drafts_go_with_their_files(reporter: Reporter) -> None:
    reporter.tell("school")
    file = SimpleUploadedFile("a.txt", b"tekst")
    reporter.post("verhaal/", {"account": "x", "documents": [file], "ga": "voegtoe"})
    assert Attachment.objects.count() == 1
    with suppose(today() + timedelta(days=2)):
        call_command("purge_drafts")
    assert not Draft.objects.exists()
    assert not Attachment.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_the_timetable_purges_drafts_every_hour() -> None:
    assert ("reports.intake.tasks.purge_drafts", "every 60 minutes") in settings.SCHEDULE


def test_discarding_asks_first_and_then_leaves_nothing(reporter: Reporter) -> None:
    reporter.tell()
    file = SimpleUploadedFile("a.txt", b"tekst")
    reporter.post("verhaal/", {"account": "x", "documents": [file], "ga": "voegtoe"})
    reporter.confirm()
    question = reporter.get("wissen/")
    assert "het bestand dat je toevoegde" in question
    assert "de code die je zag: die opent niets" in question
    response = reporter.post("wissen/")
    assert response["Location"] == "/melden/?gewist=1"
    assert response.cookies["__Host-draft"]["max-age"] == 0
    assert not Draft.objects.exists()
    assert not Attachment.objects.exists()
    assert "Alles is gewist. Er is niets verstuurd." in reporter.get("?gewist=1")


def test_discarding_twice_is_no_mistake(reporter: Reporter) -> None:
    assert reporter.client.get("/melden/wissen/")["Location"] == "/melden/"
    assert reporter.post("wissen/").status_code == 303


@pytest.mark.parametrize(
    "path", ["moment/", "verhaal/", "lezers/", "controle/", "code/", "niemand/"]
)
def test_without_a_draft_a_page_says_so_and_claims_nothing(reporter: Reporter, path: str) -> None:
    page = reporter.get(path)
    assert "Hier staan nog geen antwoorden." in page
    assert "niets verstuurd" not in page


def test_the_picture_of_no_code_is_a_page_that_explains(reporter: Reporter) -> None:
    assert "Hier staan nog geen antwoorden." in reporter.get("code/plaatje/")


def test_a_story_typed_into_a_lost_draft_is_kept(reporter: Reporter) -> None:
    reporter.tell("school")
    Draft.objects.all().delete()
    reporter.client.cookies.clear()
    assert reporter.answer("verhaal", account="Dit wil ik niet kwijt") == "school/?opnieuw=1"
    assert "Wat je net invulde, is wel bewaard." in reporter.get("school/?opnieuw=1")
    assert "Dit wil ik niet kwijt" in reporter.get("verhaal/")


def test_typing_is_kept_in_between_without_leaving_the_page(reporter: Reporter) -> None:
    reporter.tell("school")
    response = reporter.post("verhaal/", {"account": "Half af", "tussendoor": "1"})
    assert (response.status_code, response.content) == (204, b"")
    assert "Half af" in reporter.get("verhaal/")


def test_an_incomplete_question_is_not_kept_in_between(reporter: Reporter) -> None:
    reporter.tell("school")
    data: dict[str, Any] = {"is_known": "yes", "known_as": "", "tussendoor": "1"}
    assert reporter.post("naam/", data).status_code == 422

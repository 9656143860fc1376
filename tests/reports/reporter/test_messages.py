"""Writing in the own dossier: text, a file, a voice; once, and not lost."""

from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.attachments.models import Attachment
from reports.casework.models import Case, Turn
from reports.dossiers.actions import Kind
from reports.dossiers.vocabulary import Wish
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.reporter import actions
from schools.registry.models import School
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy
from tests.cast import Member
from tests.reports.attachments.corpus.sounds import recorded
from tests.reports.filing import file, own
from tests.reports.reporter.conftest import OPEN, RECEIPT
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

MESSAGE, ADD = reverse("reporter:message"), reverse("reporter:add")
DOSSIER = reverse("reporter:dossier")
CONTENT = b"Wat er in het rooster stond."


def upload(content: bytes = CONTENT) -> SimpleUploadedFile:
    return SimpleUploadedFile("geheime naam.txt", content)


def test_a_message_gives_the_turn_to_the_school_and_is_news(
    reporter: Client, filed: FiledReport
) -> None:
    Case.objects.update(turn=Turn.REPORTER)
    News.objects.all().delete()
    assert reporter.post(MESSAGE, {"text": "Ja, dat klopt."}).status_code == 302
    assert Case.objects.get().turn == Turn.SCHOOL
    assert News.objects.count() == 3


def test_a_recording_alone_is_a_message(reporter: Client, filed: FiledReport) -> None:
    voice = SimpleUploadedFile("opname", recorded("ogg", "libopus"))
    assert reporter.post(MESSAGE, {"text": "", "file": voice}).status_code == 302
    (said,) = own(filed).conversation
    assert (said.text, len(said.files)) == ("", 1)
    assert "Geluid 1" in reporter.get(DOSSIER).content.decode()


def test_a_file_stands_with_its_message_and_among_the_files(reporter: Client) -> None:
    reporter.post(MESSAGE, {"text": "Kijk.", "file": upload()})
    page = reporter.get(DOSSIER).content.decode()
    assert page.count("Tekst 1") == 2
    assert "geheime naam" not in page


def test_an_addition_grows_a_logbook(client: Client, school: School, team: list[Member]) -> None:
    kept = file(school, wish=Wish.KEEP, receipt=RECEIPT)
    client.post(OPEN, {"code": RECEIPT})
    for words in ("Vandaag weer.", "En nog eens."):
        assert client.post(ADD, {"text": words}).status_code == 302
    client.post(ADD, {"text": "", "file": upload()})
    said = own(kept).conversation
    assert [one.text for one in said] == ["Vandaag weer.", "En nog eens.", ""]
    assert {one.kind for one in said} == {Kind.ADDITION}
    assert not News.objects.exists()
    page = client.post(reverse("reporter:wish"), {"wish": "talk"}).content.decode()
    for words in ("Vandaag weer.", "En nog eens.", "Tekst 1"):
        assert words in page


def test_the_same_form_sent_twice_is_one_message_and_one_file(
    reporter: Client, filed: FiledReport
) -> None:
    once = str(uuid4())
    for _ in range(2):
        sent = reporter.post(MESSAGE, {"text": "Kijk.", "file": upload(), "once": once})
        assert sent.status_code == 302
    assert len(own(filed).conversation) == 1
    assert Attachment.objects.count() == 1


def test_a_double_click_that_was_too_fast_leaves_one_file(
    reporter: Client, filed: FiledReport
) -> None:
    """Both requests looked before either had written."""
    form = {"text": "Kijk.", "once": str(uuid4())}
    reporter.post(MESSAGE, form | {"file": upload()})
    with patch("reports.reporter.actions.said_before", return_value=None):
        reporter.post(MESSAGE, form | {"file": upload()})
    assert len(own(filed).conversation) == 1
    assert Attachment.objects.count() == 1


def test_the_mark_of_a_form_from_another_dossier_is_no_obstacle(
    school: School, team: list[Member]
) -> None:
    first, second, once = own(file(school)), own(file(school)), uuid4()
    actions.send(own=first, text="Een", once=once)
    actions.send(own=second, text="Twee", once=once)
    assert [said.text for said in second.conversation] == ["Twee"]


@pytest.mark.parametrize("address", [MESSAGE, ADD])
@pytest.mark.parametrize("words", ["", " \n\t ", "x" * 50_001])
def test_what_cannot_be_stored_says_why_at_the_field(
    reporter: Client, address: str, words: str
) -> None:
    answer = reporter.post(address, {"text": words})
    page = Page(answer.content.decode())
    assert answer.status_code == 422
    assert page.by_id("id_text").attrs["aria-invalid"] == "true"
    assert page.one("title").text.startswith("Fout: ")


@pytest.mark.parametrize("address", [MESSAGE, ADD])
def test_a_refused_file_gets_its_reason_and_the_text_stays(reporter: Client, address: str) -> None:
    answer = reporter.post(address, {"text": "Mijn tekst.", "file": upload(b"MZ" + bytes(400))})
    assert answer.status_code == 422
    assert "Mijn tekst." in answer.content.decode()
    assert "kunnen we niet veilig bewaren" in answer.content.decode()


def test_a_cleaner_without_a_place_keeps_the_text(reporter: Client) -> None:
    with patch("reports.reporter.actions.storage.store", side_effect=Busy):
        answer = reporter.post(MESSAGE, {"text": "Mijn tekst.", "file": upload()})
    assert answer.status_code == 422
    assert "Mijn tekst." in answer.content.decode()


def test_a_message_into_a_dossier_that_was_withdrawn_elsewhere_comes_back(
    reporter: Client, filed: FiledReport
) -> None:
    actions.withdraw(own=own(filed))
    answer = reporter.post(MESSAGE, {"text": "Dit mag niet weg."})
    assert answer.status_code == 409
    assert "Dit dossier is er niet meer" in answer.content.decode()
    assert "Dit mag niet weg." in answer.content.decode()


def test_a_message_that_a_withdrawal_overtakes_comes_back(
    reporter: Client, filed: FiledReport
) -> None:
    """The page had opened the dossier; in another tab it was withdrawn before the writing."""
    checked = actions.checked_text

    def withdraw_first(text: str, **options: bool) -> str:
        actions.withdraw(own=own(filed))
        return checked(text, **options)

    with patch("reports.reporter.actions.checked_text", withdraw_first):
        answer = reporter.post(MESSAGE, {"text": "Dit mag niet weg."})
    assert answer.status_code == 409
    assert "Dit mag niet weg." in answer.content.decode()


def test_a_code_that_is_wrong_keeps_text_and_code(client: Client, filed: FiledReport) -> None:
    mistyped = "1" * 25
    answer = client.post(MESSAGE, {"text": "Dit mag niet weg.", "code": mistyped})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Er zit een typefout in de code." in page
    assert Page(page).by_id("code").attrs["value"] == mistyped
    unknown = client.post(MESSAGE, {"text": "Weg?", "code": receipts.new_receipt()})
    assert "Bij deze code hoort geen dossier." in unknown.content.decode()


def test_busy_lanes_keep_what_was_typed(client: Client, filed: FiledReport) -> None:
    with patch("stagebaken.vault.receipts.derive", side_effect=Busy):
        written = client.post(MESSAGE, {"text": "Dit mag niet weg.", "code": RECEIPT})
        opened = client.post(OPEN, {"code": RECEIPT})
    assert "Het is even druk" in written.content.decode()
    assert "Dit mag niet weg." in written.content.decode()
    assert opened.status_code == 503
    assert "Het is even druk" in opened.content.decode()


def test_a_page_with_much_on_it_asks_the_database_no_more(
    reporter: Client, filed: FiledReport
) -> None:
    reporter.post(MESSAGE, {"text": "Kijk.", "file": upload()})
    few = queries(reporter)
    for _ in range(4):
        reporter.post(MESSAGE, {"text": "En nog iets.", "file": upload()})
    assert queries(reporter) == few


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(DOSSIER).status_code == 200
    return len(captured)


def test_no_two_controls_of_a_page_share_an_id(reporter: Client) -> None:
    elements = Page(reporter.get(DOSSIER).content.decode()).elements
    ids = [each.attrs["id"] for each in elements if "id" in each.attrs]
    assert len(ids) == len(set(ids))


def test_a_phone_is_asked_for_formats_that_can_be_cleaned(reporter: Client) -> None:
    chooser = Page(reporter.get(DOSSIER).content.decode()).by_id("id_file")
    assert "image/jpeg" in chooser.attrs["accept"]
    assert "image/*" not in chooser.attrs["accept"]

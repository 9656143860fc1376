"""The reporter's own pages: by code, in plain words, without losing what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from reports.casework import actions as casework
from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.dossiers.vocabulary import Wish
from reports.reporter import actions
from reports.reporter.opening import open_own
from stagebaken.vault import receipts
from stagebaken.vault.models import Dossier
from tests.cast import Member, make_team, zeewaarde
from tests.reports.filing import STORY, file, own
from tests.reports.reporter.conftest import OPEN, RECEIPT

pytestmark = pytest.mark.django_db

PAGES = ("dossier", "add", "wish", "readers", "address", "known", "withdraw")
HOSTILE = "<script>alert('x')</script>\n\"'&"


def test_a_code_opens_the_dossier(reporter: Client) -> None:
    page = reporter.get(reverse("reporter:dossier"))
    assert STORY in page.content.decode()
    assert page["Cache-Control"] == "no-store"


@pytest.mark.parametrize("typed", ["", "12345", "1" * 25, "geen cijfers", "\x00" * 30, "9" * 5000])
def test_a_wrong_code_is_answered_in_words(client: Client, typed: str) -> None:
    page = client.post(OPEN, {"code": typed})
    assert page.status_code == 422
    assert b'aria-invalid="true"' in page.content


def test_one_digit_is_counted_as_one(client: Client) -> None:
    assert "Er staat 1 cijfer." in client.post(OPEN, {"code": "7"}).content.decode()


def test_an_unknown_code_finds_nothing(client: Client) -> None:
    assert client.post(OPEN, {"code": receipts.new_receipt()}).status_code == 404


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens_for_the_reporter(reporter: Client, name: str, language: str) -> None:
    with override(language):
        assert reporter.get(reverse(f"reporter:{name}")).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_without_the_code_every_page_leads_to_the_door(client: Client, name: str) -> None:
    page = client.get(reverse(f"reporter:{name}"))
    assert (page.status_code, page["Location"]) == (302, OPEN)


def test_what_was_typed_survives_a_dossier_that_closed(client: Client) -> None:
    school = zeewaarde()
    make_team(school)
    filed = file(school, receipt=RECEIPT)

    page = client.post(reverse("reporter:message"), {"text": "Dit mag niet weg."})
    assert (page.status_code, "Dit mag niet weg." in page.content.decode()) == (409, True)

    again = {"text": "Dit mag niet weg.", "code": RECEIPT}
    assert client.post(reverse("reporter:message"), again).status_code == 302
    assert [said.text for said in own(filed).conversation] == ["Dit mag niet weg."]


def test_an_answer_of_the_team_stands_on_the_page_as_text(reporter: Client) -> None:
    mehmet = Case.objects.get().school.vault.recipients.first()
    assert mehmet is not None
    keys = receipts.derive(RECEIPT)
    mine = open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)
    actions.send(own=mine, text=HOSTILE)

    page = reporter.get(reverse("reporter:dossier")).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_road_asks_for_no_answer_while_the_school_has_the_turn(
    reporter: Client, team: list[Member]
) -> None:
    case = Case.objects.get()
    open_case(member=team[0].unlocked, case=case)
    casework.reply(member=team[0].unlocked, case=case, text="Wil je erover praten?")
    question = "Jij kiest of je antwoordt"
    assert question in reporter.get(reverse("reporter:dossier")).content.decode()
    reporter.post(reverse("reporter:message"), {"text": "Ja, graag."})
    assert question not in reporter.get(reverse("reporter:dossier")).content.decode()


def test_a_file_is_cleaned_listed_and_downloaded(reporter: Client) -> None:
    upload = SimpleUploadedFile("geheime naam.txt", b"Wat er in het rooster stond.")
    reporter.post(reverse("reporter:message"), {"text": "Kijk.", "file": upload})

    page = reporter.get(reverse("reporter:dossier"))
    assert b"geheime naam" not in page.content
    attachment = Dossier.objects.get().attachments.get()
    download = reporter.get(reverse("reporter:file", args=[attachment.pk]))
    assert b"".join(download.streaming_content).startswith(b"Wat er in het rooster stond.")
    assert download["Content-Disposition"].startswith("attachment")
    assert "sandbox" in download["Content-Security-Policy"]


def test_a_refused_file_gets_a_reason_and_keeps_the_text(reporter: Client) -> None:
    upload = SimpleUploadedFile("virus.exe", b"MZ" + bytes(400))
    page = reporter.post(reverse("reporter:message"), {"text": "Mijn tekst.", "file": upload})
    assert page.status_code == 422
    assert "Mijn tekst." in page.content.decode()


def test_withdrawing_asks_once_more_and_then_forgets(reporter: Client) -> None:
    assert Dossier.objects.exists()
    page = reporter.post(reverse("reporter:withdraw"), follow=True)
    assert "Je melding is gewist" in page.content.decode()
    assert not Dossier.objects.exists()
    assert reporter.get(reverse("reporter:dossier"))["Location"] == OPEN


def test_a_kept_report_is_handed_in_after_a_preview(client: Client) -> None:
    school = zeewaarde()
    team = make_team(school)
    file(school, wish=Wish.KEEP, receipt=RECEIPT)
    client.post(OPEN, {"code": RECEIPT})

    asked = client.post(reverse("reporter:wish"), {"wish": "talk"})
    assert STORY in asked.content.decode()
    assert not Case.objects.exists()
    everyone = [str(member.user.pk) for member in team]
    refused = client.post(reverse("reporter:hand-in"), {"wish": "talk", "exclude": everyone})
    assert refused.status_code == 409
    done = client.post(reverse("reporter:hand-in"), {"wish": "talk", "exclude": everyone[:1]})
    assert done.status_code == 302
    assert Case.objects.count() == 1


def test_closing_forgets_the_dossier_in_this_browser(reporter: Client) -> None:
    reporter.post(reverse("reporter:close"))
    assert reporter.get(reverse("reporter:dossier"))["Location"] == OPEN


def test_a_school_address_is_warned_about_before_it_is_kept(reporter: Client) -> None:
    address = reverse("reporter:address")
    page = reporter.post(address, {"address": "ik@zeewaarde.example"})
    assert page.status_code == 200
    done = reporter.post(address, {"address": "ik@zeewaarde.example", "anyway": "1"})
    assert done.status_code == 302

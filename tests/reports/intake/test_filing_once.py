"""However often the button is pressed or the answer is lost: one report, and nothing unseen."""

from typing import Any
from unittest.mock import patch

import pytest
from django.http import HttpRequest

from reports.casework.models import Case
from reports.dossiers.models import Report
from reports.intake.actions import file_report
from reports.intake.models import Draft
from stagebaken.vault.errors import Busy
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import remembered_dossier
from tests import cast
from tests.cast import Member
from tests.reports.intake.journey import STORY, Reporter, own


def dossier_in(reporter: Reporter) -> Dossier:
    """The dossier that this browser has open."""
    request = HttpRequest()
    request.COOKIES = {name: morsel.value for name, morsel in reporter.client.cookies.items()}
    remembered = remembered_dossier(request)
    assert remembered is not None
    return Dossier.objects.get(locator=remembered[0])


def test_a_double_click_files_once(reporter: Reporter) -> None:
    reporter.tell()
    seen = reporter.confirm()
    first, second = reporter.keep(seen), reporter.keep(seen)
    assert first["Location"] == second["Location"] == "/melden/verstuurd/"
    assert Report.objects.count() == Case.objects.count() == 1


def test_a_lost_answer_is_given_again(reporter: Reporter) -> None:
    reporter.tell()
    seen = reporter.confirm()
    reporter.keep(seen)
    del reporter.client.cookies["__Host-dossier"]
    reporter.keep(seen)
    assert dossier_in(reporter) == Dossier.objects.get()


def test_a_server_that_died_before_noting_it_filed_has_filed_nothing(reporter: Reporter) -> None:
    """Else the draft outlived its report, and an exclusion added to it would be lost unseen."""
    reporter.tell()
    seen = reporter.confirm()
    with (
        patch("reports.intake.views.drafts.settle", side_effect=OSError("power")),
        pytest.raises(OSError, match="power"),
    ):
        reporter.keep(seen)
    assert not Dossier.objects.exists()
    assert reporter.keep(seen).status_code == 303
    assert dossier_in(reporter) == Dossier.objects.get()


def test_the_receipt_is_the_same_until_it_is_filed(reporter: Reporter) -> None:
    reporter.tell()
    reporter.confirm()
    receipt = reporter.code()
    reporter.answer("gronden", grounds=["age"])
    reporter.confirm()
    assert reporter.code() == receipt
    assert len(receipt) == 25


def test_filing_takes_every_answer_out_of_the_draft(reporter: Reporter) -> None:
    reporter.tell()
    receipt = reporter.file()
    assert reporter.draft.account == reporter.draft.address == ""
    assert reporter.draft.receipt == receipt


def test_the_receipt_leaves_the_draft_when_the_answer_has_arrived(reporter: Reporter) -> None:
    reporter.tell()
    reporter.file()
    response = reporter.client.get("/melden/verstuurd/")
    assert response["Location"] == "/dossier/inhoud/?gelukt=verstuurd"
    assert reporter.draft.receipt == ""
    # Whoever sits down at this browser later cannot file again, nor open the dossier.
    del reporter.client.cookies["__Host-dossier"]
    again = reporter.keep("")
    assert "Je melding is al verstuurd." in again.content.decode()
    assert "__Host-dossier" not in reporter.client.cookies


def test_without_the_answers_cookie_the_dossier_asks_for_the_code(reporter: Reporter) -> None:
    reporter.tell()
    reporter.file()
    del reporter.client.cookies["__Host-dossier"]
    assert reporter.client.get("/melden/verstuurd/")["Location"] == "/dossier/"


def test_going_back_after_filing_tells_that_it_is_filed(reporter: Reporter) -> None:
    reporter.tell()
    reporter.file()
    for path in ("verhaal/", "controle/", "code/", "niemand/"):
        assert "Je melding is al verstuurd." in reporter.get(path)
    assert reporter.client.get("/melden/code/plaatje/")["Content-Type"].startswith("text/html")


def test_a_kept_report_is_not_called_sent(reporter: Reporter) -> None:
    reporter.tell("school", "verhaal")
    reporter.answer("wens", wish="keep")
    reporter.file()
    assert "Je melding is al bewaard." in reporter.get("code/")
    response = reporter.client.get("/melden/verstuurd/")
    assert response["Location"] == "/dossier/inhoud/?gelukt=bewaard"


def test_words_typed_in_a_second_tab_after_filing_are_handed_back(reporter: Reporter) -> None:
    reporter.tell()
    reporter.file()
    response = reporter.post("verhaal/", {"account": "Nog <b>iets</b>"})
    text = response.content.decode()
    assert "Wat je net typte, is niet bewaard" in text
    assert "Nog &lt;b&gt;iets&lt;/b&gt;" in text


def test_a_new_report_can_be_begun_after_one_was_filed(reporter: Reporter) -> None:
    reporter.tell()
    first = reporter.file()
    assert reporter.post("wissen/")["Location"] == "/melden/"
    reporter.tell(verhaal={"account": "Iets anders"})
    second = reporter.file()
    assert own(first).account.account == STORY
    assert own(second).account.account == "Iets anders"


def test_a_draft_changed_in_another_tab_is_shown_again(reporter: Reporter) -> None:
    reporter.tell()
    seen = reporter.confirm()
    reporter.answer("verhaal", account="Toch anders")
    response = reporter.keep(seen)
    assert response["Location"] == "/melden/controle/?veranderd=1"
    assert not Report.objects.exists()
    assert "Er is iets veranderd." in reporter.get("controle/?veranderd=1")


@pytest.mark.parametrize("seen", ["", "0" * 64, "\x00"])
def test_what_was_not_seen_is_not_filed(reporter: Reporter, seen: str) -> None:
    reporter.tell()
    assert reporter.post("controle/", {"gezien": seen})["Location"].endswith("?veranderd=1")
    reporter.confirm()
    assert reporter.keep(seen)["Location"] == "/melden/controle/?veranderd=1"
    assert not Report.objects.exists()


def test_a_member_admitted_meanwhile_is_shown_first(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell()
    seen = reporter.confirm()
    cast.make_member(team[0].user.memberships.get().school, name="Nieuw Lid")  # type: ignore[arg-type]
    assert reporter.keep(seen)["Location"] == "/melden/controle/?veranderd=1"
    assert "Nieuw Lid" in reporter.get("controle/")


def test_a_team_that_left_meanwhile_is_told(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell()
    seen = reporter.confirm()
    for member in team:
        member.recipient.state = "suspended"
        member.recipient.save()
    assert reporter.client.post("/melden/code/", {"gezien": seen}).status_code == 303
    assert "Bij mbo Zeewaarde is nu niemand" in reporter.get("controle/")
    assert not Report.objects.exists()


def test_busy_loses_nothing(reporter: Reporter) -> None:
    reporter.tell()
    seen = reporter.confirm()
    receipt = reporter.code()
    with patch("reports.intake.actions.receipts.derive", side_effect=Busy):
        response = reporter.keep(seen)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "Er is nog niets verstuurd, en er is niets kwijt." in response.content.decode()
    assert reporter.keep(seen).status_code == 303
    assert own(receipt).account.account == STORY


def test_a_draft_thrown_away_while_filing_does_not_come_back(reporter: Reporter) -> None:
    reporter.tell()
    seen = reporter.confirm()

    def file_and_throw_away(**report: Any) -> Any:
        filed = file_report(**report)
        Draft.objects.all().delete()
        return filed

    with patch("reports.intake.views.file_report", side_effect=file_and_throw_away):
        reporter.keep(seen)
    assert not Draft.objects.exists()

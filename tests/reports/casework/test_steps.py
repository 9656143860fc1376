"""The step pages: what a member may do now, what it takes, and what both sides read afterwards."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.casework import actions
from reports.casework.models import Case, Note, Status, Turn
from reports.consents.vocabulary import Step
from reports.intake.actions import FiledReport
from reports.registration.models import RegistrationRecord
from reports.reporter.reopening import reopen
from schools.registry.models import School
from stagebaken.ui.templatetags.ui import day_month, long_date
from stagebaken.vault import receipts
from stagebaken.web.days import suppose, today
from tests.cast import PASSPHRASE, Member
from tests.reports.casework.acting import carry_out, fresh, walk
from tests.reports.casework.conftest import HOSTILE, Desk, text
from tests.reports.filing import file, own
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

S = Status
RECEIPT = "0" * 25
CLOSING = {"text": "We hebben afspraken gemaakt.", "outcome": "agreements", "note": "Zo is het."}


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school, receipt=RECEIPT)


@pytest.fixture
def reporter(filed: FiledReport) -> Client:
    client = Client()
    client.post(reverse("reporter:open"), {"code": receipts.grouped(RECEIPT)})
    return client


def take(desk: Desk, case: Case, to: Status, **data: Any) -> Any:
    return desk.post(case, "step", to=str(to), do="1", **data)


def dossier(reporter: Client) -> str:
    return text(reporter.get(reverse("reporter:dossier")))


def test_only_the_next_lawful_steps_are_buttons(
    mehmet: Desk, filed: FiledReport, team: list[Member]
) -> None:
    case = filed.dossier.case
    assert "Rond de zaak af" not in text(mehmet.get(case))
    walk(team[0], filed, S.ACKNOWLEDGED)
    page = text(mehmet.get(case))
    for title in ("Spreek een gesprek af", "Laat de melder kiezen", "Rond de zaak af"):
        assert title in page
    for title in ("Open de zaak weer", "Zet op ‘bij SBB’", "Zet op ‘vraag aan het bedrijf’"):
        assert title not in page


@pytest.mark.parametrize("to", [S.HEARING, S.FORWARDED_SBB, S.REPLACEMENT])
def test_no_hand_puts_a_case_where_only_another_room_brings_it(
    mehmet: Desk, filed: FiledReport, team: list[Member], to: S
) -> None:
    """The reporter would read that a company is asked, or SBB, or a place looked for."""
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    carry_out(filed, Step.HEAR)
    carry_out(filed, Step.SBB)
    page = text(mehmet.get(case))
    assert f'name="to" value="{to}"' not in page
    mehmet.post(case, "step", to=str(to), do="1", seen=str(S.ACKNOWLEDGED), text="Nu dan.")
    assert fresh(case).status == S.ACKNOWLEDGED


def test_a_step_says_first_what_it_does_and_asks_what_it_takes(
    mehmet: Desk, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    page = Page(text(mehmet.post(case, "step", to="closed")))
    assert page.one("h1").text == "Rond de zaak af"
    for name in ("text", "outcome", "note"):
        assert page.by_id(f"id_{name}")
    assert fresh(case).status == S.ACKNOWLEDGED


def test_closing_counts_what_the_dossier_shows_and_what_was_ticked(
    mehmet: Desk, filed: FiledReport, team: list[Member]
) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED)
    carry_out(filed, Step.TALK)
    case = walk(team[0], filed, S.INTAKE)
    asked = text(mehmet.post(case, "step", to="closed"))
    assert asked.count(" checked") == 1
    answer = take(mehmet, case, S.CLOSED, **CLOSING, measures=["agreement"])
    assert answer.status_code == 302
    assert RegistrationRecord.objects.get().measures == ["talk", "agreement"]
    assert not Note.objects.exists()  # this step asks no reason


def test_what_is_missing_is_asked_at_its_field_and_nothing_is_lost(
    mehmet: Desk, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    answer = take(mehmet, case, S.CLOSED, text="Mijn lange uitleg.", outcome="", note="")
    page = Page(answer.content.decode())
    assert answer.status_code == 422
    assert page.by_id("id_outcome").attrs["aria-invalid"] == "true"
    assert page.by_id("id_note").attrs["aria-invalid"] == "true"
    assert "Mijn lange uitleg." in answer.content.decode()
    assert fresh(case).status == S.ACKNOWLEDGED


@pytest.mark.parametrize("day", ["", "gisteren", "2020-01-01", "2099-01-01"])
def test_a_day_that_cannot_be_is_refused(
    mehmet: Desk, filed: FiledReport, team: list[Member], day: str
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    assert take(mehmet, case, S.INTAKE, day=day).status_code == 422


def test_both_sides_read_the_step_in_the_conversation(
    mehmet: Desk, reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    day = today() + timedelta(days=5)
    take(mehmet, case, S.INTAKE, day=day.isoformat(), text="Kamer 1.20.")
    for page in (text(mehmet.get(case)), dossier(reporter)):
        assert f"Het meldteam wil praten op {long_date(day)}." in page
        assert "Kamer 1.20." in page


def test_the_same_form_sent_twice_takes_one_step_and_mails_once_more_at_most(
    mehmet: Desk, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    data = CLOSING | {"once": str(uuid4()), "seen": "acknowledged"}
    assert take(mehmet, case, S.CLOSED, **data).status_code == 302
    assert take(mehmet, case, S.CLOSED, **data).status_code == 302
    assert len(own(filed).conversation) == 1
    assert RegistrationRecord.objects.count() == 1
    assert not mail.outbox


def test_a_form_of_an_old_page_keeps_its_words_and_says_that_a_colleague_was_first(
    mehmet: Desk, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    walk(team[1], filed, S.INTAKE)
    answer = take(mehmet, case, S.OUTCOME_KNOWN, text="Mijn uitkomst.", seen="acknowledged")
    assert answer.status_code == 409
    assert "Een collega bracht de zaak net verder." in answer.content.decode()
    assert "Mijn uitkomst." in answer.content.decode()
    assert fresh(case).status == S.INTAKE


@pytest.mark.parametrize("to", ["", "received", "withdrawn", "sbb", "<script>", "hearing"])
def test_no_other_step_is_taken_whatever_is_sent(
    mehmet: Desk, filed: FiledReport, team: list[Member], to: str
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    answer = mehmet.post(case, "step", to=to, do="1", text="x")
    assert answer.status_code in {302, 409}
    assert fresh(case).status == S.ACKNOWLEDGED


def test_hostile_words_stay_words(
    mehmet: Desk, reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    take(mehmet, case, S.CLOSED, **CLOSING | {"text": HOSTILE, "note": HOSTILE})
    for page in (text(mehmet.get(case)), dossier(reporter)):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_what_was_typed_while_the_vault_closed_goes_with_the_passphrase(
    mehmet: Desk, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    mehmet.close_vault()
    answer = take(mehmet, case, S.CLOSED, **CLOSING)
    assert answer.status_code == 409
    assert CLOSING["text"] in answer.content.decode()
    fields = Page(answer.content.decode()).elements
    sent = {
        one.attrs["name"]: one.attrs["value"]
        for one in fields
        if one.attrs.get("type") == "hidden" and one.attrs.get("name") != "csrfmiddlewaretoken"
    }
    mehmet.post(case, "step", **sent, **{"kluis-wachtzin": PASSPHRASE})
    assert fresh(case).status == S.CLOSED


def test_a_reply_with_an_address_tells_the_reporter_of_a_step(
    mehmet: Desk, school: School, team: list[Member]
) -> None:
    filed = file(school, address="ik@elders.example")
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    take(mehmet, case, S.CLOSED, **CLOSING)
    (message,) = mail.outbox
    assert message.to == ["ik@elders.example"]
    assert CLOSING["text"] not in message.body


def test_the_choice_is_spoken_of_to_each_side_as_it_is_theirs(
    mehmet: Desk, reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED, S.AWAITING_STUDENT_CHOICE)
    assert "De keuze is aan de melder." in text(mehmet.get(case))
    assert "De keuze is aan jou." in dossier(reporter)


# The clock


def test_team_and_reporter_see_the_same_clock(
    mehmet: Desk, reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    assert case.due_on is not None
    assert long_date(case.due_on) in dossier(reporter)
    actions.reply(member=team[0].unlocked, case=case, text="Wil je praten?")
    assert "Klok staat stil, nog 40 werkdagen" in text(mehmet.get(case))
    assert "Klok staat stil, nog 40 werkdagen" in mehmet.list()
    page = dossier(reporter)
    assert "De klok van je school staat stil tot jij antwoordt." in page
    assert "Daarna heeft je school nog 40 werkdagen." in page
    limit = fresh(case).limit_on
    assert f"uiterlijk {long_date(limit)}" in page


def test_the_road_shows_where_it_was_and_what_surely_comes(
    reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED)
    carry_out(filed, Step.HEAR)
    walk(team[0], filed, S.HEARING)
    road = names(dossier(reporter))
    assert road == ["Ontvangen (klaar)", "Ontvangst bevestigd (klaar)",
                    "Vraag aan het bedrijf", "Antwoord voor jou"]  # fmt: skip
    walk(team[0], filed, S.OUTCOME_KNOWN, S.CLOSED)
    assert names(dossier(reporter))[-2:] == ["Antwoord voor jou (klaar)", "Afgerond"]


def test_a_case_that_was_opened_again_does_not_show_its_end_as_done(
    reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    """Found by hand: the lamp was at the talk, and below it 'closed' was ticked."""
    walk(team[0], filed, S.ACKNOWLEDGED, S.OUTCOME_KNOWN, S.CLOSED)
    reopen(own=own(filed))
    assert names(dossier(reporter)) == [
        "Ontvangen (klaar)", "Ontvangst bevestigd (klaar)", "Gesprek met jou", "Antwoord voor jou",
    ]  # fmt: skip
    assert "Uiterlijk" in dossier(reporter)


def test_the_day_on_which_a_talk_was_planned_is_not_shown_as_the_day_of_the_talk(
    reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED, S.INTAKE)
    day = today() + timedelta(days=14)
    assert f"Gesprek op {day_month(day)}" in dossier(reporter)
    walk(team[0], filed, S.OUTCOME_KNOWN)  # without it
    assert "Gesprek met jou (klaar)" in names(dossier(reporter))
    with suppose(day + timedelta(days=1)):
        page = dossier(reporter)
    assert f"Het gesprek zou op {day_month(day)} zijn" in page
    assert "Sinds" not in page


def names(page: str) -> list[str]:
    spans = Page(page).elements
    return [one.text for one in spans if "stagebaken-track__name" in one.attrs.get("class", "")]


def test_a_closed_case_says_so_and_the_reporter_opens_it_again(
    mehmet: Desk, reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED, S.CLOSED)
    assert "Je zaak is afgerond op" in dossier(reporter)
    assert "Hoe: Samen opgelost." in dossier(reporter)
    address = reverse("reporter:reopen")
    assert "Wil je je zaak weer openen?" in text(reporter.get(address))
    answer = reporter.post(
        address, {"text": "Het gebeurt weer.", "once": str(uuid4())}, follow=True
    )
    assert "Je zaak is weer open." in answer.content.decode()
    assert reporter.get(address).status_code == 302  # it is open
    assert fresh(case).turn == Turn.SCHOOL
    assert "Het gebeurt weer." in text(mehmet.get(case))
    assert "Afgerond" not in names(dossier(reporter))


def test_a_page_with_a_long_history_asks_the_database_no_more(
    mehmet: Desk, reporter: Client, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    dossier(reporter)
    few = [queries(lambda: mehmet.get(case)), queries(lambda: dossier(reporter))]
    for _ in range(3):
        walk(team[0], filed, S.CLOSED)
        reopen(own=own(filed))
    mehmet.get(case)
    assert queries(lambda: mehmet.get(case)) <= few[0] + 1
    assert queries(lambda: dossier(reporter)) <= few[1] + 1


def queries(act: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)

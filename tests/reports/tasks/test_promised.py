"""What was agreed with the reporter stands on their road, and no day of it moves unheard."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from reports.casework.actions import acknowledge
from reports.casework.models import Case, Status
from reports.casework.moving import move
from reports.dossiers.models import Message
from reports.intake.actions import FiledReport
from reports.reporter.pages import dossier_page
from reports.reporter.pages import message as shown
from reports.tasks import actions
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind
from schools.registry.models import School
from stagebaken.web.days import suppose, today
from tests.cast import Member
from tests.reports.casework.conftest import Desk, text
from tests.reports.filing import file, own
from tests.reports.tasks.conftest import WORDS, Write, post, tick

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 1, 11)
TUESDAY = MONDAY + timedelta(days=1)
THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def monday() -> Any:
    with suppose(MONDAY):
        yield


def road(filed: FiledReport) -> dict[str, str]:
    return {one["name"]: one["when"] for one in dossier_page(own(filed))["track"]}


def heard(filed: FiledReport) -> list[str]:
    return [shown(one)["text"] for one in own(filed).conversation]


@pytest.fixture
def talk(team: list[Member], case: Case) -> Task:
    acknowledge(member=team[0].unlocked, case=case)
    move(member=team[0].unlocked, case=case, to=Status.INTAKE, day=TUESDAY)
    return Task.objects.get(kind=Kind.TALK)


def to(mehmet: Desk, case: Case, task: Task, day: date, **more: str) -> Any:
    return post(mehmet, case, task, due_on=day.isoformat(), **more)


def test_a_talk_that_was_agreed_stands_on_the_road_until_it_was_held(
    mehmet: Desk, filed: FiledReport, case: Case, talk: Task
) -> None:
    assert road(filed)["Gesprek met jou"] == "Gesprek op 12 januari"
    with suppose(THURSDAY):
        assert road(filed)["Gesprek met jou"] == "Het gesprek zou op 12 januari zijn"
    tick(mehmet, case, talk)
    assert road(filed)["Gesprek met jou"] == "Sinds 11 januari"


def test_a_talk_that_still_comes_stands_there_when_the_case_went_on(
    team: list[Member], filed: FiledReport, case: Case, talk: Task
) -> None:
    move(member=team[0].unlocked, case=case, to=Status.AWAITING_STUDENT_CHOICE, words="Kies maar.")
    assert road(filed)["Gesprek met jou"] == "Gesprek op 12 januari"


def test_the_day_of_aftercare_stands_on_the_road(
    team: list[Member], filed: FiledReport, case: Case
) -> None:
    acknowledge(member=team[0].unlocked, case=case)
    case.refresh_from_db()
    move(member=team[0].unlocked, case=case, to=Status.OUTCOME_KNOWN, words="Dit deden we.")
    move(member=team[0].unlocked, case=case, to=Status.AFTERCARE, words="Tot dan.", day=THURSDAY)
    assert road(filed)["Nazorg"] == "Op 14 januari vraagt je school hoe het gaat"
    with suppose(THURSDAY + timedelta(days=1)):
        assert road(filed)["Nazorg"] == "Je school zou op 14 januari vragen hoe het gaat"


def test_a_talk_that_moves_is_told_in_the_conversation(
    mehmet: Desk, filed: FiledReport, case: Case, talk: Task
) -> None:
    before = len(heard(filed))
    form: Any = mehmet.client.get(reverse("tasks:task", args=[case.pk, talk.pk]))
    assert "dan leest de melder dat in het gesprek" in text(form)
    assert to(mehmet, case, talk, THURSDAY).status_code == 302
    told = heard(filed)[before:]
    assert [one.split(".")[0] for one in told] == [
        "Het gesprek is op een andere dag: donderdag 14 januari 2027"
    ]
    assert own(filed).conversation[-1].author == mehmet.member.user.name
    assert road(filed)["Gesprek met jou"] == "Gesprek op 14 januari"
    assert "andere dag: donderdag 14 januari 2027" in text(mehmet.get(case))
    assert not mail.outbox  # no address was left


def test_who_left_an_address_gets_a_message_without_content(
    mehmet: Desk, school: School, team: list[Member]
) -> None:
    filed = file(school, address="student@example.org")
    case = filed.dossier.case
    acknowledge(member=team[0].unlocked, case=case)
    move(member=team[0].unlocked, case=case, to=Status.INTAKE, day=TUESDAY)
    mail.outbox.clear()
    to(mehmet, case, Task.objects.get(), THURSDAY)
    assert [one.to for one in mail.outbox] == [["student@example.org"]]
    assert "gesprek" not in mail.outbox[0].body.lower()


def test_another_person_or_the_same_day_tells_nothing(
    mehmet: Desk, team: list[Member], filed: FiledReport, case: Case, talk: Task
) -> None:
    before = heard(filed)
    to(mehmet, case, talk, TUESDAY, assignee=str(team[1].user.pk))
    with suppose(THURSDAY):
        assert to(mehmet, case, talk, TUESDAY).status_code == 302  # an old day may stay
    assert heard(filed) == before


def test_no_talk_moves_to_a_day_that_passed(
    mehmet: Desk, team: list[Member], filed: FiledReport, case: Case, talk: Task
) -> None:
    with suppose(THURSDAY):
        answer = to(mehmet, case, talk, MONDAY)
        assert answer.status_code == 422
        assert "Deze dag is al voorbij" in answer.content.decode()
        with pytest.raises(actions.DayIsOver):
            actions.change(
                member=team[0].unlocked, case=case, task_id=talk.pk, text="", due_on=MONDAY,
                assignee=None,
            )  # fmt: skip
    talk.refresh_from_db()
    assert talk.due_on == TUESDAY


def test_the_day_moves_and_is_told_together_or_not_at_all(
    team: list[Member], filed: FiledReport, case: Case, talk: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("reports.tasks.actions.record_for", fail)
    before = heard(filed)
    with pytest.raises(RuntimeError):
        actions.change(
            member=team[0].unlocked, case=case, task_id=talk.pk, text="", due_on=THURSDAY,
            assignee=None,
        )  # fmt: skip
    talk.refresh_from_db()
    assert (talk.due_on, heard(filed)) == (TUESDAY, before)


def test_what_was_promised_to_nobody_is_on_no_road_and_in_no_conversation(
    mehmet: Desk, filed: FiledReport, case: Case, write: Write
) -> None:
    task = write(due_on=TUESDAY)
    before = (road(filed), heard(filed))
    post(mehmet, case, task, text=WORDS, due_on=THURSDAY.isoformat())
    assert (road(filed), heard(filed)) == before


def test_two_days_of_a_talk_are_of_one_length_in_the_database(
    mehmet: Desk, filed: FiledReport, case: Case, talk: Task
) -> None:
    """P8: neither weekday nor month shows."""
    for day in (today() + timedelta(days=number) for number in (2, 40, 200)):
        to(mehmet, case, talk, day)
    sizes = {len(one.body) for one in Message.objects.filter(dossier=case.dossier_id)}
    assert len(sizes) == 1

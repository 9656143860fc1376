"""A team writes down who does what by when."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.casework.models import Case
from reports.intake.actions import FiledReport
from reports.reporter.readers import choose_readers
from reports.tasks import actions
from reports.tasks.models import Task
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.casework.conftest import HOSTILE, Desk, text
from tests.reports.filing import file, own
from tests.reports.ladder.conftest import desk
from tests.reports.tasks.conftest import TOMORROW, WORDS, Write, post, tick

pytestmark = pytest.mark.django_db


def test_a_member_writes_a_task_down_that_colleagues_read(
    mehmet: Desk, team: list[Member], case: Case
) -> None:
    assert post(mehmet, case, assignee=str(team[1].user.pk)).status_code == 302
    page = text(desk(team[1]).get(case))
    assert WORDS in page
    assert Event.objects.of_dossier(case.dossier_id).filter(verb=Verb.TASKED).exists()


def test_what_a_task_says_stands_in_no_column_and_not_before_the_reporter(
    write: Write, filed: FiledReport
) -> None:
    task = write()
    assert WORDS.encode() not in bytes(task.body)
    with pytest.raises(Exception, match="does not hold the key"):
        own(filed).keys.read(task, "body")


def test_the_same_form_sent_twice_writes_one(mehmet: Desk, case: Case) -> None:
    mark = "0b8c0d4e-5f40-4a3c-9f0e-2a40e53c1c11"
    assert [post(mehmet, case, once=mark).status_code for _ in range(2)] == [302, 302]
    assert Task.objects.count() == 1


def test_a_mark_of_another_dossiers_task_is_no_way_to_it(
    school: School, team: list[Member], write: Write
) -> None:
    first = write()
    other = file(school).dossier.case
    second = actions.add(
        member=team[0].unlocked,
        case=other,
        text="Iets anders.",
        due_on=TOMORROW,
        assignee=None,
        once=first.pk,
    )
    assert second.pk != first.pk


def test_a_member_changes_a_task(
    mehmet: Desk, team: list[Member], case: Case, write: Write
) -> None:
    task = write()
    page = mehmet.client.get(reverse("tasks:task", args=[case.pk, task.pk]))
    assert WORDS in text(page)
    changed = post(mehmet, case, task, text="Mail de mentor.", assignee=str(team[0].user.pk))
    assert changed.status_code == 302
    page = text(mehmet.get(case))
    assert "Mail de mentor." in page
    assert WORDS not in page


def test_a_member_ticks_a_task_and_takes_the_tick_away(
    mehmet: Desk, case: Case, write: Write
) -> None:
    task = write()
    assert [tick(mehmet, case, task), tick(mehmet, case, task)] == [302, 302]
    assert Task.objects.get().done_on == today()
    assert "Wat klaar is" in text(mehmet.get(case))
    assert tick(mehmet, case, task, "nee") == 302
    assert Task.objects.get().done_on is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", " "), ("text", "a" * 1001), ("due_on", ""), ("due_on", "morgen"),
     ("due_on", "2199-01-01"), ("assignee", "00000000-0000-4000-8000-000000000000")],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(
    mehmet: Desk, case: Case, field: str, value: str
) -> None:
    assert post(mehmet, case, **{field: value}).status_code == 422
    assert not Task.objects.exists()


def test_hostile_words_stay_words(mehmet: Desk, case: Case) -> None:
    post(mehmet, case, text=HOSTILE)
    assert "<script>alert" not in text(mehmet.get(case))


def test_words_wait_when_the_vault_closed_meanwhile(mehmet: Desk, case: Case) -> None:
    mehmet.close_vault()
    answer = post(mehmet, case)
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()


def test_a_task_of_another_case_is_not_found(
    mehmet: Desk, school: School, case: Case, write: Write
) -> None:
    task, other = write(), file(school).dossier.case
    assert mehmet.client.get(reverse("tasks:task", args=[other.pk, task.pk])).status_code == 404
    assert tick(mehmet, other, task) == 404
    assert post(mehmet, other, task).status_code == 404
    assert Task.objects.get().done_on is None


def test_a_member_let_in_later_waits_for_a_colleague(
    mehmet: Desk, team: list[Member], filed: FiledReport, case: Case, write: Write
) -> None:
    task = write(by=1)
    choose_readers(own=own(filed), excluded=[team[0].user])
    choose_readers(own=own(filed), excluded=[])
    assert "Taken van het team" not in text(mehmet.get(case))
    assert post(mehmet, case).status_code == 409
    assert tick(mehmet, case, task) == 302
    assert Task.objects.get().done_on is None
    desk(team[1]).get(case)
    assert WORDS in text(mehmet.get(case))


def test_the_page_asks_the_same_of_the_database_however_many_tasks(
    mehmet: Desk, case: Case, write: Write
) -> None:
    write()
    mehmet.get(case)
    with CaptureQueriesContext(connection) as before:
        mehmet.get(case)
    for _ in range(5):
        write()
    with CaptureQueriesContext(connection) as after:
        mehmet.get(case)
    assert len(after) == len(before)

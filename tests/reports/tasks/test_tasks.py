"""A team writes down who does what by when; an excluded member leaves no name behind."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.casework.actions import acknowledge, recuse
from reports.casework.models import Case, Status
from reports.casework.moving import move, moved_by
from reports.casework.opening import keys_for
from reports.casework.transitions import Who
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.registration.vocabulary import Outcome
from reports.reporter import actions as reporter
from reports.tasks import actions
from reports.tasks.models import Task
from reports.tasks.tasks import watch_tasks
from reports.tasks.vocabulary import Kind
from reports.tasks.watching import watch
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from stagebaken.backup.signals import restored
from stagebaken.vault import keyring
from stagebaken.web.days import today
from tests.cast import Member, make_team, zeewaarde
from tests.reports.casework.conftest import HOSTILE, Desk, text
from tests.reports.filing import file, own
from tests.reports.ladder.conftest import desk

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = today() + timedelta(days=1), today() - timedelta(days=1)
WORDS = "Bel de mentor over dinsdag."
Write = Callable[..., Task]


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school)


@pytest.fixture
def case(filed: FiledReport) -> Case:
    return Case.objects.select_related("school", "dossier").get(dossier=filed.dossier)


@pytest.fixture
def mehmet(team: list[Member]) -> Desk:
    return desk(team[0])


@pytest.fixture
def write(team: list[Member], case: Case) -> Write:
    def write(
        by: int = 0, due_on: date = TOMORROW, assignee: User | None = None, **more: Any
    ) -> Task:
        words = more.pop("text", WORDS)
        return actions.add(
            member=team[by].unlocked,
            case=case,
            text=words,
            due_on=due_on,
            assignee=assignee,
            **more,
        )

    return write


def post(mehmet: Desk, case: Case, task: Task | None = None, **changes: Any) -> Any:
    data = {"text": WORDS, "due_on": TOMORROW.isoformat(), "assignee": ""} | changes
    name, given = ("task", [case.pk, task.pk]) if task else ("new", [case.pk])
    return mehmet.client.post(reverse(f"tasks:{name}", args=given), data)


def tick(mehmet: Desk, case: Case, task: Task, klaar: str = "ja") -> int:
    address = reverse("tasks:done", args=[case.pk, task.pk])
    return int(mehmet.client.post(address, {"klaar": klaar}).status_code)


def news_of(member: Member) -> int:
    return News.objects.filter(recipient=member.recipient).count()


def forget_news() -> None:
    News.objects.all().delete()


# ---------- writing, changing, ticking ----------


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
    reporter.choose_readers(own=own(filed), excluded=[team[0].user])
    reporter.choose_readers(own=own(filed), excluded=[])
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


# ---------- who may not see it any more (P2) ----------


def names_on(case: Case, by: Member) -> set[str]:
    keys = keys_for(member=by.unlocked, case=case, verb=Verb.OPENED)
    return {one.assignee for one in actions.opened(case, keys)}


def test_who_is_excluded_has_no_task_and_leaves_no_name(
    team: list[Member], filed: FiledReport, case: Case, write: Write
) -> None:
    """Attack: a colleague reads from the assignee that the excluded person was part of it."""
    write(by=1, assignee=team[0].user)
    reporter.choose_readers(own=own(filed), excluded=[team[0].user])
    assert Task.objects.get().assignee is None
    assert names_on(case, team[1]) == {""}
    reporter.choose_readers(own=own(filed), excluded=[])
    assert names_on(case, team[1]) == {""}  # let in again is not given again


def test_who_steps_back_has_no_task(team: list[Member], case: Case, write: Write) -> None:
    write(assignee=team[0].user)
    recuse(member=team[0].unlocked, case=case)
    assert Task.objects.get().assignee is None


def test_a_name_of_who_may_not_read_is_not_shown_whatever_the_row_says(
    team: list[Member], case: Case, write: Write
) -> None:
    """Attack: a row that nobody cleaned, of a member whose key was destroyed another way."""
    write(by=1, assignee=team[0].user)
    keyring.exclude(case.dossier, [team[0].user])
    assert Task.objects.get().assignee == team[0].user
    assert names_on(case, team[1]) == {""}


def test_a_restored_backup_gives_no_task_back(team: list[Member], case: Case, write: Write) -> None:
    write(by=1, assignee=team[0].user)
    write(by=1, assignee=team[1].user)
    keyring.exclude(case.dossier, [team[0].user])
    restored.send(sender=None)
    assert set(Task.objects.values_list("assignee", flat=True)) == {None, team[1].user.pk}


def test_nobody_gives_a_task_to_who_may_not_read(
    mehmet: Desk, team: list[Member], case: Case, write: Write
) -> None:
    keyring.exclude(case.dossier, [team[2].user])
    page = mehmet.client.get(reverse("tasks:new", args=[case.pk]))
    assert team[2].user.name not in text(page)
    assert post(mehmet, case, assignee=str(team[2].user.pk)).status_code == 422
    with pytest.raises(PermissionDenied):
        write(assignee=team[2].user)


def test_an_excluded_member_finds_no_page(mehmet: Desk, case: Case, write: Write) -> None:
    task = write()
    keyring.exclude(case.dossier, [mehmet.member.user])
    assert post(mehmet, case).status_code == 404
    assert post(mehmet, case, task).status_code == 404
    assert tick(mehmet, case, task) == 404


# ---------- overdue ----------


def test_an_overdue_task_is_news_for_its_assignee_once(
    mehmet: Desk, team: list[Member], case: Case, write: Write
) -> None:
    write(due_on=YESTERDAY, assignee=team[1].user)
    forget_news()
    assert [watch(today()), watch(today()), watch(TOMORROW)] == [1, 0, 0]
    assert [news_of(one) for one in team] == [0, 1, 0]
    assert "Te laat" in text(mehmet.get(case))


def test_the_command_and_the_scheduled_task_do_the_same_once(
    team: list[Member], write: Write
) -> None:
    write(due_on=YESTERDAY, assignee=team[1].user)
    out = StringIO()
    call_command("overdue_tasks", stdout=out)
    call_command("overdue_tasks", stdout=out)
    assert out.getvalue().splitlines() == ["1 tasks told.", "0 tasks told."]
    forget_news()
    watch_tasks.enqueue()
    assert news_of(team[1]) == 0


@pytest.mark.parametrize("what", ["done", "today", "nobody", "closed", "excluded"])
def test_nothing_is_told_of(
    mehmet: Desk, team: list[Member], case: Case, write: Write, what: str
) -> None:
    due_on = today() if what == "today" else YESTERDAY
    task = write(due_on=due_on, assignee=None if what == "nobody" else team[1].user)
    if what == "done":
        tick(mehmet, case, task)
    elif what == "closed":
        Case.objects.update(status="closed", acknowledged_on=today(), closed_on=today(),
                            due_on=None, term_on=None, limit_on=None)  # fmt: skip
    elif what == "excluded":
        keyring.exclude(case.dossier, [team[1].user])
    forget_news()
    assert watch(today()) == 0
    assert not News.objects.exists()


def test_another_member_or_another_day_is_told_anew(
    mehmet: Desk, team: list[Member], case: Case, write: Write
) -> None:
    task = write(due_on=YESTERDAY, assignee=team[1].user)
    watch(today())
    later = YESTERDAY.isoformat()
    assert post(mehmet, case, task, due_on=later, assignee=str(team[2].user.pk)).status_code == 302
    forget_news()
    assert watch(today()) == 1
    assert news_of(team[2]) == 1


# ---------- what a step starts ----------


def told_outcome(member: Member, case: Case) -> None:
    acknowledge(member=member.unlocked, case=case)
    case.refresh_from_db()
    move(member=member.unlocked, case=case, to=Status.OUTCOME_KNOWN, words="Dit deden we.")
    case.refresh_from_db()


def test_an_outcome_starts_the_planning_of_aftercare(
    mehmet: Desk, team: list[Member], case: Case
) -> None:
    told_outcome(team[0], case)
    task = Task.objects.get()
    assert (task.kind, task.due_on) == (Kind.PLAN_AFTERCARE, today() + timedelta(days=14))
    assert "Plan de nazorg" in text(mehmet.get(case))
    changed = post(mehmet, case, task, due_on=TOMORROW.isoformat(), assignee=str(team[0].user.pk))
    assert changed.status_code == 302
    assert Task.objects.get().due_on == TOMORROW


def test_an_outcome_of_sbb_starts_it_without_a_key(team: list[Member], case: Case) -> None:
    Case.objects.update(status="forwarded_sbb", turn="sbb", acknowledged_on=today())
    moved_by(who=Who.SBB, case=case, to=Status.OUTCOME_KNOWN)
    assert Task.objects.get().kind == Kind.PLAN_AFTERCARE


def test_planned_aftercare_ticks_it(team: list[Member], case: Case) -> None:
    told_outcome(team[0], case)
    move(member=team[0].unlocked, case=case, to=Status.AFTERCARE, words="Tot dan.", day=TOMORROW)
    assert Task.objects.get().done_on == today()


def test_closing_takes_it_away_and_leaves_other_tasks(
    team: list[Member], case: Case, write: Write
) -> None:
    write()
    told_outcome(team[0], case)
    move(
        member=team[0].unlocked,
        case=case,
        to=Status.CLOSED,
        words="Klaar.",
        outcome=str(Outcome.values[0]),
    )
    assert [one.kind for one in Task.objects.all()] == [Kind.OWN]


def test_a_task_that_a_step_started_anew_is_not_there_twice(
    mehmet: Desk, team: list[Member], case: Case
) -> None:
    told_outcome(team[0], case)
    first = Task.objects.get()
    tick(mehmet, case, first)
    move(member=team[0].unlocked, case=case, to=Status.INTAKE, day=TOMORROW)
    case.refresh_from_db()
    move(member=team[0].unlocked, case=case, to=Status.OUTCOME_KNOWN, words="Nog iets.")
    assert Task.objects.count() == 2
    assert tick(mehmet, case, first, "nee") == 302  # the other one is to be done already
    assert Task.objects.filter(done_on=None).count() == 1

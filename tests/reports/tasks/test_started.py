"""What a step in the case starts, and what takes it away again."""

from datetime import timedelta

import pytest

from reports.casework.actions import acknowledge
from reports.casework.models import Case, Status
from reports.casework.moving import move, moved_by
from reports.casework.transitions import Who
from reports.registration.vocabulary import Outcome
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.casework.conftest import Desk, text
from tests.reports.tasks.conftest import TOMORROW, Write, post, tick

pytestmark = pytest.mark.django_db


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

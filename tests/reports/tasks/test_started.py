"""What a step in the case starts, and what takes it away again."""

from datetime import date, timedelta

import pytest
from django.core import mail

from reports.casework.actions import acknowledge, assign
from reports.casework.models import Case, Status
from reports.casework.moving import move, moved_by
from reports.casework.transitions import Who
from reports.registration.vocabulary import Outcome
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind
from reports.tasks.watching import watch
from stagebaken.web.days import suppose, today
from tests.cast import Member
from tests.reports.casework.conftest import Desk, text
from tests.reports.tasks.conftest import TOMORROW, Write, forget_news, news_of, post, tick

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


def close(team: list[Member], case: Case) -> None:
    move(
        member=team[0].unlocked,
        case=case,
        to=Status.CLOSED,
        words="Klaar.",
        outcome=str(Outcome.values[0]),
    )
    case.refresh_from_db()


def test_closing_takes_it_away_and_stops_the_tasks_of_the_team(
    mehmet: Desk, team: list[Member], case: Case, write: Write
) -> None:
    done, left = write(), write(text="Vraag het rooster op.")
    tick(mehmet, case, done)
    told_outcome(team[0], case)
    close(team, case)
    assert [one.kind for one in Task.objects.all()] == [Kind.OWN] * 2
    done.refresh_from_db()
    left.refresh_from_db()
    assert [one.is_stopped for one in (done, left)] == [False, True]
    assert left.done_on == today()
    page = text(mehmet.get(case))
    assert "Er is nu niets te doen" in page
    assert page.count("Gestopt: de zaak werd afgerond") == 1


def test_a_stopped_task_goes_on_only_when_somebody_says_so(
    mehmet: Desk, team: list[Member], case: Case, write: Write
) -> None:
    task = write()
    told_outcome(team[0], case)
    close(team, case)
    move(member=team[0].unlocked, case=case, to=Status.INTAKE, note="Er is nog iets.")
    task.refresh_from_db()
    assert task.is_stopped
    tick(mehmet, case, task, "nee")
    task.refresh_from_db()
    assert (task.is_stopped, task.done_on) == (False, None)


def test_a_task_that_a_step_started_anew_is_not_there_twice(
    mehmet: Desk, team: list[Member], case: Case
) -> None:
    told_outcome(team[0], case)
    first = Task.objects.get()
    tick(mehmet, case, first)
    move(member=team[0].unlocked, case=case, to=Status.INTAKE, day=TOMORROW)
    case.refresh_from_db()
    move(member=team[0].unlocked, case=case, to=Status.OUTCOME_KNOWN, words="Nog iets.")
    planning = Task.objects.filter(kind=Kind.PLAN_AFTERCARE)
    assert planning.count() == 2
    assert tick(mehmet, case, first, "nee") == 302  # the other one is to be done already
    assert planning.filter(done_on=None).count() == 1


# ---------- the day of a talk ----------


def agree(team: list[Member], case: Case, day: date) -> Task:
    acknowledge(member=team[0].unlocked, case=case)
    case.refresh_from_db()
    move(member=team[0].unlocked, case=case, to=Status.INTAKE, day=day)
    case.refresh_from_db()
    return Task.objects.get()


def go_on(team: list[Member], case: Case, to: Status) -> Task:
    move(member=team[0].unlocked, case=case, to=to, words="Je kunt kiezen.")
    case.refresh_from_db()
    return Task.objects.get(kind=Kind.TALK)


def test_the_day_of_a_talk_is_a_task_that_reminds(
    mehmet: Desk, team: list[Member], case: Case
) -> None:
    task = agree(team, case, day := today() + timedelta(days=20))
    assert (task.kind, task.due_on, task.done_on) == (Kind.TALK, day, None)
    assert "Gesprek met de melder" in text(mehmet.get(case))
    forget_news()
    assert watch(day) == 1
    assert [news_of(one) for one in team] == [1, 1, 1]
    assert not mail.outbox


def test_who_took_the_case_up_has_the_talk(team: list[Member], case: Case) -> None:
    assign(member=team[0].unlocked, case=case, assignee=team[1].user)
    assert agree(team, case, TOMORROW).assignee == team[1].user


def test_going_on_after_the_talk_ticks_it_and_before_it_leaves_it(
    team: list[Member], case: Case
) -> None:
    agree(team, case, TOMORROW)
    assert go_on(team, case, Status.AWAITING_STUDENT_CHOICE).done_on is None
    with suppose(TOMORROW):
        assert go_on(team, case, Status.OUTCOME_KNOWN).done_on == TOMORROW


def test_another_talk_moves_the_day_and_reminds_anew(team: list[Member], case: Case) -> None:
    agree(team, case, today() + timedelta(days=1))
    watch(today() + timedelta(days=1))
    go_on(team, case, Status.AWAITING_STUDENT_CHOICE)
    later = today() + timedelta(days=9)
    move(member=team[0].unlocked, case=case, to=Status.INTAKE, day=later)
    task = Task.objects.get()
    assert (task.due_on, task.reminded_on, task.told_on) == (later, None, None)


def test_a_closed_case_has_no_talk_and_one_that_is_opened_again_no_day_for_it(
    team: list[Member], case: Case
) -> None:
    agree(team, case, TOMORROW)
    outcome = str(Outcome.values[0])
    close = {"to": Status.CLOSED, "words": "Klaar.", "outcome": outcome}
    move(member=team[0].unlocked, case=case, **close)
    case.refresh_from_db()
    move(member=team[0].unlocked, case=case, to=Status.INTAKE, note="Er is nog iets.")
    assert not Task.objects.exists()


def test_work_that_begins_again_plans_no_aftercare(team: list[Member], case: Case) -> None:
    told_outcome(team[0], case)
    move(member=team[0].unlocked, case=case, to=Status.INTAKE, day=TOMORROW)
    assert [one.kind for one in Task.objects.all()] == [Kind.TALK]

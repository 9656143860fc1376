"""Two members, two clicks and an exclusion in the same moment, on one task.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from reports.casework.models import Case
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.reporter.readers import choose_readers
from reports.tasks import actions
from reports.tasks.models import Task
from reports.tasks.watching import watch
from stagebaken.audit.verification import verify
from stagebaken.web.days import today
from tests.at_once import at_once
from tests.cast import Member
from tests.reports.filing import own
from tests.reports.tasks.conftest import TOMORROW, WORDS, YESTERDAY, Write, forget_news

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = range(3)


def has_no_name_of_who_may_not_read(case: Case, excluded: Member) -> bool:
    return not Task.objects.filter(dossier=case.dossier, assignee=excluded.user).exists()


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_double_click_writes_one_task(case: Case, write: Write, _round: int) -> None:
    once = uuid4()
    first, second = at_once(lambda: write(once=once), lambda: write(once=once))
    assert first == second == Task.objects.get()
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_members_write_two_tasks(case: Case, write: Write, _round: int) -> None:
    at_once(lambda: write(by=0), lambda: write(by=1, text="Iets anders."))
    assert Task.objects.count() == 2


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_tick_and_change_leave_both(
    team: list[Member], case: Case, write: Write, _round: int
) -> None:
    task = write()
    later = TOMORROW + timedelta(days=7)
    at_once(
        lambda: actions.finish(
            member=team[0].unlocked, case=case, task_id=task.pk, is_done=True
        ),
        lambda: actions.change(
            member=team[1].unlocked, case=case, task_id=task.pk, text=WORDS, due_on=later,
            assignee=team[1].user,
        ),
    )  # fmt: skip
    task.refresh_from_db()
    assert (task.done_on, task.due_on, task.assignee) == (today(), later, team[1].user)


@pytest.mark.parametrize("_round", ROUNDS)
def test_who_is_excluded_while_they_get_a_task_has_none(
    team: list[Member], filed: FiledReport, case: Case, write: Write, _round: int
) -> None:
    """Attack: the name of an excluded colleague stays behind in a row."""
    written, _ = at_once(
        lambda: write(by=1, assignee=team[0].user),
        lambda: choose_readers(own=own(filed), excluded=[team[0].user]),
        refusals=(PermissionDenied,),
    )
    assert written is PermissionDenied or isinstance(written, Task)
    assert has_no_name_of_who_may_not_read(case, team[0])


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_watchers_tell_of_an_overdue_task_once(
    team: list[Member], write: Write, _round: int
) -> None:
    write(due_on=YESTERDAY, assignee=team[1].user)
    forget_news()
    told = at_once(lambda: watch(today()), lambda: watch(today()))
    assert sorted(told) == [0, 1]  # type: ignore[type-var]
    assert News.objects.filter(recipient=team[1].recipient).count() == 1

"""An overdue task is news for who has it, once."""

from io import StringIO

import pytest
from django.core.management import call_command

from reports.casework.models import Case
from reports.notices.models import News
from reports.tasks.tasks import watch_tasks
from reports.tasks.watching import watch
from stagebaken.vault import keyring
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.casework.conftest import Desk, text
from tests.reports.tasks.conftest import (
    TOMORROW,
    YESTERDAY,
    Write,
    forget_news,
    news_of,
    post,
    tick,
)

pytestmark = pytest.mark.django_db


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

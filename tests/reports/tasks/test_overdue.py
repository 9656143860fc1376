"""A task that is near or overdue is news, once each, for who has it or for all who can do it."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from reports.casework.actions import recuse
from reports.casework.models import Case
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.tasks.models import Task
from reports.tasks.panels import of_reporter
from reports.tasks.tasks import watch_tasks
from reports.tasks.vocabulary import Kind
from reports.tasks.watching import watch
from stagebaken.vault import keyring
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.casework.conftest import Desk, text
from tests.reports.filing import own
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
ONE_DAY = timedelta(days=1)


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


@pytest.mark.parametrize("what", ["done", "later", "closed"])
def test_nothing_is_told_of(
    mehmet: Desk, team: list[Member], case: Case, write: Write, what: str
) -> None:
    due_on = today() + timedelta(days=20) if what == "later" else YESTERDAY
    task = write(due_on=due_on, assignee=team[1].user)
    if what == "done":
        tick(mehmet, case, task)
    elif what == "closed":
        Case.objects.update(status="closed", acknowledged_on=today(), closed_on=today(),
                            due_on=None, term_on=None, limit_on=None)  # fmt: skip
    forget_news()
    assert watch(today()) == 0
    assert not News.objects.exists()


def test_an_overdue_task_that_nobody_has_is_news_for_all_who_may_see_the_case(
    team: list[Member], case: Case, write: Write
) -> None:
    keyring.exclude(case.dossier, [team[2].user])
    write(due_on=YESTERDAY)
    forget_news()
    assert [watch(today()), watch(today())] == [1, 0]
    assert [news_of(one) for one in team] == [1, 1, 0]


def test_who_may_not_read_it_any_more_hears_nothing_and_the_others_do(
    team: list[Member], case: Case, write: Write
) -> None:
    write(due_on=YESTERDAY, assignee=team[1].user)
    keyring.exclude(case.dossier, [team[1].user])
    forget_news()
    assert watch(today()) == 1
    assert [news_of(one) for one in team] == [1, 0, 1]


def test_a_task_of_who_stepped_back_is_told_to_whoever_stays(
    team: list[Member], case: Case, write: Write
) -> None:
    """It was told before, to somebody who will not do it any more."""
    write(due_on=YESTERDAY, assignee=team[1].user)
    watch(today())
    recuse(member=team[1].unlocked, case=case)
    forget_news()
    assert watch(today()) == 1
    assert [news_of(one) for one in team] == [1, 0, 1]


def test_a_task_reminds_on_the_last_working_day_before_and_tells_when_it_is_over(
    team: list[Member], case: Case, write: Write
) -> None:
    friday, monday = date(2027, 1, 8), date(2027, 1, 11)
    write(due_on=monday, assignee=team[0].user)
    heard = []
    for day in (friday - ONE_DAY, friday, friday + ONE_DAY, monday, monday + ONE_DAY):
        forget_news()
        heard.append((watch(day), news_of(team[0]), news_of(team[1])))
    assert heard == [(0, 0, 0), (1, 1, 0), (0, 0, 0), (0, 0, 0), (1, 1, 0)]


def escalated(team: list[Member], *days: date) -> list[list[int]]:
    """Who hears what on each of these days."""
    heard = []
    for day in days:
        forget_news()
        watch(day)
        heard.append([news_of(one) for one in team])
    return heard


def test_two_working_days_late_the_others_hear_it_once(
    team: list[Member], case: Case, write: Write
) -> None:
    thursday = date(2027, 1, 14)
    write(due_on=thursday, assignee=team[1].user)
    friday, sunday, monday, tuesday = (thursday + timedelta(days=n) for n in (1, 3, 4, 5))
    heard = escalated(team, friday, sunday, monday, tuesday)
    assert heard == [[0, 1, 0], [0, 0, 0], [1, 0, 1], [0, 0, 0]]


def test_a_task_that_everybody_heard_of_is_not_told_again(
    team: list[Member], case: Case, write: Write
) -> None:
    write(due_on=date(2027, 1, 14))
    assert escalated(team, date(2027, 1, 15), date(2027, 1, 18)) == [[1, 1, 1], [0, 0, 0]]


def test_a_promised_talk_that_one_person_lets_lapse_is_told_in_the_dossier(
    team: list[Member], filed: FiledReport, case: Case
) -> None:
    """There is no second holder: nobody else would say it."""
    thursday = date(2027, 1, 14)
    Task.objects.create(dossier=case.dossier, kind=Kind.TALK, due_on=thursday,
                        assignee=team[0].user)  # fmt: skip
    keyring.exclude(case.dossier, [team[1].user, team[2].user])
    watch(date(2027, 1, 15))
    assert of_reporter(own(filed)) is None
    watch(date(2027, 1, 18))
    assert of_reporter(own(filed)) == {"day": thursday}
    assert not mail.outbox
    Task.objects.update(done_on=thursday)
    assert of_reporter(own(filed)) is None


def test_what_was_promised_to_nobody_is_not_told_to_the_reporter(
    team: list[Member], filed: FiledReport, case: Case, write: Write
) -> None:
    write(due_on=date(2027, 1, 14), assignee=team[0].user)
    keyring.exclude(case.dossier, [team[1].user, team[2].user])
    watch(date(2027, 1, 18))
    assert of_reporter(own(filed)) is None


def test_time_mails_no_reporter_of_a_task(case: Case, write: Write) -> None:
    write(due_on=YESTERDAY)
    watch(today())
    assert not mail.outbox


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

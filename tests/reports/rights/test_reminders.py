"""No term of a request lapses unannounced, whoever must answer and whoever has left."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from reports.rights import actions, tasks
from reports.rights.models import DataRequest, TermReminder
from reports.rights.policy import Counter
from reports.rights.vocabulary import Outcome, Part, Reason
from schools.teams.models import Membership
from stagebaken.accounts.models import User
from stagebaken.schedule.jobs import jobs
from stagebaken.web.days import suppose
from tests.reports.rights.conftest import PLATFORM, TODAY, enter

BROKEN = f"{__name__}.BrokenServer"


class BrokenServer(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("iemand@zeewaarde.example")


def round_on(day: date) -> str:
    told = StringIO()
    with suppose(day):
        call_command("data_requests", "remind", stdout=told)
    return told.getvalue()


def told_day_by_day(days: int) -> list[tuple[int, str]]:
    """(days after today, address), with two rounds on every day."""
    found = []
    for number in range(days):
        mail.outbox.clear()
        for _ in range(2):
            round_on(TODAY + timedelta(days=number))
        found += [(number, one.to[0]) for one in mail.outbox]
    return found


def test_the_team_hears_a_week_before_and_past_the_term_everybody_above(
    mehmet: User, team: Counter, truus: User, olga: User
) -> None:
    enter(mehmet, team, Part.REPORTS)
    told = told_day_by_day(40)  # due after 30 days
    assert told[:3] == [(23, mehmet.email), (27, mehmet.email), (30, mehmet.email)]
    assert sorted(told[3:]) == sorted((31, one.email) for one in (mehmet, truus, olga))


def test_an_administrator_hears_of_accounts_and_the_platform_when_late(
    truus: User, office: Counter, mehmet: User, olga: User
) -> None:
    enter(truus, office, Part.ACCOUNT)
    told = told_day_by_day(40)
    assert told[:3] == [(23, truus.email), (27, truus.email), (30, truus.email)]
    assert sorted(told[3:]) == sorted((31, one.email) for one in (truus, olga))


def test_the_platform_hears_of_its_own(olga: User) -> None:
    enter(olga, PLATFORM, Part.ACCOUNT)
    assert [day for day, _ in told_day_by_day(40)] == [23, 27, 30, 31]


def test_a_letter_that_was_entered_late_is_announced_at_once(olga: User) -> None:
    enter(olga, PLATFORM, Part.ACCOUNT, received_on=TODAY - timedelta(days=90))
    assert told_day_by_day(3) == [(0, olga.email)]


def test_where_nobody_answers_any_more_the_platform_still_hears(
    truus: User, office: Counter, olga: User
) -> None:
    enter(truus, office, Part.ACCOUNT)
    Membership.objects.filter(user=truus).update(ended_on=TODAY)
    assert told_day_by_day(40) == [(31, olga.email)]


def test_a_closed_request_is_silent_and_a_longer_one_starts_anew(
    truus: User, office: Counter
) -> None:
    done, longer = enter(truus, office, Part.ACCOUNT), enter(truus, office, Part.ACCOUNT)
    actions.close(by=truus, counter=office, request=done, outcome=Outcome.GRANTED)
    actions.extend(by=truus, counter=office, request=longer, reason=Reason.COMPLEX)
    assert [day for day, _ in told_day_by_day(95)] == [85, 89, 92, 93]


def test_the_mail_says_nothing_of_the_request(mehmet: User, team: Counter, truus: User) -> None:
    one = enter(mehmet, team, Part.REPORTS)
    round_on(one.due_on + timedelta(days=1))
    texts = {f"{message.subject}\n{message.body}" for message in mail.outbox}
    (text,) = texts  # the same for the team and for the administrator
    for word in ("melding", "inzage", "report ", "zeewaarde.example", str(one.pk)):
        assert word not in text.lower()
    assert "Data requests" in text


def test_a_mail_that_was_not_taken_is_sent_in_a_later_round(
    mehmet: User, team: Counter, settings: LazySettings
) -> None:
    one = enter(mehmet, team, Part.REPORTS)
    settings.EMAIL_BACKEND = BROKEN
    told = round_on(one.due_on)
    assert "1 mails were not taken" in told
    assert "iemand" not in told
    assert TermReminder.objects.filter(mailed_on=None).count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "Mailed 1 people" in round_on(one.due_on)


@pytest.mark.django_db(transaction=True)
def test_the_round_queues_ids_of_people_alone(mehmet: User, team: Counter) -> None:
    one = enter(mehmet, team, Part.REPORTS)
    with suppose(one.due_on):
        tasks.remind_round.enqueue()
        call_command("db_worker", batch=True, startup_delay=False, interval=0)
    queued = str([row.args_kwargs for row in DBTaskResult.objects.all()])
    assert str(mehmet.pk) in queued
    assert str(one.pk) not in queued
    assert len(mail.outbox) == 1


def test_forgetting_takes_the_reminders_along(truus: User, office: Counter) -> None:
    one = enter(truus, office, Part.ACCOUNT)
    round_on(one.due_on)
    with suppose(one.due_on):
        actions.close(by=truus, counter=office, request=one, outcome=Outcome.GRANTED)
    told = StringIO()
    with suppose(one.due_on + timedelta(days=731)):
        call_command("data_requests", "forget", stdout=told)
    assert told.getvalue() == "Deleted 1 requests.\n"
    assert not DataRequest.objects.exists()
    assert not TermReminder.objects.exists()


def test_both_rounds_stand_in_the_timetable() -> None:
    names = {job.name for job in jobs()}
    assert {"reports.rights.tasks.remind_round", "reports.rights.tasks.forget_old"} <= names

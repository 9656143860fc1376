"""The rounds as the scheduler runs them: on time, tried again, and with nothing of a dossier."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.intake.actions import FiledReport
from reports.notices import tasks
from reports.notices.models import News
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from schools.registry.models import School
from schools.teams.models import MailFailure
from stagebaken.schedule.jobs import jobs
from stagebaken.schedule.management.commands import db_worker
from tests.cast import Member, make_team, zeewaarde
from tests.reports.filing import STORY, file, own
from tests.reports.notices import test_rounds

pytestmark = pytest.mark.django_db(transaction=True)

BROKEN = f"{test_rounds.__name__}.BrokenServer"


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db_worker, "say_where_only", lambda: None)


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school)


def work() -> None:
    call_command("db_worker", batch=True, startup_delay=False, interval=0)


def make_due() -> None:
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def test_the_round_runs_at_eight_and_at_three_and_at_no_other_time() -> None:
    (job,) = [job for job in jobs() if job.task.func is tasks.staff_round.func]
    assert job.when == "08:00 15:00"


def test_filing_queues_nothing(filed: FiledReport) -> None:
    """A task row per act would hold the moment of the act (P3)."""
    reporter.send(own=own(filed), text="Nog iets.")
    assert not DBTaskResult.objects.exists()


def test_a_round_mails_every_member_and_leaves_ids_of_members_alone(
    team: list[Member], filed: FiledReport
) -> None:
    tasks.staff_round.enqueue()
    work()
    assert sorted(to for message in mail.outbox for to in message.to) == sorted(
        member.user.email for member in team
    )
    rows = str(list(DBTaskResult.objects.values()))
    for secret in (STORY, str(filed.dossier.pk), filed.dossier.case.number):
        assert secret not in rows


def test_what_a_mail_server_refused_is_tried_again_and_shown_until_it_went(
    team: list[Member], filed: FiledReport, settings: LazySettings
) -> None:
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN
    before = timezone.now()
    tasks.staff_round.enqueue()
    work()
    assert MailFailure.objects.count() == len(team)
    waiting = DBTaskResult.objects.filter(status="READY")
    assert waiting.count() == len(team)
    assert all(before + dt.timedelta(seconds=59) < task.run_after for task in waiting)

    settings.EMAIL_BACKEND = works
    make_due()
    work()
    assert len(mail.outbox) == len(team)
    assert not MailFailure.objects.exists()
    assert not News.objects.filter(is_mailed=False).exists()


def test_a_mail_server_that_stays_silent_is_left_alone_until_the_next_round(
    team: list[Member], filed: FiledReport, settings: LazySettings
) -> None:
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN
    tasks.mail_member.enqueue(str(team[0].user.pk))
    for _ in range(len(tasks.RETRY_MINUTES) + 3):
        make_due()
        work()
    assert DBTaskResult.objects.count() == 1 + len(tasks.RETRY_MINUTES)
    assert MailFailure.objects.filter(user=team[0].user).exists()

    settings.EMAIL_BACKEND = works
    tasks.staff_round.enqueue()
    work()
    assert len(mail.outbox) == len(team)


def test_who_was_excluded_between_round_and_mail_gets_none(
    team: list[Member], filed: FiledReport
) -> None:
    tasks.mail_member.enqueue(str(team[2].user.pk))
    choose_readers(own=own(filed), excluded=[team[2].user])
    work()
    assert not mail.outbox

"""Acute danger goes at the next whole hour: the same words, to the same people, once."""

import datetime as dt

import pytest
from django.conf import settings
from django.core import mail
from django_tasks_db.models import DBTaskResult

from reports.casework.opening import open_case
from reports.notices import rounds
from reports.notices.models import News
from reports.notices.tasks import urgent_round
from reports.reporter.readers import choose_readers
from schools.registry.models import School
from stagebaken.schedule.jobs import jobs
from tests.cast import Member, make_team, zeewaarde
from tests.reports.filing import STORY, file, own

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> list[Member]:
    return make_team(zeewaarde())


def school_of() -> School:
    return School.objects.get(code="zeewaarde")


def hour() -> None:
    for user_id in rounds.members_in_haste():
        rounds.mail_member(user_id)


def test_it_runs_at_every_whole_hour() -> None:
    assert ("reports.notices.tasks.urgent_round", "every 60 minutes") in settings.SCHEDULE
    (job,) = [job for job in jobs() if job.task.func is urgent_round.func]
    noon = dt.datetime(2026, 11, 27, 12, 41, tzinfo=dt.UTC)
    assert job.slot(noon).endswith("12:00")


def test_danger_is_mailed_to_every_reader_once_and_calm_waits(team: list[Member]) -> None:
    school = school_of()
    file(school)
    hour()
    assert not mail.outbox
    file(school, danger="now")
    hour()
    hour()
    assert sorted(to for message in mail.outbox for to in message.to) == sorted(
        member.user.email for member in team
    )


def test_the_words_are_those_of_every_round(team: list[Member]) -> None:
    school = school_of()
    case = file(school, danger="now").dossier.case
    hour()
    for message in mail.outbox:
        assert (message.subject, message.body) == (rounds.SUBJECT, rounds.BODY)
        raw = message.message().as_string()
        for secret in (STORY, case.number, str(case.pk), school.name, "gevaar", "danger"):
            assert secret not in raw


def test_once_the_mail_went_nothing_tells_of_haste(team: list[Member]) -> None:
    file(school_of(), danger="fear")
    assert News.objects.filter(is_urgent=True).count() == len(team)
    hour()
    assert not News.objects.filter(is_urgent=True).exists()


def test_who_opened_it_first_gets_no_mail(team: list[Member]) -> None:
    case = file(school_of(), danger="now").dossier.case
    open_case(member=team[0].unlocked, case=case)
    hour()
    assert team[0].user.email not in {to for message in mail.outbox for to in message.to}


def test_who_was_excluded_meanwhile_gets_no_mail(team: list[Member]) -> None:
    filed = file(school_of(), danger="now")
    choose_readers(own=own(filed), excluded=[team[2].user])
    hour()
    assert team[2].user.email not in {to for message in mail.outbox for to in message.to}


def test_filing_about_danger_queues_no_task(team: list[Member]) -> None:
    file(school_of(), danger="now")
    assert not DBTaskResult.objects.exists()


def test_mail_that_fails_stays_urgent_for_the_next_hour(
    team: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    file(school_of(), danger="now")
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "tests.reports.notices.test_rounds.BrokenServer")
    hour()
    assert len(rounds.members_in_haste()) == len(team)

"""Mail before a school looks again: each coordinator once for each moment, and nothing in it."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.measures import actions, tasks
from placements.measures.models import ReviewReminder
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import User
from stagebaken.schedule.jobs import jobs
from stagebaken.web.days import suppose
from tests.placements.measures.deciding import after, decide

BROKEN = f"{__name__}.BrokenServer"


class BrokenServer(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("ilse-bosgra@zeewaarde.example")


def round_on(day: date) -> str:
    told = StringIO()
    with suppose(day):
        call_command("measures", "remind", stdout=told)
    return told.getvalue()


def test_every_coordinator_hears_two_weeks_before_and_on_the_day(
    ilse: User, wim: User, school: School, company: TrainingCompany
) -> None:
    decide(ilse, school, company, review=90)
    sent: list[int] = []
    for days in range(70, 100):
        round_on(after(days))
        round_on(after(days))
        sent += [days] * (len(mail.outbox) - len(sent))
    assert sent == [76, 76, 90, 90]
    assert {one.to[0] for one in mail.outbox} == {ilse.email, wim.email}


def test_the_mail_names_no_company_and_no_kind(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    decide(ilse, school, company)
    round_on(after(90))
    (message,) = mail.outbox
    text = message.subject + message.body
    assert company.name not in text
    assert "geen plaats" not in text.lower()
    assert "/stages/afspraken/" in text
    assert "If you do nothing, a decision ends by itself" in text


def test_nobody_hears_of_what_was_ended_or_moved(
    ilse: User, school: School, company: TrainingCompany, bakery: TrainingCompany
) -> None:
    actions.end(by=ilse, measure=decide(ilse, school, company), seen=1)
    moved = decide(ilse, school, bakery)
    with suppose(after(70)):
        actions.renew(by=ilse, measure=moved, seen=1, until=after(200), review_on=after(150))
    round_on(after(90))
    assert not mail.outbox


def test_nobody_hears_of_a_company_for_which_they_speak_or_after_they_left(
    ilse: User, wim: User, school: School, company: TrainingCompany
) -> None:
    CompanyContact.objects.create(company=company, user=wim, started_on=after(0))
    decide(ilse, school, company)
    Membership.objects.filter(user=ilse).update(ended_on=after(1))
    round_on(after(90))
    assert not mail.outbox


def test_a_mail_that_was_not_taken_is_sent_in_a_later_round(
    ilse: User, school: School, company: TrainingCompany, settings: LazySettings
) -> None:
    decide(ilse, school, company)
    settings.EMAIL_BACKEND = BROKEN
    assert "1 mails were not taken" in round_on(after(90))
    assert ReviewReminder.objects.filter(mailed_on__isnull=True).count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    round_on(after(91))
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_the_round_queues_ids_of_people_alone(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    decide(ilse, school, company)
    with suppose(after(90)):
        tasks.remind_round.enqueue()
        call_command("db_worker", batch=True, startup_delay=False, interval=0)
    queued = str([row.args_kwargs for row in DBTaskResult.objects.all()])
    assert str(ilse.pk) in queued
    assert str(company.pk) not in queued
    assert len(mail.outbox) == 1


def test_both_rounds_stand_in_the_timetable() -> None:
    names = {job.name for job in jobs()}
    assert {
        "placements.measures.tasks.remind_round",
        "placements.measures.tasks.forget_old",
    } <= names

"""Reminders: 60, 30 and 7 days before the end, to each contact once, whatever fails meanwhile."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from placements.commitments import lapsing, reminders, tasks
from placements.commitments.models import CompanyCommitment, Reminder
from placements.commitments.signals import commitments_changed
from placements.contacts.models import CompanyContact
from stagebaken.schedule.jobs import jobs
from stagebaken.schedule.management.commands import db_worker
from stagebaken.web.days import suppose
from tests.placements.commitments.people import DAY, Scene, make_company, make_contact

END = date(2027, 11, 20)
BROKEN = f"{__name__}.BrokenServer"


class BrokenServer(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("gijs-garage@elders.example")


def round_on(day: date) -> None:
    with suppose(day):
        call_command("commitments", "remind", stdout=StringIO())


def before(days: int) -> date:
    return END - timedelta(days=days)


def test_a_year_of_daily_rounds_sends_three_mails(scene: Scene) -> None:
    scene.declare()
    sent: list[int] = []
    for days in range(70, -3, -1):
        round_on(before(days))
        sent += [days] * (len(mail.outbox) - len(sent))
    assert sent == [60, 30, 7]


def test_the_mail_says_what_ends_and_when_and_where_in_both_languages(scene: Scene) -> None:
    scene.declare()
    round_on(before(60))
    (message,) = mail.outbox
    assert message.to == [scene.contact.email]
    assert message.subject == "Een belofte van je leerbedrijf loopt af"
    assert "We stellen iedereen dezelfde vragen: geldig tot en met 20 november 2027" in message.body
    assert f"/leerbedrijf/{scene.company.pk}/toezeggingen/" in message.body
    assert "We ask everybody the same questions" in message.body


def test_what_ends_at_once_comes_in_one_mail(scene: Scene) -> None:
    for code in ("gesprek", "veilig", "vergoeding"):
        scene.declare(code)
    round_on(before(60))
    (message,) = mail.outbox
    assert message.body.count("20 november 2027") == 3


def test_every_contact_gets_one_and_who_stopped_gets_none(scene: Scene) -> None:
    make_contact(scene.company, "Bo Balie")
    stopped = make_contact(scene.company, "Rik Rust")
    CompanyContact.objects.filter(user=stopped).update(ended_on=DAY)
    scene.declare()
    round_on(before(30))
    round_on(before(30))
    assert sorted(one.to[0] for one in mail.outbox) == [
        "bo-balie@elders.example",
        "gijs-garage@elders.example",
    ]


def test_a_round_that_was_missed_is_not_made_up_for(scene: Scene) -> None:
    scene.declare()
    round_on(before(5))  # the scheduler slept for two months
    assert len(mail.outbox) == 1
    assert Reminder.objects.get().days == 7


@pytest.mark.parametrize("act", ["renew", "withdraw"])
def test_what_was_renewed_or_withdrawn_is_not_reminded_of(scene: Scene, act: str) -> None:
    one = scene.declare()
    with suppose(before(60)):
        getattr(scene, act)(one)
    for days in (60, 30, 7):
        round_on(before(days))
    assert not mail.outbox


def test_after_renewal_the_next_end_is_reminded_of_again(scene: Scene) -> None:
    one = scene.declare()
    round_on(before(60))
    with suppose(before(50)):
        scene.renew(one)
    round_on(date(2028, 9, 21))
    assert len(mail.outbox) == 2


def test_a_mail_that_fails_goes_the_next_time_once(scene: Scene, settings: LazySettings) -> None:
    scene.declare()
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = BROKEN
    round_on(before(60))
    assert Reminder.objects.get().mailed_on is None
    settings.EMAIL_BACKEND = working
    round_on(before(59))
    round_on(before(58))
    assert len(mail.outbox) == 1


def test_renewed_between_failing_and_trying_again_sends_nothing(
    scene: Scene, settings: LazySettings
) -> None:
    one = scene.declare()
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = BROKEN
    round_on(before(60))
    settings.EMAIL_BACKEND = working
    with suppose(before(59)):
        scene.renew(one)
    round_on(before(58))
    assert not mail.outbox


def test_a_failing_command_names_no_address(
    scene: Scene, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.declare()
    settings.EMAIL_BACKEND = BROKEN
    with suppose(before(60)):
        call_command("commitments", "remind")
    said = capsys.readouterr().out
    assert "Mailed 0 contacts; 1 mails were not taken." in said
    assert "@" not in said


def test_the_rounds_stand_in_the_timetable() -> None:
    when = {job.name: job.when for job in jobs()}
    assert when["placements.commitments.tasks.remind_round"] == "07:30"
    assert when["placements.commitments.tasks.tell_lapsed"] == "00:10"


def work() -> None:
    call_command("db_worker", batch=True, startup_delay=False, interval=0)


@pytest.mark.django_db(transaction=True)
def test_the_worker_mails_and_tries_again_when_the_server_is_back(
    scene: Scene, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db_worker, "say_where_only", lambda: None)
    scene.declare()
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = BROKEN
    with suppose(before(60)):
        tasks.remind_round.enqueue()
        work()
        assert Reminder.objects.get().mailed_on is None
        again = DBTaskResult.objects.get(status="READY")
        assert again.run_after > timezone.now()
        assert scene.contact.email not in str(again.args_kwargs)
        settings.EMAIL_BACKEND = working
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        work()
    assert len(mail.outbox) == 1


def hear(day: date) -> list[Any]:
    heard: list[Any] = []

    def listen(companies: list[Any], **_: Any) -> None:
        heard.extend(companies)

    commitments_changed.connect(listen)
    try:
        lapsing.tell_lapsed(day)
    finally:
        commitments_changed.disconnect(listen)
    return heard


def test_the_day_after_the_end_the_search_hears_of_it(scene: Scene) -> None:
    scene.declare()
    scene.declare("veilig")
    assert hear(END) == []
    assert hear(END + timedelta(days=1)) == [scene.company.pk]
    assert hear(END + timedelta(days=7)) == [scene.company.pk]  # after a week without scheduler
    assert hear(END + timedelta(days=8)) == []


def test_a_check_that_ended_is_told_of_too(scene: Scene) -> None:
    one = scene.show(scene.declare())
    scene.decide(one)
    with suppose(before(10)):
        scene.renew(one)
    assert hear(END + timedelta(days=1)) == [scene.company.pk]


def test_what_was_withdrawn_is_not_told_of_again(scene: Scene) -> None:
    scene.withdraw(scene.declare())
    assert hear(END + timedelta(days=1)) == []


def test_many_companies_are_told_of_in_parts(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lapsing, "BATCH", 2)
    for number in range(5):
        scene.company = make_company(f"Garage {number}")
        scene.contact = make_contact(scene.company)
        scene.declare()
    assert len(set(hear(END + timedelta(days=1)))) == 5


def test_lapsing_needs_no_task(scene: Scene) -> None:
    scene.declare()
    assert not CompanyCommitment.objects.standing(END + timedelta(days=1)).exists()
    assert reminders.contacts_to_remind(END + timedelta(days=1)) == []

"""Mail and silence, day by day, with supposed days."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from placements.applications import mails, passing
from placements.applications.models import Application, ApplicationMail
from placements.applications.transitions import State
from stagebaken.schedule.jobs import jobs
from stagebaken.web.days import suppose, today
from tests.placements.applications.scene import MONDAY, Scene, account_of, act, make_student
from tests.stagebaken.accounts.signing_in import sign_in

BROKEN = f"{__name__}.BrokenServer"


class BrokenServer(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError


def a_day(day: date) -> None:
    """All that the scheduler does on a day."""
    with suppose(day):
        passing.say_no_answer(day)
        for contact in mails.contacts_to_mail(day):
            mails.mail_contact(contact)


def sent_to(address: str) -> list[mail.EmailMessage]:
    return [one for one in mail.outbox if address in one.to]


def test_an_unanswered_application_is_mailed_on_its_day_after_7_and_after_14(scene: Scene) -> None:
    with suppose(MONDAY):
        scene.apply()
    days = []
    for number in range(30):
        before = len(sent_to(scene.gijs.email))
        a_day(MONDAY + timedelta(days=number))
        a_day(MONDAY + timedelta(days=number))  # a round that runs again
        days += [number] * (len(sent_to(scene.gijs.email)) - before)
    assert days == [0, 7, 14]
    assert Application.objects.get().no_answer_on == MONDAY + timedelta(days=22)


def test_after_an_answer_no_mail_recalls_it(scene: Scene) -> None:
    with suppose(MONDAY):
        application = scene.apply()
        act(scene, application, State.REFUSED)
    for number in range(20):
        a_day(MONDAY + timedelta(days=number))
    assert sent_to(scene.gijs.email) == []


def test_many_that_wait_are_one_mail(scene: Scene) -> None:
    with suppose(MONDAY):
        for number in range(5):
            scene.apply(make_student(scene.school, f"Student Nummer {number}"))
    a_day(MONDAY)
    assert len(sent_to(scene.gijs.email)) == 1
    assert ApplicationMail.objects.count() == 5


def test_mail_holds_no_name_no_company_and_no_reference(scene: Scene) -> None:
    with suppose(MONDAY):
        application = scene.apply()
    a_day(MONDAY)
    act(scene, application, State.INVITED)
    mails.mail_student(application.pk)
    assert len(mail.outbox) == 2
    for one in mail.outbox:
        text = str(one.message()).replace("\n", " ")
        for word in ("Yasmina", "Amrani", "Garage", "Slinger", application.reference,
                     str(application.pk), "werkplaats", "sollicit", "Zeewaarde"):  # fmt: skip
            allowed = word == "sollicit" and f"/{word}" in text
            assert allowed or word not in text.replace(f"To: {one.to[0]}", ""), word


def test_a_mail_server_that_fails_is_tried_again_and_nothing_goes_twice(
    scene: Scene, settings: LazySettings
) -> None:
    with suppose(MONDAY):
        scene.apply()
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN
    with pytest.raises(ConnectionRefusedError):
        a_day(MONDAY)
    settings.EMAIL_BACKEND = working
    a_day(MONDAY + timedelta(days=1))
    a_day(MONDAY + timedelta(days=1))
    assert len(sent_to(scene.gijs.email)) == 1


def test_who_speaks_for_the_company_no_more_gets_no_mail(scene: Scene) -> None:
    with suppose(MONDAY):
        scene.apply()
        scene.garage.contacts.update(ended_on=MONDAY)
    a_day(MONDAY)
    assert mail.outbox == []


def test_every_answer_and_the_silence_queue_a_mail_to_the_student(scene: Scene) -> None:
    queue = DBTaskResult.objects.filter(task_path__endswith="mail_student")
    with suppose(MONDAY):
        application = scene.apply()
        act(scene, application, State.SEEN)
        assert not queue.exists()
        act(scene, application, State.INVITED)
    (row,) = queue.all()
    assert row.args_kwargs == {"args": [str(application.pk)], "kwargs": {}}
    with suppose(MONDAY):
        other = scene.apply(make_student(scene.school, "Bram Ander"))
    with suppose(MONDAY + timedelta(days=22)):
        assert passing.say_no_answer(today()) == 1
    assert queue.all().count() == 2
    assert other.reference


def test_a_student_without_an_account_any_more_gets_no_mail(scene: Scene) -> None:
    application = scene.apply()
    user = account_of(scene.yasmina)
    user.is_active = False
    user.save()
    mails.mail_student(application.pk)
    assert mail.outbox == []


def recalled(scene: Scene, day: date) -> int:
    """How many mails a student gets on this day about what waits for them."""
    before = len(sent_to(scene.user.email))
    with suppose(day):
        for number in mails.students_to_remind(day):
            mails.remind_student(number)
    return len(sent_to(scene.user.email)) - before


def test_an_invitation_that_waits_is_recalled_once_and_never_lapses(scene: Scene) -> None:
    with suppose(MONDAY):
        application = scene.apply()
        act(scene, application, State.INVITED)
    days = [day for day in range(60) if recalled(scene, MONDAY + timedelta(days=day))]
    assert days == [7]
    application.refresh_from_db()
    assert application.state == State.INVITED
    (letter,) = sent_to(scene.user.email)
    for word in ("Garage", "Yasmina", "uitnodiging", "gesprek", "invitation"):
        assert word not in f"{letter.subject}{letter.body}"


def test_an_offer_after_it_is_recalled_anew_and_an_answer_is_not(scene: Scene) -> None:
    with suppose(MONDAY):
        application = scene.apply()
        act(scene, application, State.INVITED)
    assert recalled(scene, MONDAY + timedelta(days=9)) == 1
    with suppose(MONDAY + timedelta(days=10)):
        act(scene, application, State.OFFERED)
    assert recalled(scene, MONDAY + timedelta(days=16)) == 0
    with suppose(MONDAY + timedelta(days=17)):
        (number,) = mails.students_to_remind(today())
        act(scene, application, State.ACCEPTED)
        mails.remind_student(number)  # answered a moment before the mail
    assert len(sent_to(scene.user.email)) == 1


def test_both_sides_read_since_when_the_student_is_waited_for(scene: Scene) -> None:
    student, company = Client(), Client()
    with suppose(MONDAY):
        application = scene.apply()
        act(scene, application, State.INVITED)
    with suppose(MONDAY + timedelta(days=3)):
        sign_in(student, scene.user)
        sign_in(company, scene.gijs)
        own = student.get(f"/mijn-stage/sollicitaties/{application.pk}/").content.decode()
        theirs = company.get(
            f"/leerbedrijf/{scene.garage.pk}/sollicitaties/{application.reference}/"
        ).content.decode()
    assert "Het bedrijf wacht sinds" in own
    assert ": 3 dagen." in own
    assert ": 3 dagen." in theirs
    assert "herinneren we de student één keer" in theirs


def test_the_scheduler_knows_both_rounds() -> None:
    now = timezone.now()
    ours = [job for job in jobs() if job.name.startswith("placements.applications")]
    assert {job.name.rpartition(".")[2] for job in ours} == {"pass_day", "mail_round"}
    assert all(job.task and job.slot(now) for job in ours)

"""Mail: that there is something, and where; not a word of it, not who, not twice."""

from smtplib import SMTPException

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from schools.messages import actions, mails, tasks
from schools.messages.models import ReadMark, Thread
from schools.registry.models import School
from schools.students.models import Student
from schools.teams.models import Membership
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests.schools.students.people import let_in, make_coordinator, make_student

pytestmark = pytest.mark.django_db
WORDS = "Kanariewoord over mijn ziekte"


def round_of_mail() -> list[str]:
    mail.outbox.clear()
    for membership in mails.due_mails():
        tasks.mail_coordinator.call(str(membership))
    return sorted(message.to[0] for message in mail.outbox)


def to_student(student: Student) -> list[str]:
    mail.outbox.clear()
    tasks.mail_student.call(str(student.pk))
    return [message.to[0] for message in mail.outbox]


def test_all_coordinators_hear_of_a_first_message_and_once(
    noor: Student, account: User, coordinator: User
) -> None:
    wim = make_coordinator(noor.school, "Wim de Roo")
    actions.write_as_student(by=account, student=noor, text=WORDS)
    assert round_of_mail() == sorted([coordinator.email, wim.email])
    assert round_of_mail() == []
    actions.write_as_student(by=account, student=noor, text="Nog iets")
    assert round_of_mail() == sorted([coordinator.email, wim.email])


def test_who_wrote_in_the_thread_hears_of_the_answer(
    noor: Student, account: User, coordinator: User
) -> None:
    wim = make_coordinator(noor.school, "Wim de Roo")
    actions.write_as_school(by=wim, student=noor, text="Hoe gaat het?")
    actions.write_as_student(by=account, student=noor, text=WORDS)
    assert round_of_mail() == [wim.email]
    Membership.objects.filter(user=wim).update(ended_on=today())
    assert round_of_mail() == [coordinator.email]


def test_what_was_read_or_answered_is_not_mailed(
    noor: Student, account: User, coordinator: User
) -> None:
    actions.write_as_student(by=account, student=noor, text=WORDS)
    actions.read(by=coordinator, thread=Thread.objects.get())
    assert round_of_mail() == []
    actions.write_as_student(by=account, student=noor, text="Nog iets")
    actions.write_as_school(by=coordinator, student=noor, text="Hoi")
    assert round_of_mail() == []


def test_another_school_hears_nothing(
    noor: Student, account: User, coordinator: User, other_school: School
) -> None:
    make_coordinator(other_school, "Els Vreemd")
    actions.write_as_student(by=account, student=noor, text=WORDS)
    assert round_of_mail() == [coordinator.email]


def test_a_student_is_mailed_at_most_once_a_day_until_it_is_read(
    noor: Student, account: User, coordinator: User
) -> None:
    actions.write_as_school(by=coordinator, student=noor, text=WORDS)
    assert to_student(noor) == [account.email]
    actions.write_as_school(by=coordinator, student=noor, text="Nog iets")
    assert to_student(noor) == []
    with suppose(today().replace(year=today().year + 1)):
        assert to_student(noor) == [account.email]
        assert to_student(noor) == []
    actions.read(by=account, thread=Thread.objects.get())
    actions.write_as_school(by=coordinator, student=noor, text="En nog iets")
    assert to_student(noor) == [account.email]


def test_a_mail_says_nothing_but_that_and_where(
    noor: Student, account: User, coordinator: User
) -> None:
    actions.write_as_student(by=account, student=noor, text=WORDS)
    round_of_mail()
    [to_school] = mail.outbox
    actions.write_as_school(by=coordinator, student=noor, text=WORDS)
    to_student(noor)
    [to_noor] = mail.outbox
    for message, where in (
        (to_school, "/studenten/zeewaarde/berichten/"),
        (to_noor, "/mijn-stage/berichten/"),
    ):
        text = f"{message.subject} {message.body}"
        assert where in text
        assert f"/en{where}" in text
        for secret in ("Kanariewoord", "Noor", "Haven", "1001", "Ilse", str(noor.pk)):
            assert secret not in text, secret


def test_a_queued_task_holds_ids_alone(noor: Student, account: User, coordinator: User) -> None:
    actions.write_as_student(by=account, student=noor, text=WORDS)
    actions.write_as_school(by=coordinator, student=noor, text=WORDS)
    queued = " ".join(str(one.args_kwargs) for one in DBTaskResult.objects.all())
    assert str(noor.pk) in queued
    assert "Kanariewoord" not in queued


def test_mail_that_could_not_leave_is_tried_again(
    noor: Student, account: User, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise SMTPException("the server said no")

    actions.write_as_student(by=account, student=noor, text=WORDS)
    actions.write_as_school(by=coordinator, student=noor, text=WORDS)
    actions.write_as_student(by=account, student=noor, text=WORDS)
    with monkeypatch.context() as patch:
        patch.setattr(mails, "send_in_both_languages", broken)
        assert to_student(noor) == round_of_mail() == []
        assert DBTaskResult.objects.filter(task_path__startswith="schools.messages").count() > 1
    assert round_of_mail() == [coordinator.email]
    assert to_student(noor) == [account.email]


def test_a_student_who_lost_the_account_is_not_mailed(
    noor: Student, account: User, coordinator: User
) -> None:
    actions.write_as_school(by=coordinator, student=noor, text=WORDS)
    account.is_active = False
    account.save()
    assert to_student(noor) == []
    assert not ReadMark.objects.filter(user=account).exists()


def test_a_round_asks_as_much_for_many_threads_as_for_one(
    noor: Student, account: User, coordinator: User, django_assert_num_queries: object
) -> None:
    actions.write_as_student(by=account, student=noor, text=WORDS)
    with django_assert_num_queries(4):  # type: ignore[operator]
        mails.due_mails()
    for number in range(3):
        bram = make_student(noor.school, f"2{number}", email=f"b{number}@zeewaarde.example")
        actions.write_as_student(by=let_in(bram, coordinator), student=bram, text="Hoi")
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(mails.due_mails()) == 1

"""Who tries to read what a student and a coordinator write to each other, and is not one of them.

The attackers: a thief with the database, mail, queue, cache or log; a colleague of another school,
another student, a company, an administrator, with every id they could have; a database writer.
"""

import logging
import re
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from schools.messages import mails, sealing, tasks
from schools.messages.models import Message, ReadMark
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import Role, User
from tests import cast
from tests.attacks import canaries
from tests.attacks.addresses import paths
from tests.placements.places.writing import a_company, a_contact
from tests.schools.students.browsers import browser
from tests.schools.students.people import let_in, make_coordinator, make_student

pytestmark = pytest.mark.django_db
WORD = "kanariewoord over mijn gezondheid"
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Scene = tuple[Student, Client, Client]


@pytest.fixture
def school() -> School:
    return cast.zeewaarde()


@pytest.fixture
def ilse(school: School) -> User:
    return make_coordinator(school)


@pytest.fixture
def noor(school: School, ilse: User) -> Student:
    student = make_student(school)
    let_in(student, ilse)
    return student


@pytest.fixture
def scene(noor: Student, ilse: User, caplog: pytest.LogCaptureFixture) -> Scene:
    """Both wrote, both read, both were mailed."""
    caplog.set_level(logging.INFO)
    phone, desk = browser(account(noor)), browser(ilse)
    assert phone.post(own(noor), {"text": f"Van mij: {WORD}"}).status_code == 302
    for membership in mails.due_mails():
        tasks.mail_coordinator.call(str(membership))
    assert desk.post(theirs(noor), {"text": f"Aan jou: {WORD}"}).status_code == 302
    tasks.mail_student.call(str(noor.pk))
    for client, address in ((phone, own(noor)), (desk, theirs(noor)), (phone, copy(noor))):
        assert WORD in client.get(address).content.decode()
    return noor, phone, desk


def account(student: Student) -> User:
    assert student.account is not None
    return student.account


def own(student: Student) -> str:
    return f"/mijn-stage/berichten/{student.pk}/"


def copy(student: Student) -> str:
    return f"{own(student)}kopie/"


def theirs(student: Student) -> str:
    return f"/studenten/zeewaarde/{student.pk}/berichten/"


def test_the_words_are_in_no_table_mail_task_cache_or_log(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    word = {"word": list(canaries.texts("kanariewoord"))}
    tables = canaries.tables()
    assert {"student_messages_message", "django_tasks_database_dbtaskresult"} <= tables.keys()
    assert canaries.traces(word, tables) == []
    sent = "".join(str(message.message()) for message in mail.outbox)
    assert len(mail.outbox) >= 2
    assert canaries.traces(word, {"mail": sent.encode(), "log": caplog.text.encode()}) == []


def test_no_other_page_of_either_side_shows_a_word(scene: Scene) -> None:
    """Lists, the student's record and the menu tell that there is a message, and no more."""
    noor, phone, desk = scene
    found = {UUIDS.sub(str(noor.pk), path) for path in paths()}
    addresses = {one for one in found if one.startswith(("/studenten/", "/mijn-stage/"))}
    assert {own(noor), copy(noor), theirs(noor)} <= addresses
    # All about oneself, for the student alone: the messages are part of it.
    copies = {one for one in addresses if one.startswith("/mijn-stage/gegevens/")}
    assert all(desk.get(address).status_code == 404 for address in copies)
    for address in sorted(addresses - copies - {own(noor), copy(noor), theirs(noor)}):
        for client in (phone, desk):
            answer = client.get(address)
            content = b"" if answer.streaming else answer.content
            assert b"kanariewoord" not in content, address


def outsiders(school: School, ilse: User) -> dict[str, User]:
    duinkerk = cast.duinkerk()
    bram = make_student(school, "1002", email="bram@zeewaarde.example")
    here_and_there = make_coordinator(duinkerk, "Dubbel Werk")
    cast.join(school, here_and_there, Role.CUSTODIAN)
    return {
        "another school": make_coordinator(duinkerk, "Els Vreemd"),
        "another school, with another role here": here_and_there,
        "another student": let_in(bram, ilse),
        "the administrator": cast.make_administrator(school),
        "the counsellor": cast.make_member(school).user,
        "a company": a_contact(a_company()),
    }


def test_nobody_else_gets_in_with_any_id(scene: Scene, school: School, ilse: User) -> None:
    noor, *_ = scene
    message = Message.objects.order_by("position").first()
    assert message is not None
    before = Message.objects.count()
    for who, user in outsiders(school, ilse).items():
        client = browser(user)
        for address in (
            own(noor), copy(noor), theirs(noor), theirs(noor).replace("zeewaarde", "duinkerk"),
            own(noor).replace(str(noor.pk), str(message.pk)),
            own(noor).replace(str(noor.pk), str(account(noor).pk)),
        ):  # fmt: skip
            answer = client.get(address)
            assert answer.status_code == 404, (who, address)
            assert b"kanariewoord" not in answer.content
            form = {"text": "Ook van mij", "once": str(message.pk)}
            assert client.post(address, form).status_code in (404, 405), (who, address)
    assert Message.objects.count() == before
    assert not ReadMark.objects.exclude(user__in=[ilse, account(noor)]).exists()


def test_a_row_in_another_thread_or_mouth_opens_nowhere(
    scene: Scene, school: School, ilse: User
) -> None:
    """Attack: who writes to the database gives the words to a student of their own."""
    noor, _, desk = scene
    bram = make_student(school, "1002", email="bram@zeewaarde.example")
    other = browser(let_in(bram, ilse))
    other.post(own(bram), {"text": "Hallo"})
    facts: dict[str, Any] = {"holder": bram.account, "thread_id": bram.pk}
    Message.objects.filter(thread=noor.pk, position=1).update(position=7, **facts)
    page = other.get(own(bram)).content.decode()
    assert "kanariewoord" not in page
    assert "Dit bericht kan niet worden geopend." in page
    Message.objects.filter(thread=noor.pk, position=2).update(side="student", author=None)
    assert b"kanariewoord" not in desk.get(theirs(noor)).content


def test_a_copied_seal_opens_in_no_other_row(scene: Scene) -> None:
    first, second = Message.objects.order_by("position")
    first.sealed, second.sealed = second.sealed, first.sealed
    assert sealing.open_words(first) is None
    assert sealing.open_words(second) is None


def test_who_lost_the_role_reads_nothing_from_that_moment(scene: Scene, ilse: User) -> None:
    noor, phone, desk = scene
    ilse.memberships.update(ended_on=noor.started_on)
    assert desk.get(theirs(noor)).status_code == 404
    Student.objects.filter(pk=noor.pk).update(account=None, invited_on=None, joined_on=None)
    assert phone.get(own(noor)).status_code == 404
    assert phone.get(copy(noor)).status_code == 404


def test_a_mark_that_is_no_mark_is_refused_in_words(scene: Scene) -> None:
    noor, phone, _ = scene
    for mark in ("x", str(uuid4()) + "0", "' OR 1=1"):
        assert phone.post(own(noor), {"text": "Hallo", "once": mark}).status_code == 422

"""The verbs: who may write, once for each form, sealed, and whose turn it is then."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from schools.messages import actions, reading, rules, sealing
from schools.messages.models import TEXT_LENGTH, Message, ReadMark, Side, Thread, Turn
from schools.messages.sealing import Said
from schools.registry.models import School
from schools.students import inviting
from schools.students.actions import erase
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event
from stagebaken.web.days import suppose, today
from tests import cast
from tests.schools.students.people import let_in, make_coordinator, make_student

pytestmark = pytest.mark.django_db


def turn_for(user: User) -> Turn:
    return Turn(Thread.objects.for_list(user).get().turn)  # type: ignore[attr-defined]


def test_both_sides_read_the_same_words_under_their_own_names(
    noor: Student, account: User, coordinator: User
) -> None:
    actions.write_as_student(by=account, student=noor, text="  Ik vind niets.\r\nWat nu? ")
    actions.write_as_school(by=coordinator, student=noor, text="Kom even langs.")
    own = reading.for_student(noor, account, None).lines
    theirs = reading.for_school(noor, None).lines
    assert [line.text for line in own] == ["Ik vind niets.\nWat nu?", "Kom even langs."]
    assert [line.author for line in own] == ["Jij", "Ilse Bosgra"]
    assert [line.author for line in theirs] == ["Noor Haven", "Ilse Bosgra"]
    assert [line.is_own for line in own] == [True, False]
    assert [line.is_own for line in theirs] == [False, True]


def test_nobody_else_writes_or_reads(
    noor: Student, coordinator: User, other_school: School, administrator: User, counsellor: User
) -> None:
    stranger = make_coordinator(other_school, "Els Vreemd")
    bram = let_in(make_student(noor.school, "1002", email="bram@zeewaarde.example"), coordinator)
    for user in (stranger, administrator, counsellor, bram, cast.make_user("Iemand Anders")):
        for verb in (actions.write_as_school, actions.write_as_student):
            with pytest.raises(PermissionDenied):
                verb(by=user, student=noor, text="Hallo")
    assert not Message.objects.exists()
    with pytest.raises(PermissionDenied):
        actions.write_as_student(by=coordinator, student=noor, text="Hallo")


def test_a_student_without_an_account_cannot_be_written_to(
    school: School, coordinator: User
) -> None:
    bram = make_student(school, "1002", email="bram@zeewaarde.example")
    with pytest.raises(rules.NobodyReads):
        actions.write_as_school(by=coordinator, student=bram, text="Hallo")


@pytest.mark.parametrize("text", ["", "   ", "\r\n \n"])
def test_an_empty_message_is_none(noor: Student, account: User, text: str) -> None:
    with pytest.raises(rules.NothingWritten):
        actions.write_as_student(by=account, student=noor, text=text)


def test_a_message_of_the_longest_length_fits_and_one_sign_more_does_not(
    noor: Student, account: User
) -> None:
    text = "é" * TEXT_LENGTH
    actions.write_as_student(by=account, student=noor, text=text)
    assert reading.for_student(noor, account, None).lines[0].text == text
    with pytest.raises(rules.TooLong):
        actions.write_as_student(by=account, student=noor, text=text + "é")


def test_the_same_form_twice_is_one_message(noor: Student, account: User) -> None:
    once = uuid4()
    first = actions.write_as_student(by=account, student=noor, text="Hallo", once=once)
    again = actions.write_as_student(by=account, student=noor, text="Hallo", once=once)
    assert first == again
    assert Message.objects.count() == 1


def test_a_mark_of_another_thread_takes_no_message_away(
    noor: Student, account: User, coordinator: User
) -> None:
    """Attack: a form with the id of somebody else's message, to hide it or to be given it."""
    bram = make_student(noor.school, "1002", email="bram@zeewaarde.example")
    other = let_in(bram, coordinator)
    theirs = actions.write_as_student(by=other, student=bram, text="Van Bram")
    mine = actions.write_as_student(by=account, student=noor, text="Van Noor", once=theirs.pk)
    assert mine.pk != theirs.pk
    assert [one.text for one in reading.for_student(noor, account, None).lines] == ["Van Noor"]


def test_a_flood_ends_for_the_day(
    noor: Student, account: User, coordinator: User, settings: LazySettings
) -> None:
    settings.MESSAGES_A_DAY = 2
    for _ in range(2):
        actions.write_as_student(by=account, student=noor, text="Hallo")
    with pytest.raises(rules.TooManyToday):
        actions.write_as_student(by=account, student=noor, text="Hallo")
    actions.write_as_school(by=coordinator, student=noor, text="Rustig aan.")  # the other side can
    with suppose(today().replace(year=today().year + 1)):
        actions.write_as_student(by=account, student=noor, text="Een nieuw jaar")


def test_what_is_new_is_so_for_each_person_until_somebody_answers(
    noor: Student, account: User, coordinator: User
) -> None:
    wim = make_coordinator(noor.school, "Wim de Roo")
    actions.write_as_student(by=account, student=noor, text="Hallo")
    thread = Thread.objects.get()
    assert turn_for(coordinator) == turn_for(wim) == Turn.NEW
    actions.read(by=coordinator, thread=thread)
    assert turn_for(coordinator) == Turn.WAITING
    assert turn_for(wim) == Turn.NEW
    actions.write_as_school(by=coordinator, student=noor, text="Hoi")
    assert turn_for(coordinator) == turn_for(wim) == Turn.ANSWERED
    actions.write_as_student(by=account, student=noor, text="En nu?")
    assert turn_for(coordinator) == Turn.NEW


def test_each_side_reads_that_the_other_read_it_and_on_which_day(
    noor: Student, account: User, coordinator: User
) -> None:
    actions.write_as_student(by=account, student=noor, text="Hallo")
    assert reading.for_student(noor, account, None).read == ""
    with suppose(today().replace(year=2027, month=3, day=4)):
        actions.read(by=coordinator, thread=Thread.objects.get())
    read = reading.for_student(noor, account, None).read
    assert read == "Gelezen door Ilse Bosgra op 4 maart 2027"
    actions.write_as_school(by=coordinator, student=noor, text="Hoi")
    assert reading.for_school(noor, None).read == ""
    actions.read(by=account, thread=Thread.objects.get())
    assert reading.for_school(noor, None).read.startswith("Gelezen op ")


def test_reading_again_changes_no_day(noor: Student, account: User, coordinator: User) -> None:
    actions.write_as_student(by=account, student=noor, text="Hallo")
    actions.read(by=coordinator, thread=Thread.objects.get())
    with suppose(today().replace(year=2031)):
        actions.read(by=coordinator, thread=Thread.objects.get())
    assert ReadMark.objects.get().read_on == today()


def test_another_holder_of_the_record_reads_nothing_of_the_one_before(
    noor: Student, account: User, coordinator: User
) -> None:
    actions.write_as_student(by=account, student=noor, text="Van de eerste")
    actions.write_as_school(by=coordinator, student=noor, text="Aan de eerste")
    inviting.remove_access(by=coordinator, student=noor)
    noor.refresh_from_db()
    noor.email = "tweede@zeewaarde.example"
    noor.save()
    second = let_in(noor, coordinator)
    assert reading.for_student(noor, second, None).lines == []
    assert reading.news_for_student(noor, second) == 0
    assert reading.copy_of(noor, second) == ""
    actions.write_as_student(by=second, student=noor, text="Van de tweede")
    assert [one.text for one in reading.for_student(noor, second, None).lines] == ["Van de tweede"]


def test_a_record_that_ends_takes_everything_along(
    noor: Student, account: User, coordinator: User
) -> None:
    actions.write_as_student(by=account, student=noor, text="Hallo")
    actions.read(by=coordinator, thread=Thread.objects.get())
    erase(by=coordinator, student=noor)
    assert not Thread.objects.exists()
    assert not Message.objects.exists()
    assert not ReadMark.objects.exists()


def test_a_colleague_who_left_keeps_the_name_that_was_read(
    noor: Student, account: User, coordinator: User
) -> None:
    actions.write_as_school(by=coordinator, student=noor, text="Hoi")
    Message.objects.update(author=None)
    assert reading.for_student(noor, account, None).lines[0].author == "Ilse Bosgra"


def test_writing_and_reading_leave_no_event(
    noor: Student, account: User, coordinator: User
) -> None:
    before = Event.objects.count()
    actions.write_as_student(by=account, student=noor, text="Hallo")
    actions.read(by=coordinator, thread=Thread.objects.get())
    actions.write_as_school(by=coordinator, student=noor, text="Hoi")
    assert Event.objects.count() == before


# ---------- the seal ----------


def a_message(**facts: Any) -> Message:
    given = {"thread_id": uuid4(), "position": 1, "day": today(), "side": Side.STUDENT}
    return Message(**(given | facts))


@given(text=st.text(max_size=TEXT_LENGTH), name=st.text(max_size=60))
def test_what_is_sealed_opens_as_it_was(text: str, name: str) -> None:
    message = a_message()
    message.sealed = sealing.seal_words(message, Said(text, name, ""))
    assert sealing.open_words(message) == Said(text, name, "")


@pytest.mark.parametrize(
    "change",
    [
        {"id": uuid4()},
        {"thread_id": uuid4()},
        {"side": Side.SCHOOL},
        {"position": 2},
        {"day": today().replace(year=2030)},
    ],
)
def test_a_row_that_was_changed_does_not_open(change: dict[str, Any]) -> None:
    """Attack: words put into another's mouth, thread or day, by who can write to the database."""
    message = a_message()
    message.sealed = sealing.seal_words(message, Said("Hallo", "", ""))
    for name, value in change.items():
        setattr(message, name, value)
    assert sealing.open_words(message) is None


def test_under_another_key_a_thread_says_so_and_stays_readable(
    noor: Student, account: User, settings: LazySettings
) -> None:
    actions.write_as_student(by=account, student=noor, text="Onder de oude sleutel")
    settings.FIELD_KEY = "44" * 32
    actions.write_as_student(by=account, student=noor, text="Onder de nieuwe")
    lines = reading.for_student(noor, account, None).lines
    assert [one.text for one in lines] == [
        "Dit bericht kan niet worden geopend.",
        "Onder de nieuwe",
    ]

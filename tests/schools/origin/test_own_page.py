"""The student gives, reads, changes and takes back; nobody else does."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from schools.origin import actions, answering, own, reading
from schools.origin.models import Entry, Objection, Register, Response
from schools.origin.sealing import Answers, Facts, open_facts
from schools.registry.models import School
from schools.students import inviting
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.audit import destruction
from stagebaken.audit.models import Event
from tests import cast
from tests.schools.origin.conftest import browser, make_student, person, switch_on
from tests.schools.origin.test_import import load
from tests.schools.students.people import let_in, make_coordinator

pytestmark = pytest.mark.django_db
GIVEN = {"own": "nl", "mother": "ma", "father": "nl", "gender": "vrouw"}
FACTS = Facts("Buiten-Europa", "Marokko", True, "vrouw")


@pytest.fixture
def client(student: Student) -> Client:
    return browser(student)


def address(school: School, page: str = "own") -> str:
    return reverse(f"origin:{page}", args=[school.code])


def text(client: Client, school: School) -> str:
    return str(client.get(address(school)).content.decode())


def test_a_student_gives_and_reads_what_was_kept(client: Client, register: Register) -> None:
    school = register.school
    answer = client.post(address(school), GIVEN)
    assert (answer.status_code, answer["Location"]) == (302, address(school))
    assert open_facts(Entry.objects.get()).herkomst == "Buiten-Europa"
    page = text(client, school)
    for shown in ("Buiten Europa", "Marokko", "Dit staat er nu", "jezelf", "College van Bestuur"):
        assert shown in page, shown


def test_what_was_chosen_is_not_kept(client: Client, register: Register, student: Student) -> None:
    """Of a mother's country only what follows from it stays, also where it says nothing."""
    client.post(address(register.school), GIVEN | {"own": "pl", "mother": "so"})
    kept = Facts("Europa", "Polen", False, "vrouw", person(student).pk.hex)
    assert open_facts(Entry.objects.get()) == kept


def test_changing_replaces_in_the_same_row(client: Client, register: Register) -> None:
    client.post(address(register.school), GIVEN)
    before = Entry.objects.get()
    client.post(address(register.school), {"own": "pl", "gender": ""})
    after = Entry.objects.get()
    assert after.pk == before.pk
    assert open_facts(after).herkomst == "Europa"
    assert open_facts(after).gender == ""


def test_an_empty_form_is_asked_again(client: Client, register: Register) -> None:
    answer = client.post(address(register.school), {"own": "", "gender": ""})
    assert answer.status_code == 422
    assert "Je hebt niets gekozen" in answer.content.decode()
    assert not Entry.objects.exists()


def test_open_questions_leave_the_herkomst_as_it_stood(client: Client, register: Register) -> None:
    """Else whoever only changes the gender would lose the rest without a word."""
    client.post(address(register.school), GIVEN)
    client.post(address(register.school), {"gender": "anders"})
    kept = open_facts(Entry.objects.get())
    assert (kept.herkomst, kept.herkomst_land, kept.gender) == (
        "Buiten-Europa",
        "Marokko",
        "anders",
    )


def test_what_another_account_gave_is_not_taken_over_by_open_questions(
    client: Client, register: Register
) -> None:
    """Attack: a thief of the record sends an open form, and reads on the page what it took over."""
    client.post(address(register.school), GIVEN)
    other = cast.make_user("Een Ander", register.school)
    Student.objects.update(account=other)
    thief = Client()
    thief.force_login(other)
    thief.post(address(register.school), {"gender": "man"})
    kept = open_facts(Entry.objects.get())
    assert (kept.herkomst, kept.born_nl, kept.giver) == ("Onbekend", None, other.pk.hex)


def test_an_unknown_country_is_refused(client: Client, register: Register) -> None:
    assert client.post(address(register.school), GIVEN | {"own": "xx"}).status_code == 422
    assert not Entry.objects.exists()


def test_the_page_says_when_the_school_does_not_ask(client: Client, school: School) -> None:
    assert "vraagt dit niet" in text(client, school)
    assert "vraagt dit niet" in client.post(address(school), GIVEN).content.decode()
    assert not Entry.objects.exists()


def test_taking_back_asks_first_and_then_destroys(
    client: Client, register: Register, student: Student
) -> None:
    school = register.school
    client.post(address(school), GIVEN)
    answers = Answers(discrim=True, satisfaction=4)
    answering.answer(by=person(student), student=student, year=2026, answers=answers)
    page = text(client, school)
    assert "Evaluatie 2026-2027" in page
    assert "Discriminatie meegemaakt: ja. Cijfer voor de stage: 4." in page
    assert "Wil je alles wissen?" in client.get(address(school, "withdraw")).content.decode()
    ids = {Entry.objects.get().pk, Response.objects.get().pk}
    assert client.post(address(school, "withdraw")).status_code == 302
    assert not Entry.objects.exists()
    assert not Response.objects.exists()
    [told] = destruction.read()
    assert set(told.ids[1:]) == ids
    assert "Je doet niet mee" in text(client, school)


def test_who_takes_part_again_objects_no_more(client: Client, register: Register) -> None:
    client.post(address(register.school, "withdraw"))
    assert Objection.objects.count() == 1
    client.post(address(register.school), GIVEN)
    assert not Objection.objects.exists()
    assert Entry.objects.count() == 1


def test_taking_back_twice_changes_nothing_more(client: Client, register: Register) -> None:
    for _ in range(2):
        assert client.post(address(register.school, "withdraw")).status_code == 302
    assert Objection.objects.count() == 1


def test_a_file_does_not_change_what_the_student_gave(
    client: Client, register: Register, student: Student
) -> None:
    client.post(address(register.school), GIVEN)
    answers = Answers(discrim=True, satisfaction=4)
    answering.answer(by=person(student), student=student, year=2026, answers=answers)
    actions.take(
        school=register.school,
        facts={"1001": Facts("Nederland", "Nederland", True, "man")},
        answers={("1001", 2026): Answers(discrim=False, satisfaction=10)},
    )
    found = own.look(by=person(student), student=student)
    assert found.facts is not None
    assert (found.facts.herkomst, found.answers[2026].satisfaction) == ("Buiten-Europa", 4)


def test_a_file_brings_nothing_of_who_objects(register: Register, student: Student) -> None:
    actions.withdraw(by=person(student), student=student)
    answers = {("1001", 2026): Answers(discrim=False)}
    actions.take(school=register.school, facts={"1001": FACTS}, answers=answers)
    assert not Entry.objects.exists()
    assert not Response.objects.exists()


def test_the_student_reads_what_a_file_brought(
    client: Client, register: Register, student: Student
) -> None:
    actions.take(school=register.school, facts={"1001": FACTS}, answers={})
    assert "een bestand van je school" in text(client, register.school)


def test_a_record_with_another_account_shows_nothing_of_the_one_before(
    client: Client, register: Register, student: Student
) -> None:
    """Attack: whoever keeps the records gives a student's to an account of their own."""
    client.post(address(register.school), GIVEN)
    other = cast.make_user("Een Ander", register.school)
    Student.objects.update(account=other)
    thief = Client()
    thief.force_login(other)
    page = text(thief, register.school)
    assert "met een ander account" in page
    for kept in ("<dd>Buiten Europa", "<dd>Marokko", "<dd>Vrouw"):
        assert kept not in page
    assert client.get(address(register.school)).status_code == 404


def test_only_the_student_may(register: Register, student: Student, administrator: User) -> None:
    colleague = make_student(register.school, "1002", "Joris de Wit")
    coordinator = cast.make_member(register.school).user
    for user in (administrator, coordinator, person(colleague)):
        with pytest.raises(PermissionDenied):
            actions.give(by=user, student=student, facts=FACTS)
        with pytest.raises(PermissionDenied):
            actions.withdraw(by=user, student=student)
        with pytest.raises(PermissionDenied):
            answering.answer(by=user, student=student, year=2026, answers=Answers())
        with pytest.raises(PermissionDenied):
            own.look(by=user, student=student)


def test_of_another_school_there_is_no_page(
    client: Client, register: Register, other_school: School, stranger: User
) -> None:
    switch_on(other_school, stranger)
    for page in ("own", "withdraw"):
        assert client.get(address(other_school, page)).status_code == 404
        assert client.post(address(other_school, page), GIVEN).status_code == 404
    assert not Entry.objects.exists()


def test_a_student_of_two_schools_chooses(
    client: Client, register: Register, student: Student, other_school: School
) -> None:
    home = reverse("origin:home")
    assert client.get(home)["Location"] == address(register.school)
    second = make_student(other_school, "77", "Samira Elders")
    Student.objects.filter(pk=second.pk).update(account=student.account)
    page = client.get(home).content.decode()
    assert address(register.school) in page
    assert address(other_school) in page


def test_nothing_that_a_student_does_is_an_event(
    client: Client, register: Register, student: Student
) -> None:
    """The log is for ever, and names who and on which day."""
    before = Event.objects.count()
    client.get(address(register.school))
    client.post(address(register.school), GIVEN)
    client.post(address(register.school, "withdraw"))
    assert Event.objects.count() == before


def test_the_own_page_leads_there_once_the_school_asks(
    client: Client, school: School, administrator: User
) -> None:
    home = reverse("own_record:home")
    assert address(school) not in client.get(home).content.decode()
    switch_on(school, administrator)
    assert address(school) in client.get(home).content.decode()


def test_a_record_that_was_taken_away_shows_its_next_account_nothing(
    student: Student, register: Register, tmp_path: Path
) -> None:
    """Attack: a coordinator takes the access, and invites an address of their own."""
    load(tmp_path, "studentnummer;herkomst;schooljaar;discriminatie\n1001;Europa;2026;1\n")
    assert own.look(by=person(student), student=student).facts == Facts("Europa")
    coordinator = make_coordinator(register.school)
    inviting.remove_access(by=coordinator, student=student)
    student.refresh_from_db()
    student.email = "eigen@zeewaarde.example"
    student.save()
    found = own.look(by=let_in(student, coordinator), student=student)
    assert (found.facts, found.answers, found.is_hidden) == (None, {}, True)
    known = reading.read(school=register.school, year=2026, numbers=["1001"], release="proef")
    assert known["1001"].herkomst == "Europa"


def test_every_row_is_as_long_as_every_other(register: Register, student: Student) -> None:
    """Also with the longest name of a country, in letters that JSON would write as six signs."""
    actions.give(by=person(student), student=student, facts=Facts("Europa", "é" * 60))
    long = len(bytes(Entry.objects.get().sealed))
    actions.give(by=person(student), student=student, facts=Facts("Europa", "\U00010400" * 60))
    longer = len(bytes(Entry.objects.get().sealed))
    actions.give(by=person(student), student=student, facts=Facts("Europa"))
    assert {long, longer} == {len(bytes(Entry.objects.get().sealed))}

"""Whoever looks for a student's herkomst: with the database, a backup, a role, a file, a number."""

import hashlib
import hmac
import itertools
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.test import Client
from django.urls import reverse

from placements.releases.models import PublishedCell, Release
from schools.origin import actions, answering, own, tidying
from schools.origin.models import Entry, Objection, Register, Response
from schools.origin.pseudonyms import pseudonym
from schools.origin.sealing import Answers, Facts, open_facts
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.backup.signals import restored
from stagebaken.vault import erasure
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.subkeys import subkey
from stagebaken.web.logs import LocationFormatter
from tests.attacks import canaries, staff
from tests.cast import make_administrator, make_member, zeewaarde
from tests.schools.origin.conftest import browser, make_student, person, switch_on

pytestmark = pytest.mark.django_db
FACTS = Facts("Buiten-Europa", "Kaapverdië", True, "anders")
GIVEN = {"own": "nl", "mother": "cv", "father": "", "gender": "anders"}
ROWS = (Entry, Response, Objection)
SECRETS = ("SECRET_KEY", "AUDIT_KEY", "RELEASE_KEY", "FIELD_KEY")


@pytest.fixture
def register() -> Register:
    school = zeewaarde()
    return switch_on(school, make_administrator(school))


@pytest.fixture
def student(register: Register) -> Student:
    return make_student(register.school)


def give_everything(student: Student) -> None:
    actions.give(by=person(student), student=student, facts=FACTS)
    answers = Answers(discrim=True, satisfaction=3)
    answering.answer(by=person(student), student=student, year=2026, answers=answers)


# ---------- a thief with the database ----------


def test_no_key_of_the_database_leads_from_a_row_to_a_person() -> None:
    leads = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column, (_, other) in connection.introspection.get_relations(cursor, table).items():
                if "origin_" in table + other:
                    leads[f"{table}.{column}"] = other
    assert leads == {
        "origin_register.school_id": "registry_school",
        "origin_entry.register_id": "origin_register",
        "origin_response.register_id": "origin_register",
    }


def test_no_column_can_hold_a_moment_a_counter_or_a_number_of_somebody() -> None:
    allowed = (models.UUIDField, models.CharField, models.BinaryField, models.ForeignKey)
    for model in ROWS:
        for column in model._meta.get_fields():
            is_year = column.name == "school_year"
            assert is_year or isinstance(column, allowed), column
    assert not any(model._meta.auto_field for model in ROWS)


def test_no_value_of_a_row_stands_anywhere_else(student: Student) -> None:
    """Ids, pseudonyms, seals: two tables that shared one would be joined by it."""
    give_everything(student)
    other = make_student(student.school, "1002", "Joris de Wit")
    actions.withdraw(by=person(other), student=other)
    tables = canaries.tables()
    elsewhere = {name: raw for name, raw in tables.items() if not name.startswith("origin_")}
    assert {"students_student", "accounts_user", "audit_event"} <= elsewhere.keys()
    mine = {name: spelled(value) for name, value in values()}
    assert canaries.traces(mine, elsewhere) == []
    assert len(mine) >= 8


def values() -> Iterator[tuple[str, Any]]:
    shared = {"school_year", "register"}  # of a school, not of a person
    for model in ROWS:
        columns = [column for column in model._meta.fields if column.name not in shared]
        for row in model._base_manager.all():
            yield from ((f"{model.__name__} {one.name}", getattr(row, one.name)) for one in columns)


def spelled(value: Any) -> list[bytes]:
    if isinstance(value, UUID):
        return [value.hex.encode(), str(value).encode(), value.bytes]
    return [value.encode()] if isinstance(value, str) else [bytes(value)]


def test_a_dump_says_nothing_of_anybody(student: Student) -> None:
    give_everything(student)
    tables = canaries.tables()
    assert b"1001" in tables["students_student"]
    for table, raw in tables.items():
        for word in ("Buiten-Europa", "Kaapverdi", settings.ORIGIN_KEY, "discrim"):
            assert word.encode() not in raw, (word, table)
    dump = b"\n".join(raw for name, raw in tables.items() if name.startswith("origin_"))
    for word in ("1001", str(student.pk), student.pk.hex, person(student).pk.hex, "anders"):
        assert word.encode() not in dump, word


def test_every_row_is_as_long_as_every_other(register: Register) -> None:
    kinds = [Facts(), FACTS, Facts("Buiten-Europa", "x" * 60, False, "anders")]
    for number, facts in enumerate(kinds):
        student = make_student(register.school, f"3{number}", f"Student {number}")
        actions.give(by=person(student), student=student, facts=facts)
        answers = Answers(discrim=None if number else True, satisfaction=number or None)
        answering.answer(by=person(student), student=student, year=2026, answers=answers)
    rows = [*Entry.objects.all(), *Response.objects.all()]
    assert len({len(row.sealed) for row in rows}) == 1


def test_trying_out_all_numbers_finds_nobody_without_the_key(student: Student) -> None:
    """Attack: own numbers are few; what hashes them must be a secret, and not one of the others."""
    give_everything(student)
    stored = {row.pseudonym.bytes for row in (*Entry.objects.all(), *Response.objects.all())}
    school = student.school.pk.bytes
    keys = [b"", school, *(getattr(settings, name).encode() for name in SECRETS)]
    keys += [subkey("origin/pseudonym/v1", getattr(settings, name)) for name in SECRETS]
    for number, year in itertools.product(range(990, 1010), (0, 2026)):
        message = school + year.to_bytes(2, "big") + str(number).encode()
        tried = [hashlib.sha256(message).digest(), hashlib.md5(message).digest()]  # noqa: S324
        tried += [hmac.digest(key, message, "sha256") for key in keys]
        assert not stored & {one[:16] for one in tried}
    assert pseudonym(student.school, "1001").bytes in stored


def test_the_rows_of_one_student_cannot_be_put_together(student: Student) -> None:
    give_everything(student)
    answering.answer(by=person(student), student=student, year=2027, answers=Answers(discrim=True))
    rows = [*Entry.objects.all(), *Response.objects.all()]
    assert len(rows) == 3
    assert len({row.pseudonym for row in rows}) == len({row.pk for row in rows}) == 3


def order() -> list[UUID]:
    """As the rows lie: by the hidden row number, or the place in the file."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    return [row.pseudonym for row in Entry.objects.order_by(RawSQL(place, []))]  # noqa: S611


def test_the_order_of_rows_is_not_that_of_the_students(register: Register, tmp_path: Any) -> None:
    """Attack: a file is read in the order in which the students' own rows lie."""
    school = register.school
    numbers = [f"6{number:03}" for number in range(40)]
    for number in numbers:
        make_student(school, number, f"Student {number}")
    path = tmp_path / "herkomst.csv"
    path.write_text("studentnummer;herkomst\n" + "".join(f"{one};Europa\n" for one in numbers))
    found = []
    for _ in range(2):
        call_command("import_origin", str(path), "--school", school.code, stdout=None)
        found.append(order())
    students = [pseudonym(school, number) for number in numbers]
    assert set(found[0]) == set(found[1]) == set(students)
    assert students not in found
    assert found[0] != found[1], "each time another order: none of them says anything"


def test_the_night_takes_the_order_of_the_day(register: Register) -> None:
    came = []
    for number in range(20):
        student = make_student(register.school, f"7{number:03}", f"Student {number}")
        actions.give(by=person(student), student=student, facts=FACTS)
        came.append(pseudonym(register.school, student.number))
    tidying.tidy()
    assert set(order()) == set(came)
    assert order() != came


# ---------- somebody who can write in the database ----------


def test_facts_in_somebody_elses_row_do_not_open(student: Student) -> None:
    """Attack: put a classmate's row under the own name, and read it on the own page (P7)."""
    classmate = make_student(student.school, "1002", "Joris de Wit")
    actions.give(by=person(student), student=student, facts=FACTS)
    actions.give(by=person(classmate), student=classmate, facts=Facts("Nederland"))
    name = pseudonym(student.school, "1002")
    Entry.objects.filter(pseudonym=name).update(
        sealed=Entry.objects.get(pseudonym=pseudonym(student.school, "1001")).sealed
    )
    with pytest.raises(EnvelopeError):
        own.look(by=person(classmate), student=classmate)


def test_who_takes_another_number_finds_nothing_of_its_holder(student: Student) -> None:
    """Attack: a record is given the number of somebody who left, or whose record was moved away."""
    give_everything(student)
    thief = make_student(student.school, "1002", "Joris de Wit")
    Student.objects.filter(pk=student.pk).update(number="1003")
    Student.objects.filter(pk=thief.pk).update(number="1001")
    thief.refresh_from_db()
    found = own.look(by=person(thief), student=thief)
    assert (found.facts, found.answers, found.is_hidden) == (None, {}, True)


# ---------- people with a role ----------


def test_staff_read_no_word_of_it_on_any_page_of_theirs(student: Student) -> None:
    give_everything(student)
    school = student.school
    administrator = make_administrator(school, "Bea Beheer")
    coordinator = make_member(school).user
    addresses = [
        reverse(f"administration:{page}", args=[school.code]) for page in ("overview", "history")
    ]
    addresses += [reverse("origin_school:basis", args=[school.code])]
    addresses += [reverse("origin:home"), reverse("origin:own", args=[school.code])]
    for user in (administrator, coordinator):
        client = staff.signed_in(user)
        pages = [client.get(address) for address in addresses]
        assert [page.status_code for page in pages[-2:]] == [404, 404]
        text = b"".join(page.content for page in pages)
        for word in ("Kaapverdi", "Buiten-Europa", "Buiten Europa", "anders"):
            assert word.encode() not in text, word


# ---------- traces: sessions, mail, log, cache ----------


def test_giving_and_taking_back_leave_no_trace(
    student: Student, caplog: pytest.LogCaptureFixture
) -> None:
    client = browser(student)
    client.raise_request_exception = False
    address = reverse("origin:own", args=[student.school.code])
    mail.outbox.clear()
    assert client.post(address, GIVEN).status_code == 302
    assert client.post(address, GIVEN | {"own": "kanarieland"}).status_code == 422
    client.get(address)
    Entry.objects.update(sealed=bytes(Entry.objects.get().sealed)[:-1] + b"\0")
    broken = client.get(address)
    assert broken.status_code == 500
    away = reverse("origin:withdraw", args=[student.school.code])
    assert client.post(away).status_code == 302, "what does not open can be destroyed"
    assert client.post(address, GIVEN).status_code == 302
    log = "\n".join(LocationFormatter().format(record) for record in caplog.records)
    assert "EnvelopeError" in log
    places = {**canaries.tables(), "log": log.encode(), "error page": broken.content}
    places["session"] = json.dumps(dict(client.session.items())).encode()
    for word in ("kanarieland", "Kaapverdi", "Buiten-Europa", "Buiten Europa"):
        assert canaries.traces({word: list(canaries.texts(word))}, places) == []
    assert mail.outbox == []


def test_a_search_for_traces_would_find_one(student: Student) -> None:
    """Without this, an empty result above would prove nothing."""
    Register.objects.update(explanation="Kaapverdi in base64: S2FhcHZlcmRp")
    found = canaries.traces({"land": list(canaries.texts("Kaapverdi"))}, canaries.tables())
    assert found == ["land in origin_register"]


# ---------- an old backup ----------


def put_back(*rows: models.Model) -> None:
    """As a backup of before holds them."""
    for row in rows:
        row.save(force_insert=True)
    restored.send(sender=None)


def kept(student: Student) -> list[models.Model]:
    give_everything(student)
    return [Entry.objects.get(), Response.objects.get()]


def test_what_was_taken_back_does_not_return_with_a_backup(student: Student) -> None:
    backup = kept(student)
    actions.withdraw(by=person(student), student=student)
    Objection.objects.all().delete()
    put_back(*backup)
    found = own.look(by=person(student), student=student)
    assert found.is_empty
    assert found.is_objecting, "nor does a file bring it back"


def test_who_took_part_again_later_keeps_that_through_a_restore(student: Student) -> None:
    give_everything(student)
    actions.withdraw(by=person(student), student=student)
    actions.give(by=person(student), student=student, facts=Facts("Europa"))
    restored.send(sender=None)
    found = own.look(by=person(student), student=student)
    assert found.facts is not None
    assert not found.is_objecting


def test_what_was_changed_before_it_was_taken_back_does_not_return_either(student: Student) -> None:
    backup = kept(student)
    actions.give(by=person(student), student=student, facts=Facts("Europa"))
    actions.withdraw(by=person(student), student=student)
    put_back(*backup)
    assert own.look(by=person(student), student=student).is_empty


def test_what_was_switched_off_does_not_return_with_a_backup(student: Student) -> None:
    from schools.origin import switching

    backup = [Register.objects.get(), *kept(student)]
    administrator = make_administrator(student.school, "Bea Beheer")
    switching.switch_off(by=administrator, school=student.school)
    put_back(*backup)
    assert not Register.objects.exists()
    assert not Entry.objects.exists()


def test_a_switch_on_after_a_switch_off_stays_through_a_restore(student: Student) -> None:
    from schools.origin import switching

    administrator = make_administrator(student.school, "Bea Beheer")
    switching.switch_off(by=administrator, school=student.school)
    switch_on(student.school, administrator)
    actions.give(by=person(student), student=student, facts=FACTS)
    restored.send(sender=None)
    assert open_facts(Entry.objects.get()).herkomst == "Buiten-Europa"


@pytest.mark.django_db(transaction=True)
def test_what_is_destroyed_is_cleaned_out_of_the_database_too(
    student: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    scrubbed: list[object] = []
    monkeypatch.setattr(erasure, "scrub", lambda tables=(): scrubbed.append(tuple(tables)))
    give_everything(student)
    actions.withdraw(by=person(student), student=student)
    assert scrubbed == [tuple(model._meta.db_table for model in ROWS)]


def test_no_other_model_has_a_column_for_it() -> None:
    """R22: herkomst never stands beside a name, a case or a match."""
    names = ("herkomst", "origin", "gender", "geslacht", "ethnic", "nationality", "discrim")
    columns = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if any(word in field.name for word in names)
    ]
    # A published figure names the group that it is about: many people, none of whom it refers to.
    assert set(columns) == {f"releases.PublishedCell.{name}" for name in ("herkomst", "gender")}
    referred = {field.related_model for field in PublishedCell._meta.get_fields()}
    assert referred == {None, Release}


def test_anonymous_visitors_are_asked_to_sign_in(register: Register) -> None:
    for page in ("own", "withdraw"):
        answer = Client().get(reverse(f"origin:{page}", args=[register.school.code]))
        assert answer.status_code == 302
        assert "/inloggen/" in answer["Location"]


def test_the_school_is_the_only_thing_that_the_rows_name(student: Student) -> None:
    give_everything(student)
    assert {row.register.school_id for row in Entry.objects.all()} == {School.objects.get().pk}

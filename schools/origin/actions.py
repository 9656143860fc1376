"""What happens in the origin register: a student gives facts or wants nothing kept; a file.

None of it leaves an event, a moment or a mail: only that somebody took part would be told by it.
"""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from schools.origin import registers, rows
from schools.origin.models import Entry, Objection, Response
from schools.origin.policy import require_own
from schools.origin.pseudonyms import key_id, pseudonym
from schools.origin.registers import NotSwitchedOn, locked
from schools.origin.sealing import Answers, Facts, open_answers, open_facts
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.audit.destruction import Kind
from stagebaken.vault import erasure


@transaction.atomic
def give(*, by: User, student: Student, facts: Facts) -> None:
    """The student says it; an objection of before ends with that. Raises NotSwitchedOn."""
    require_own(by, student)
    register = locked(student.school)
    name = pseudonym(student.school, student.number)
    Objection.objects.filter(pseudonym=name).delete()
    rows.put_facts(register, {name: replace(facts, giver=by.pk.hex)})


@transaction.atomic
def withdraw(*, by: User, student: Student) -> None:
    """Destroy all that is kept about a student, and let no file bring it back."""
    require_own(by, student)
    try:
        register = locked(student.school)
    except NotSwitchedOn:
        return  # nothing is kept, and nothing can come
    name = pseudonym(student.school, student.number)
    own = rows.of(student.school, student.number, register)
    # Announced first, with the ids of the rows: a restored backup repeats it (P6).
    erasure.announce(Kind.FORGET, [name, *rows.ids(own)], tables=registers.TABLES)
    rows.delete(own)
    Objection.objects.get_or_create(pseudonym=name, defaults={"key_id": key_id()})


@transaction.atomic
def keep_from_next(*, student: Student, account: User) -> None:
    """The student lost this record: what a file said is shown to the next account no more.

    Attack: who may invite would give the record to an account of their own, and read it.
    """
    try:
        register = locked(student.school)
    except NotSwitchedOn:
        return
    entries, said = rows.of(student.school, student.number, register)
    facts = {row.pseudonym: open_facts(row) for row in entries}
    answers = {row.pseudonym: (row.school_year, open_answers(row)) for row in said}
    giver = account.pk.hex
    rows.put_facts(
        register,
        {name: replace(one, giver=giver) for name, one in facts.items() if not one.giver},
    )
    rows.put_answers(
        register,
        {
            name: (year, replace(one, giver=giver))
            for name, (year, one) in answers.items()
            if not one.giver
        },
    )


@transaction.atomic
def forget(*, school: School, number: str) -> None:
    """The student's record is gone: who gets the number next has nothing to do with these rows."""
    gone = rows.delete(rows.of(school, number, registers.of(school)))
    gone += Objection.objects.filter(pseudonym=pseudonym(school, number)).delete()[0]
    waiting = [one[1] for one in transaction.get_connection().run_on_commit]
    if gone and _scrub not in waiting:  # once, when a whole year of students goes
        transaction.on_commit(_scrub, robust=True)


def _scrub() -> None:
    erasure.scrub(registers.TABLES)


def take(
    *, school: School, facts: Mapping[str, Facts], answers: Mapping[tuple[str, int], Answers]
) -> None:
    """What a file says, by own number. What a student gave stays; who objects is left out.

    In the caller's transaction. Attack: it answers nothing and counts nothing, because a file of
    one row would ask what stands there, or who objects.
    """
    register = locked(school)
    wanted = _not_objecting(school, {*facts, *(number for number, _ in answers)})
    told = {wanted[number]: one for number, one in facts.items() if number in wanted}
    said = {
        pseudonym(school, number, year): (year, one)
        for (number, year), one in answers.items()
        if number in wanted
    }
    own = {row.pseudonym for row in rows.named(Entry, told) if open_facts(row).giver}
    own |= {row.pseudonym for row in rows.named(Response, said) if open_answers(row).giver}
    rows.put_facts(register, {name: one for name, one in told.items() if name not in own})
    rows.put_answers(register, {name: one for name, one in said.items() if name not in own})


def _not_objecting(school: School, numbers: set[str]) -> dict[str, UUID]:
    names = {number: pseudonym(school, number) for number in numbers}
    found = Objection.objects.filter(pseudonym__in=list(names.values()))
    objecting = set(found.values_list("pseudonym", flat=True))
    return {number: name for number, name in names.items() if name not in objecting}

"""What a student sees of the own facts: what this same account gave, or the school's file did."""

from dataclasses import dataclass

from schools.origin import registers, rows
from schools.origin.models import Entry, Objection, Register, Response
from schools.origin.policy import require_own
from schools.origin.pseudonyms import pseudonym
from schools.origin.sealing import Answers, Facts, open_answers, open_facts
from schools.students.models import Student
from stagebaken.accounts.models import User


@dataclass(frozen=True)
class Own:
    register: Register
    facts: Facts | None
    answers: dict[int, Answers]  # by school year
    is_hidden: bool  # something stands there that another account gave
    is_objecting: bool

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.answers or self.is_hidden)


def records(user: User) -> list[Student]:
    """The schools at which this account is a student's."""
    found = Student.objects.with_account().filter(account=user)
    return list(found.select_related("school").order_by("school__name"))


def look(*, by: User, student: Student) -> Own:
    """Raises NotSwitchedOn. Attack: a record that was given another account shows it nothing."""
    require_own(by, student)
    school, number = student.school, student.number
    register = registers.readable(school)
    name = pseudonym(school, number)
    names = [pseudonym(school, number, year) for year in rows.years(register)]
    said = Response.objects.filter(pseudonym__in=names).order_by("school_year")
    facts = [open_facts(row) for row in Entry.objects.filter(pseudonym=name)]
    answers = {row.school_year: open_answers(row) for row in said}
    givers = {one.giver for one in facts} | {one.giver for one in answers.values()}
    shown = {"", by.pk.hex}  # of a file, and of this account
    return Own(
        register=register,
        facts=next((one for one in facts if one.giver in shown), None),
        answers={year: one for year, one in answers.items() if one.giver in shown},
        is_hidden=not givers <= shown,
        is_objecting=Objection.objects.filter(pseudonym=name).exists(),
    )

"""The way in for the evaluation of a placement: its answers on discrimination live here (R21)."""

from dataclasses import replace

from django.db import transaction

from schools.origin.policy import require_own
from schools.origin.pseudonyms import key_id, pseudonym
from schools.origin.registers import NotSwitchedOn, locked, of
from schools.origin.rows import put_answers
from schools.origin.sealing import Answers
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User

__all__ = ["Answers", "NotSwitchedOn", "answer", "is_asked"]


def is_asked(school: School) -> bool:
    """Whether the school keeps these answers; under another key than before, nobody is asked."""
    register = of(school)
    return register is not None and register.key_id == key_id()


@transaction.atomic
def answer(*, by: User, student: Student, year: int, answers: Answers) -> None:
    """Keep what the student answers about a school year; of two times the last counts.

    It says nothing about an objection: whoever answers by choice, answers. Raises NotSwitchedOn.
    """
    require_own(by, student)
    register = locked(student.school)
    name = pseudonym(student.school, student.number, year)
    put_answers(register, {name: (year, replace(answers, giver=by.pk.hex))})

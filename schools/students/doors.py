"""Ways from pages of students to other rooms, put together from what each room adds.

This room knows none of those above it: `settings.STUDENT_DOORS` and `settings.OWN_DOORS` name
functions of (student, user), `settings.SCHOOL_DOORS` of (school, user), as the menu's entries are
named.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User


class Door(NamedTuple):
    """A line on a page: where it leads, a fact beside it, and what is new there."""

    label: str | Promise
    url: str
    icon: str
    text: str | Promise = ""
    news: str | Promise = ""  # such as "2 nieuw"; empty: nothing waits there


Entry = Callable[[Student, User], Door | None]
SchoolEntry = Callable[[School, User], Door | None]


def of_student(student: Student, user: User) -> list[Door]:
    """For a coordinator, on the page of one student."""
    return _doors(settings.STUDENT_DOORS, student, user)


def of_own(student: Student, user: User) -> list[Door]:
    """For a student, on the own page."""
    return _doors(settings.OWN_DOORS, student, user)


def of_school(school: School, user: User) -> list[Door]:
    """For a coordinator, above the list of all students."""
    entries = [cast("SchoolEntry", import_string(name)) for name in settings.SCHOOL_DOORS]
    return [door for entry in entries if (door := entry(school, user)) is not None]


def _doors(names: Sequence[str], student: Student, user: User) -> list[Door]:
    entries = [cast("Entry", import_string(name)) for name in names]
    return [door for entry in entries if (door := entry(student, user)) is not None]

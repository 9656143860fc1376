"""Ways in from pages of students (`schools.students.doors`)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from placements.overview import own
from placements.overview.states import WORDS
from schools.registry.models import School
from schools.students.doors import Door
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today


def of_school(school: School, user: User) -> Door:
    return Door(_("Wie zoekt nog?"), reverse("overview:list", args=[school.code]), "board")


def of_student(student: Student, user: User) -> Door:
    row = own.row_of(student, today())
    url = reverse("overview:timeline", args=[student.school.code, student.pk])
    text = f"{WORDS[row.state].label} · {own.how_long(row, today())}" if row else ""
    return Door(_("Tijdlijn"), url, "clock", text=text)


def of_own(student: Student, user: User) -> Door:
    row = own.row_of(student, today())
    url = reverse("own_timeline:one", args=[student.pk])
    return Door(_("Mijn tijdlijn"), url, "clock", text=own.since(student, row) if row else "")

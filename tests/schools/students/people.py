"""Students and who looks after them, for any test."""

from datetime import date
from typing import Any

from schools.registry.models import School
from schools.students import inviting
from schools.students.models import Student
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests import cast

FACTS: dict[str, Any] = {
    "name": "Noor Haven",
    "email": "noor@zeewaarde.example",
    "programme": "Kok",
    "crebo": "25997",
    "cohort": 2025,
    "pathway": "bbl",
    "level": 2,
    "group": "HO2A",
    "mentor": "Ilse Bosgra",
    "location": "Zeewaarde",
    "source": "lijst",
    "started_on": date(2025, 8, 1),
}


def make_student(school: School, number: str = "1001", **facts: Any) -> Student:
    return Student.objects.create(school=school, number=number, **(FACTS | facts))


def make_coordinator(school: School, name: str = "Ilse Bosgra") -> User:
    user = cast.make_user(name, school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)
    return user


def let_in(student: Student, by: User) -> User:
    """Invite a student and accept, as the mail would; the account then has a password."""
    inviting.invite(by=by, student=student)
    student.refresh_from_db()
    account = student.account
    assert account is not None
    account.set_password(cast.PASSWORD)
    account.save()
    inviting.accept(user=account, student_id=student.pk)
    student.refresh_from_db()
    return account


def last_day(student: Student, day: date | None = None) -> Student:
    student.enrolment_end = day or today()
    student.save(update_fields=["enrolment_end"])
    return student

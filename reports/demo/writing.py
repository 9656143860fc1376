"""A few words between a student of the demo and the school."""

from datetime import date, timedelta

from reports.demo.learning import RUNNING
from schools.messages import actions
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose

FIRST = "Dag Yara, je stage is begonnen. Hoe gaat het, en is je begeleider er vaak genoeg?"
ANSWER = (
    "Hoi! Het gaat goed. Mijn begeleider is er alleen op donderdag. Mag ik daar iets van zeggen?"
)


def write(*, today: date, school: School, by: User) -> None:
    """The school asks, the student answers and waits."""
    student = Student.objects.select_related("account").get(school=school, name=RUNNING)
    with suppose(today - timedelta(days=5)):
        actions.write_as_school(by=by, student=student, text=FIRST)
    if student.account is not None:
        with suppose(today - timedelta(days=1)):
            actions.write_as_student(by=student.account, student=student, text=ANSWER)

"""The student's own evaluation, in the student's copy (schools/students/copying.py).

The trainer's asks nothing about the student, and is not in it. How safe it felt stands without a
person, and what was answered about discrimination in the origin register: neither is found here.
"""

from django.utils.translation import gettext_lazy

from placements.evaluations import policy
from placements.evaluations.models import Evaluation
from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Student
from stagebaken.accounts.models import User

EVALUATION = Shape(
    Evaluation,
    {
        "opened_on": gettext_lazy("Gevraagd op"),
        "sent_on": gettext_lazy("Verstuurd op"),
        "lapsed_on": gettext_lazy("Verlopen op"),
        "prepared": gettext_lazy("Hoe goed heeft je school je voorbereid?"),
        "guidance_school": gettext_lazy("Hoe was de begeleiding door je school?"),
        "guidance_company": gettext_lazy("Hoe was de begeleiding door het bedrijf?"),
        "learning": gettext_lazy("Hoe goed kon je leren wat bij je opleiding hoort?"),
        "allowance": gettext_lazy("Kreeg je een stagevergoeding?"),
        "recommend": gettext_lazy("Zou je deze plek aan een andere student aanraden?"),
        "job": gettext_lazy("Bood het bedrijf je na de stage werk aan?"),
    },
    left_out=("id", "placement", "school_year", "told_on", "reminded_on", "is_shown"),
)


def _read(student: Student, user: User) -> list[Entry]:
    """What another account wrote before this one had the record, it does not read."""
    rows = policy.own(user).filter(placement__student=student, is_shown=True)
    return [EVALUATION.entry(one, one.placement.company_name) for one in rows]


COPY = Copier("evaluations", gettext_lazy("Je antwoorden over je stage"), (EVALUATION,), _read)

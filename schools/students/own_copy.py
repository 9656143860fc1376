"""The record itself, in the student's copy."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Correction, Field, Student
from schools.students.words import label_of
from stagebaken.accounts.models import User

RECORD = Shape(
    Student,
    {
        "number": gettext_lazy("Studentnummer"),
        **{one.value: one.label for one in Field},
        "started_on": gettext_lazy("Bekend sinds"),
        "source": gettext_lazy("Uit welke lijst"),
        "said_by": gettext_lazy("Uit een andere lijst"),
        "ended_on": gettext_lazy("Uitgeschreven op"),
        "invited_on": gettext_lazy("Uitgenodigd op"),
        "joined_on": gettext_lazy("Account sinds"),
        "mail_failed_on": gettext_lazy("Een mail kwam niet aan op"),
    },
    left_out=("id", "school", "account", "sort_name"),
)
CORRECTION = Shape(
    Correction,
    {
        "day": gettext_lazy("Doorgegeven op"),
        "stood": gettext_lazy("Er stond"),
        "value": gettext_lazy("Jij zegt"),
        "state": gettext_lazy("Wat de school deed"),
    },
    left_out=("id", "student", "field"),
)


def _read(student: Student, user: User) -> list[Entry]:
    corrections = [
        CORRECTION.entry(one, label_of(student, one.field)) for one in student.corrections.all()
    ]
    return [
        RECORD.entry(student, _("Wat je school over je heeft staan"), {"corrections": corrections})
    ]


COPY = Copier("record", gettext_lazy("Je gegevens bij de school"), (RECORD, CORRECTION), _read)

"""What is counted of a student, in the student's copy (schools/students/copying.py)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.cohorts.forgetting import rows_of
from placements.cohorts.models import FrozenStudent
from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Student, school_year
from stagebaken.accounts.models import User

COUNTED = Shape(
    FrozenStudent,
    {
        "level": gettext_lazy("Niveau"),
        "leerweg": gettext_lazy("Leerweg"),
        "sector": gettext_lazy("Sector"),
        "region": gettext_lazy("Provincie"),
        "way": gettext_lazy("Hoe je zocht"),
        "applied": gettext_lazy("Sollicitaties via Stagebaken"),
        "elsewhere": gettext_lazy("Sollicitaties ergens anders"),
        "invited": gettext_lazy("Keren uitgenodigd"),
        "is_placed": gettext_lazy("Op tijd een plek"),
        "days": gettext_lazy("Dagen gezocht"),
        "has_left": gettext_lazy("Van school gegaan zonder plek"),
        "is_early": gettext_lazy("De stage stopte eerder"),
        "answers_year": gettext_lazy("Schooljaar waarin de stage stopt"),
        "counted_ago": gettext_lazy("Zo veel jaar geleden ook geteld"),
    },
    left_out=("id", "cohort", "pseudonym"),
    values={
        "answers_year": lambda row: school_year(row.answers_year) if row.answers_year else "",
    },
)


def _read(student: Student, user: User) -> list[Entry]:
    """Attack: a record that gets another account would show how often the former one applied."""
    if student.applications.filter(parted_on__isnull=False).exists():
        return []
    rows = rows_of(student).select_related("cohort").order_by("cohort__year", "cohort__kind")
    return [COUNTED.entry(row, _heading(row)) for row in rows]


def _heading(row: FrozenStudent) -> str:
    said = {"year": school_year(row.cohort.year), "kind": row.cohort.get_kind_display()}
    return _("Schooljaar %(year)s (%(kind)s)") % said


COPY = Copier("counted", gettext_lazy("Geteld zonder je naam"), (COUNTED,), _read)

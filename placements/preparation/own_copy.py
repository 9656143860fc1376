"""What a student ticked off, in the student's copy (schools/students/copying.py)."""

from django.utils.translation import gettext_lazy

from placements.preparation.items import ITEMS
from placements.preparation.models import SchoolItem, Tick
from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Student
from stagebaken.accounts.models import User


def _item(tick: Tick) -> str:
    """Its sentence; of an item that a school took away, its key."""
    ours = {one.key: str(one.text) for one in ITEMS}
    if tick.item in ours:
        return ours[tick.item]
    schools = {
        str(one.pk): one.text for one in SchoolItem.objects.filter(school=tick.student.school)
    }
    return schools.get(tick.item, tick.item)


TICK = Shape(
    Tick,
    {"item": gettext_lazy("Gedaan"), "day": gettext_lazy("Dag")},
    left_out=("id", "student"),
    values={"item": _item},
)


def _read(student: Student, user: User) -> list[Entry]:
    rows = Tick.objects.filter(student=student, student__account=user)
    return [TICK.entry(one) for one in rows.select_related("student__school")]


COPY = Copier("preparation", gettext_lazy("Voorbereiding"), (TICK,), _read)

"""Lists and results of rounds, in the student's copy (schools/students/copying.py)."""

from django.utils.translation import gettext_lazy

from placements.matching.models import Adjustment, Assignment, Offer, Wish
from placements.matching.transitions import State
from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Student
from stagebaken.accounts.models import User


def _title(offer: Offer | None) -> str:
    return str(offer.place) if offer is not None else ""


WISH = Shape(
    Wish,
    {
        "position": gettext_lazy("Plaats op je lijst"),
        "offer": gettext_lazy("Stageplek"),
        "goals": gettext_lazy("Leerwensen die passen"),
        "needs": gettext_lazy("Wensen die passen"),
        "minutes": gettext_lazy("Reistijd in minuten, ongeveer"),
    },
    left_out=("id", "student", "tier"),  # in line: the page of the result explains it
    values={"offer": lambda row: _title(row.offer)},
)
ASSIGNMENT = Shape(
    Assignment,
    {
        "round": gettext_lazy("Ronde"),
        "offer": gettext_lazy("Jouw plek"),
        "solved": gettext_lazy("Uit de lijsten en de loting"),
    },
    left_out=("id", "student"),
    values={
        "round": lambda row: row.round.title,
        "offer": lambda row: _title(row.offer),
        "solved": lambda row: _title(row.solved),
    },
)
ADJUSTMENT = Shape(
    Adjustment,
    {
        "on": gettext_lazy("Dag"),
        "before": gettext_lazy("Eerst"),
        "after": gettext_lazy("Daarna"),
        "reason": gettext_lazy("Waarom"),
        "why": gettext_lazy("Uitleg daarbij"),
    },
    left_out=("id", "round", "student", "by", "number"),
    values={
        "before": lambda row: _title(row.before),
        "after": lambda row: _title(row.after),
    },
)


def _read(student: Student, user: User) -> list[Entry]:
    """The own list always; a result, and what was changed in it, from the day it is published."""
    mine = {"student": student, "student__account": user}
    # A list of before this account joined is somebody else's (own_reading.wishes_of).
    own = mine | {"offer__round__closes_on__gte": student.joined_on}
    wishes = Wish.objects.filter(**own).select_related("offer__place")
    told = mine | {"round__state": State.PUBLISHED}
    results = Assignment.objects.filter(**told).select_related(
        "round", "offer__place", "solved__place"
    )
    moves = Adjustment.objects.filter(**told).select_related("before__place", "after__place")
    return [
        *(WISH.entry(one) for one in wishes.order_by("offer__round", "position")),
        *(ASSIGNMENT.entry(one) for one in results.order_by("round", "pk")),
        *(ADJUSTMENT.entry(one) for one in moves),
    ]


COPY = Copier("matching", gettext_lazy("Stagematching"), (WISH, ASSIGNMENT, ADJUSTMENT), _read)

"""Saved searches, in the student's copy (schools/students/copying.py)."""

from django.utils.translation import gettext_lazy

from placements.saved_searches.models import Find, SavedSearch
from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Student
from stagebaken.accounts.models import User

SEARCH = Shape(
    SavedSearch,
    {
        "name": gettext_lazy("Naam"),
        "asked": gettext_lazy("Gezocht met"),
        "is_paused": gettext_lazy("Staat stil"),
        "saved_on": gettext_lazy("Bewaard op"),
        "checked_on": gettext_lazy("Laatst gekeken op"),
    },
    # `known` tells our program what it showed before: digests of companies, of no use to a reader.
    left_out=("id", "student", "known"),
)
FIND = Shape(
    Find,
    {
        "company": gettext_lazy("Bedrijf"),
        "place": gettext_lazy("Stageplek"),
        "found_on": gettext_lazy("Nieuw sinds"),
        "mailed_on": gettext_lazy("Gemaild op"),
    },
    left_out=("id", "search"),
)


def _read(student: Student, user: User) -> list[Entry]:
    rows = SavedSearch.objects.of(user).filter(student=student)
    return [_search(one) for one in rows.prefetch_related("finds__company", "finds__place")]


def _search(one: SavedSearch) -> Entry:
    return SEARCH.entry(one, "", {"finds": [FIND.entry(row) for row in one.finds.all()]})


COPY = Copier("saved_searches", gettext_lazy("Bewaarde zoekopdrachten"), (SEARCH, FIND), _read)

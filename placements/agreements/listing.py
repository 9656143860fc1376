"""The list of a school's placements, filtered; the choices come from the school's students."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from placements.agreements import policy, reading
from placements.agreements.forms import FilterForm
from placements.agreements.querysets import PlacementQuerySet
from placements.agreements.transitions import LIVE, Party, State
from schools.registry.models import School
from schools.students.listing import CHOICES_LIMIT, programmes_of
from schools.students.models import Student
from stagebaken.accounts.models import User

OURS, OPEN = "ours", "open"


@dataclass
class Listing:
    form: FilterForm
    rows: PlacementQuerySet
    is_filtered: bool
    ours: int  # placements in which the school has the turn


def listing(user: User, school: School, query: QueryDict) -> Listing:
    form = FilterForm(query, choices=_choices(school))
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    every = policy.of_school(user, school)
    rows = _narrowed(every, asked).for_pages().order_by("starts_on", "student__sort_name", "pk")
    ours = every.filter(reading.awaiting(Party.SCHOOL)).count()
    return Listing(form, rows, any(asked.values()), ours)


def _narrowed(rows: PlacementQuerySet, asked: dict[str, Any]) -> PlacementQuerySet:
    state = asked.get("state", "")
    if state == OURS:
        rows = rows.filter(reading.awaiting(Party.SCHOOL))
    elif state == OPEN:
        rows = rows.filter(state__in=LIVE)
    elif state:
        rows = rows.filter(state=state)
    if asked.get("q"):
        word = asked["q"].strip()
        named = Q(student__name__icontains=word) | Q(student__number__istartswith=word)
        rows = rows.filter(named | Q(company__name__icontains=word))
    if asked.get("group"):
        rows = rows.filter(student__group=asked["group"])
    if key := asked.get("programme"):
        is_crebo = len(key) == 5 and key.isdigit()
        rows = rows.filter(Q(crebo=key) if is_crebo else Q(programme=key, crebo=""))
    return rows


def _choices(school: School) -> dict[str, list[tuple[Any, Any]]]:
    students = Student.objects.of(school).exclude(group="").order_by()
    groups = students.values_list("group", flat=True).distinct()[:CHOICES_LIMIT]
    states = [(OURS, _("Wij zijn aan zet")), (OPEN, _("Wat loopt"))]
    return {
        "state": [*states, *((one.value, one.label) for one in State)],
        "group": [(one, one) for one in sorted(groups)],
        "programme": list(programmes_of(school)),
    }

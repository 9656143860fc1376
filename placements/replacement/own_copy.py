"""The search for another place, in the student's copy (schools/students/copying.py)."""

from django.utils.translation import gettext_lazy

from placements.agreements import policy
from placements.replacement.models import (
    Lapse,
    PlacedRequest,
    ReplacementRequest,
    RequestEvent,
    Suggestion,
)
from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Student
from stagebaken.accounts.models import User

REQUEST = Shape(
    ReplacementRequest,
    {
        "code": gettext_lazy("Code"),
        "cause": gettext_lazy("Waarom"),
        "crebo": gettext_lazy("Crebo"),
        "pathway": gettext_lazy("Leerweg"),
        "level": gettext_lazy("Niveau"),
        "state": gettext_lazy("Hoe het staat"),
        "opened_on": gettext_lazy("Begonnen op"),
        "found_on": gettext_lazy("Gevonden op"),
        "closed_on": gettext_lazy("Gesloten op"),
    },
    # Attack: who heard somebody else's code puts it at the own placement, and would read here
    # what that person wrote.
    left_out=("id", "school", "near", "wishes"),
)
EVENT = Shape(
    RequestEvent,
    {"day": gettext_lazy("Dag"), "state": gettext_lazy("Wat er gebeurde")},
    left_out=("id", "request", "position"),
)
SUGGESTION = Shape(
    Suggestion,
    {"company": gettext_lazy("Bedrijf"), "answer": gettext_lazy("Jouw antwoord")},
    left_out=("id", "request"),
)
PLACED = Shape(PlacedRequest, {}, left_out=("id", "request", "placement"))
LAPSE = Shape(
    Lapse,
    {
        "kind": gettext_lazy("De erkenning van je leerbedrijf"),
        "day": gettext_lazy("Dag"),
        "told_on": gettext_lazy("Gezien op"),
    },
    left_out=("id", "placement"),
)


def _read(student: Student, user: User) -> list[Entry]:
    own = policy.own(user).filter(student=student)
    placed = PlacedRequest.objects.filter(placement__in=own).select_related("request")
    requests = [_request(one.request) for one in placed.order_by("request__opened_on", "pk")]
    lapses = Lapse.objects.filter(placement__in=own).order_by("told_on", "pk")
    return [*requests, *(LAPSE.entry(one) for one in lapses)]


def _request(one: ReplacementRequest) -> Entry:
    suggestions = one.suggestions.select_related("company")
    return REQUEST.entry(
        one,
        "",
        {
            "suggestions": [SUGGESTION.entry(row) for row in suggestions],
            "events": [EVENT.entry(row) for row in one.events.all()],
        },
    )


COPY = Copier(
    "replacement",
    gettext_lazy("Een andere plek"),
    (REQUEST, EVENT, SUGGESTION, PLACED, LAPSE),
    _read,
)

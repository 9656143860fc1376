"""Placements and their agreements, in the student's copy (schools/students/copying.py)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.agreements import policy
from placements.agreements.models import (
    Agreement,
    ChangeWish,
    Confirmation,
    Placement,
    PlacementEvent,
)
from placements.agreements.transitions import Party
from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Student
from stagebaken.accounts.models import User

PLACEMENT = Shape(
    Placement,
    {
        "reference": gettext_lazy("Kenmerk"),
        "company": gettext_lazy("Leerbedrijf"),
        "company_text": gettext_lazy("Bedrijf"),
        "place": gettext_lazy("Stageplek"),
        "period": gettext_lazy("Periode"),
        "route": gettext_lazy("Hoe gevonden"),
        "applications_count": gettext_lazy("Aantal sollicitaties daarvoor"),
        "programme": gettext_lazy("Opleiding"),
        "crebo": gettext_lazy("Crebo"),
        "level": gettext_lazy("Niveau"),
        "pathway": gettext_lazy("Leerweg of vorm"),
        "starts_on": gettext_lazy("Eerste dag"),
        "ends_on": gettext_lazy("Laatste dag"),
        "state": gettext_lazy("Hoe het staat"),
        "proposed_by": gettext_lazy("Voorgesteld door"),
        "proposed_on": gettext_lazy("Voorgesteld op"),
        "taken_over_on": gettext_lazy("Nagekeken door de school op"),
        "is_beside": gettext_lazy("Tegelijk met een andere stage"),
        "agreed_on": gettext_lazy("Afgesproken op"),
        "ended_on": gettext_lazy("Geëindigd op"),
        "end_reason": gettext_lazy("Waarom het eerder stopte"),
        "end_text": gettext_lazy("Uitleg daarbij"),
        "ended_by": gettext_lazy("Wie ermee stopte"),
    },
    left_out=("id", "student", "application", "follows", "needs_agreement"),
)
AGREEMENT = Shape(
    Agreement,
    {
        "version": gettext_lazy("Versie"),
        "drawn_up_on": gettext_lazy("Opgesteld op"),
        "agreed_on": gettext_lazy("Afgesproken op"),
        "replaced_on": gettext_lazy("Vervangen op"),
        "starts_on": gettext_lazy("Eerste dag"),
        "ends_on": gettext_lazy("Laatste dag"),
        "hours_total": gettext_lazy("Uren in totaal"),
        "hours_per_week": gettext_lazy("Uren per week"),
        "weekdays": gettext_lazy("Werkdagen"),
        "guidance": gettext_lazy("Begeleiding"),
        "trainer_name": gettext_lazy("Praktijkopleider"),
        "trainer_email": gettext_lazy("E-mailadres van de praktijkopleider"),
        "work_processes": gettext_lazy("Wat je leert"),
        "assessment": gettext_lazy("Beoordeling"),
        "early_ending": gettext_lazy("Eerder stoppen"),
    },
    left_out=("id", "placement"),
    values={"weekdays": lambda row: [str(day) for day in row.days]},
)
CONFIRMATION = Shape(
    Confirmation,
    {
        "party": gettext_lazy("Wie"),
        "day": gettext_lazy("Akkoord op"),
        "on_paper": gettext_lazy("Op papier"),
    },
    left_out=("id", "agreement", "by"),  # who clicked at a company or a school is another's
)
WISH = Shape(
    ChangeWish,
    {
        "party": gettext_lazy("Wie"),
        "text": gettext_lazy("Gevraagde verandering"),
        "asked_on": gettext_lazy("Gevraagd op"),
        "answered_on": gettext_lazy("Beantwoord op"),
    },
    left_out=("id", "placement"),
)
EVENT = Shape(
    PlacementEvent,
    {
        "day": gettext_lazy("Dag"),
        "verb": gettext_lazy("Wat er gebeurde"),
        "who": gettext_lazy("Door wie"),
    },
    left_out=("id", "placement", "position"),
    values={"who": lambda row: _who(row.who)},
)


def _who(who: str) -> str:
    """A party; or the day, which starts and ends a placement by itself."""
    return str(Party(who).label) if who in Party.values else _("Vanzelf")


def _read(student: Student, user: User) -> list[Entry]:
    rows = policy.own(user).filter(student=student).for_pages()
    rows = rows.select_related("period").prefetch_related(
        "agreements__confirmations", "wishes", "events"
    )
    return [_placement(one) for one in rows.order_by("proposed_on", "pk")]


def _placement(one: Placement) -> Entry:
    return PLACEMENT.entry(
        one,
        one.company_name,
        {
            "agreements": [_agreement(row) for row in one.agreements.all()],
            "wishes": [WISH.entry(row) for row in one.wishes.all()],
            "events": [EVENT.entry(row) for row in one.events.all()],
        },
    )


def _agreement(one: Agreement) -> Entry:
    said = [CONFIRMATION.entry(row) for row in one.confirmations.all()]
    return AGREEMENT.entry(one, "", {"confirmations": said})


COPY = Copier(
    "placements",
    gettext_lazy("Stages en overeenkomsten"),
    (PLACEMENT, AGREEMENT, CONFIRMATION, WISH, EVENT),
    _read,
)

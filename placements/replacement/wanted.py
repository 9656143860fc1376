"""What a student looks for, in fields; and the same as lines of text, as a person reads it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from placements.geography.names import pc4_of
from placements.replacement.programmes import programme_name
from placements.search.around import UnknownPlace, find
from schools.registry.programmes import Pathway


@dataclass(frozen=True)
class Wanted:
    near: str  # a place or the four digits of a postcode: never an address
    crebo: str = ""
    pathway: str = ""
    level: int | None = None
    wishes: str = ""

    def facts(self) -> dict[str, Any]:
        return dict(vars(self))


def coarse(near: str) -> str:
    """The place that was typed, no finer than a town or four digits. Raises UnknownPlace.

    Attack: a full postcode, or a street, would point at one home.
    """
    found = find(near)
    area = pc4_of(near)
    if area:
        return area
    if not found.place:
        raise UnknownPlace
    return found.text


def lines(wanted: Wanted) -> list[str]:
    """Everything that a request holds of the student, one fact a line."""
    shown = [
        _("Opleiding: %s") % programme_name(wanted.crebo) if wanted.crebo else "",
        _("Leerweg: %s") % Pathway(wanted.pathway).label if wanted.pathway else "",
        _("Niveau: %s") % wanted.level if wanted.level else "",
        _("In de buurt van: %s") % wanted.near,
        _("Wensen: %s") % wanted.wishes if wanted.wishes else "",
    ]
    return [line for line in shown if line]

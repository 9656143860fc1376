"""A round's criteria and steps in the words of who reads them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.matching.priorities import Criterion


@dataclass(frozen=True, slots=True)
class Words:
    label: str | Promise
    text: str | Promise


CRITERIA = {
    Criterion.GOALS: Words(
        _("Leerdoelen: wie hier meer van de eigen leerdoelen kan leren"),
        _("Geteld uit de leerdoelen van de student en de taken van de plek."),
    ),
    Criterion.NEEDS: Words(
        _("Praktische behoeften: wie hier heeft wat nodig is om te kunnen werken"),
        _("Bijvoorbeeld een lift, een rustige plek of aangepaste tijden. Welke, bewaren we niet."),
    ),
    Criterion.TRAVEL: Words(
        _("Reistijd: wie korter reist"),
        _("In stappen van een kwartier. Binnen een kwartier verschil is het gelijk."),
    ),
}

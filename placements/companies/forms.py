"""The search of /stages/: everything optional, nothing a visitor sends breaks it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.companies.models import Pathway
from placements.companies.search import Question
from placements.companies.words import LENGTH_LIMIT

RADII = (0, 5, 10, 15, 20, 50, 100)  # kilometres, as students know them from Stagemarkt (R16)
DEFAULT_RADIUS = 15
LEVELS = (
    (1, _("Entree")),
    (2, _("Niveau 2")),
    (3, _("Niveau 3")),
    (4, _("Niveau 4")),
)


def _radius_choices() -> list[tuple[int, Any]]:
    return [(0, _("Alleen in deze plaats")), *((radius, f"{radius} km") for radius in RADII[1:])]


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Wat wil je leren?"), required=False, max_length=LENGTH_LIMIT)
    near = forms.CharField(label=_("Plaats of postcode"), required=False, max_length=80)
    radius_km = forms.TypedChoiceField(
        label=_("Hoe ver?"), required=False, choices=_radius_choices, coerce=int, empty_value=None
    )
    pathway = forms.MultipleChoiceField(
        label=_("Leerweg"),
        required=False,
        choices=Pathway.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    level = forms.TypedMultipleChoiceField(
        label=_("Niveau"),
        required=False,
        choices=LEVELS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    # The page shows erkende leerbedrijven unless asked for all (contract.md); hbo has no erkenning.
    vetted = forms.ChoiceField(
        label=_("Erkenning"),
        required=False,
        choices=(
            ("1", _("Alleen bedrijven die vandaag erkend zijn")),
            ("0", _("Ook bedrijven zonder erkenning")),
        ),
        widget=forms.RadioSelect,
    )

    def question(self, day: date) -> Question:
        asked = self.cleaned_data
        radius = asked["radius_km"]
        return Question(
            q=asked["q"],
            pathways=asked["pathway"],
            levels=asked["level"],
            near=asked["near"],
            radius_km=DEFAULT_RADIUS if radius is None else radius,
            accredited_on=None if asked["vetted"] == "0" else day,
        )

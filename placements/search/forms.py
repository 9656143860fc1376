"""The search of /stages/: everything optional, nothing a visitor sends breaks it."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from placements.commitments.models import Commitment
from placements.companies.models import SectorChamber
from placements.companies.words import LENGTH_LIMIT
from placements.search.around import NEAR_LIMIT
from placements.search.engine import Order, Question
from placements.search.facets import Choice
from placements.search.own_words import words_of_school
from schools.registry.programmes import Pathway

RADII = (0, 5, 10, 15, 20, 25, 30, 50)  # kilometres, as students know them from Stagemarkt (R16)
DEFAULT_RADIUS = 15
LEVELS = (
    (1, _("Entree")),
    (2, _("Niveau 2")),
    (3, _("Niveau 3")),
    (4, _("Niveau 4")),
)
SCHOOL_LIMIT = 40  # letters of a school's code


def _radius_choices() -> list[tuple[int, Any]]:
    return [(0, _("Alleen in deze plaats")), *((radius, f"{radius} km") for radius in RADII[1:])]


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Wat wil je leren?"), required=False, max_length=LENGTH_LIMIT)
    near = forms.CharField(label=_("Plaats of postcode"), required=False, max_length=NEAR_LIMIT)
    radius_km = forms.TypedChoiceField(
        label=_("Hoe ver?"), required=False, choices=_radius_choices, coerce=int, empty_value=None
    )
    crebo = forms.CharField(
        label=_("Crebo van je opleiding"),
        required=False,
        max_length=5,
        validators=[RegexValidator(r"^[0-9]{5}$", _("Een crebo heeft vijf cijfers."))],
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
    commitment = forms.MultipleChoiceField(
        label=_("Wat het bedrijf belooft"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more = forms.MultipleChoiceField(
        label=_("Ook belangrijk"),
        required=False,
        choices=(
            ("places", _("Heeft nu een open stageplek")),
            ("allowance", _("Geeft een vergoeding")),
            ("approved", _("Goedgekeurd door een hbo-school")),
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    sector = forms.MultipleChoiceField(
        label=_("Sector"),
        required=False,
        choices=SectorChamber.choices,
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
    order = forms.ChoiceField(
        label=_("Volgorde"),
        required=False,
        choices=(
            (Order.DISTANCE.value, _("Dichtstbij eerst")),
            (Order.RELEVANCE.value, _("Beste antwoord eerst")),
        ),
    )
    school = forms.CharField(required=False, max_length=SCHOOL_LIMIT, widget=forms.HiddenInput)

    CHECKED = "checked"

    def __init__(self, *args: Any, commitments: list[Commitment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bits = {one.code: one.bit for one in commitments}
        self.fields["commitment"].choices = [  # type: ignore[attr-defined]
            *((one.code, one.short) for one in commitments),
            (self.CHECKED, _("Alleen beloften die zijn nagekeken")),
        ]

    def question(self) -> Question:
        asked = self.cleaned_data
        radius = asked["radius_km"]
        return Question(
            q=asked["q"],
            near=asked["near"],
            crebo=asked["crebo"],
            radius_km=DEFAULT_RADIUS if radius is None else radius,
            is_vetted=asked["vetted"] != "0",
            choice=self.choice(),
            order=Order(asked["order"]) if asked["order"] else None,
            own_words=words_of_school(asked["school"]),
        )

    def choice(self) -> Choice:
        asked = self.cleaned_data
        return Choice(
            pathways=asked["pathway"],
            levels=asked["level"],
            sectors=asked["sector"],
            has_allowance="allowance" in asked["more"],
            has_places="places" in asked["more"],
            is_approved="approved" in asked["more"],
            commitments=[self.bits[code] for code in asked["commitment"] if code in self.bits],
            is_checked=self.CHECKED in asked["commitment"],
        )

"""What a student looks for. The same fields wherever they are asked."""

import uuid
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from placements.replacement.models import WISHES_LENGTH, Answer, Cause
from placements.replacement.programmes import NoProgramme, find_programme, programme_name
from placements.replacement.wanted import Wanted, coarse
from placements.search.around import NEAR_LIMIT, UnknownPlace
from placements.search.forms import DEFAULT_RADIUS, LEVELS, RADII
from schools.registry.programmes import Pathway

TYPED_LENGTH = 200  # characters: a name and its code


class WantedForm(forms.Form):
    near = forms.CharField(
        label=_("In de buurt van welke plaats?"),
        max_length=NEAR_LIMIT,
        help_text=_("Een plaats of postcode. Van een postcode bewaren we alleen de vier cijfers."),
    )
    crebo = forms.CharField(
        label=_("Welke opleiding?"),
        required=False,
        max_length=TYPED_LENGTH,
        help_text=_(
            "Typ de naam. De code van vijf cijfers (crebo) mag ook. Is het hbo? Laat dit dan leeg."
        ),
    )
    pathway = forms.ChoiceField(
        label=_("Leerweg"), required=False, choices=[("", _("Maakt niet uit")), *Pathway.choices]
    )
    level = forms.TypedChoiceField(
        label=_("Niveau"),
        required=False,
        choices=[("", _("Maakt niet uit")), *LEVELS],
        coerce=int,
        empty_value=None,
    )
    wishes = forms.CharField(
        label=_("Wat is belangrijk bij een nieuwe plek?"),
        required=False,
        max_length=WISHES_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Geen naam, en niet waarom de oude plek stopt."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("crebo"):
            self.initial = {**self.initial, "crebo": programme_name(self.initial["crebo"])}

    def clean_crebo(self) -> str:
        try:
            return find_programme(self.cleaned_data["crebo"])
        except NoProgramme as mistake:
            raise forms.ValidationError(mistake.sentence) from None

    def clean_near(self) -> str:
        try:
            return coarse(self.cleaned_data["near"])
        except UnknownPlace:
            raise forms.ValidationError(
                _("Deze plaats of postcode kennen we niet. Noem een plaats in de buurt.")
            ) from None

    @property
    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            near=data["near"],
            crebo=data["crebo"],
            pathway=data["pathway"],
            level=data["level"],
            wishes=data["wishes"],
        )


class OpenForm(WantedForm):
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    cause = forms.ChoiceField(label=_("Waarom?"), choices=Cause.choices)
    field_order = ("once", "cause", "near", "crebo", "pathway", "level", "wishes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4


class PlacedForm(WantedForm):
    """For a placement that is known: what was learnt there is looked for again."""

    field_order = ("near", "wishes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("crebo", "pathway", "level"):
            del self.fields[name]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code van je verzoek"),
        max_length=20,
        help_text=_("Acht tekens, zoals K7MP-42PX."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class RadiusForm(forms.Form):
    """Around the place of a request; that place itself stands in no address."""

    radius_km = forms.TypedChoiceField(
        label=_("Hoe ver?"),
        choices=[(radius, f"{radius} km") for radius in RADII[1:]],
        coerce=int,
        required=False,
        empty_value=None,
    )

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """With what was chosen, or the distance that holds when nothing was."""
        return cls({"radius_km": query.get("radius_km", str(DEFAULT_RADIUS))})

    @property
    def radius(self) -> int:
        chosen: int | None = self.cleaned_data["radius_km"] if self.is_valid() else None
        return chosen or DEFAULT_RADIUS


class CompanyForm(forms.Form):
    company = forms.UUIDField()


class AnswerForm(forms.Form):
    suggestion = forms.UUIDField()
    answer = forms.ChoiceField(choices=[*Answer.choices, ("drop", "")])

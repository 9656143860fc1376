"""The forms of who makes a round."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from placements.matching.actions import Plan
from placements.matching.adjusting import Room
from placements.matching.models import WHY_LENGTH, AdjustmentReason
from placements.matching.priorities import Criterion
from placements.matching.words import CRITERIA
from schools.students.forms import cohorts, day_input
from schools.students.listing import as_programme

LOTTERY = ("", _("Niets meer: daarna beslist de loting"))
OUT = "geen"  # of the round: no place


class RoundForm(forms.Form):
    title = forms.CharField(
        label=_("Naam van de ronde"),
        max_length=120,
        help_text=_("Studenten zien deze naam. Bijvoorbeeld: eerste stage, voorjaar."),
    )
    cohort = forms.TypedChoiceField(label=_("Cohort"), coerce=int, required=False, empty_value=None)
    programme = forms.ChoiceField(label=_("Opleiding"), required=False)
    starts_on = forms.DateField(label=_("Eerste dag van de stage"), widget=day_input())
    ends_on = forms.DateField(label=_("Laatste dag van de stage"), widget=day_input())
    first = forms.ChoiceField(
        label=_("Wat telt eerst?"),
        required=False,
        help_text=_("Op een plek waar meer studenten willen dan er kunnen."),
    )
    second = forms.ChoiceField(label=_("En bij gelijke stand?"), required=False)
    third = forms.ChoiceField(label=_("En als het dan nog gelijk is?"), required=False)

    def __init__(
        self, data: Any, *, year: int, programmes: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        criteria = [(one.value, CRITERIA[one].label) for one in Criterion]
        for name, found in (
            ("cohort", [("", _("Alle cohorten")), *cohorts(year, self.initial.get("cohort"))]),
            ("programme", [("", _("Alle opleidingen")), *programmes]),
            ("first", [LOTTERY, *criteria]),
            ("second", [LOTTERY, *criteria]),
            ("third", [LOTTERY, *criteria]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for mypy
            field.choices = found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name in ("first", "second", "third"):
            value = data.get(name)
            if value and value in seen:
                self.add_error(name, _("Dit staat er al. Kies iets anders, of niets."))
            seen.add(value or "")
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste. Draai ze om."))
        return data

    @property
    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(
            title=data["title"].strip(),
            criteria=[data[one] for one in ("first", "second", "third") if data[one]],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            cohort=data["cohort"],
            **as_programme(data["programme"]),
        )


class PlaceSearchForm(forms.Form):
    q = forms.CharField(
        label=_("Titel, bedrijf of plaats"),
        required=False,
        max_length=80,
        help_text=_("Leeg: alle open plekken voor de opleiding van deze ronde."),
    )


class OpenForm(forms.Form):
    closes_on = forms.DateField(
        label=_("Laatste dag om een lijst in te leveren"),
        widget=day_input(),
        help_text=_(
            "Tot en met deze dag mag iedereen de lijst veranderen. Eerder sluiten kan niet."
        ),
    )


class MoveForm(forms.Form):
    to = forms.ChoiceField(label=_("Naar welke plek?"))
    reason = forms.ChoiceField(label=_("Waarom?"), choices=[("", "–"), *AdjustmentReason.choices])
    why = forms.CharField(
        label=_("Leg het uit"),
        max_length=WHY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De student leest dit. Schrijf niets over wie iemand is, of over anderen."),
    )

    def __init__(self, data: Any, *, rooms: list[Room], has_place: bool) -> None:
        super().__init__(data)
        found = [(str(room.offer.pk), named(room)) for room in rooms]
        out = [(OUT, _("Naar geen plek: uit de verdeling"))] if has_place else []
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for mypy
        field.choices = [("", "–"), *found, *out]


def named(room: Room) -> str:
    place = room.offer.place
    name = f"{place.title}, {place.company.name}"
    if room.rank is None:
        return gettext("%(name)s (niet op de lijst)") % {"name": name}
    return gettext("%(name)s (nummer %(rank)s op de lijst)") % {"name": name, "rank": room.rank}

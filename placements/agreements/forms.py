"""What people fill in about a placement. No field asks who somebody is, or how they are doing."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.agreements.finding import CompanyFields
from placements.agreements.models import APPLICATIONS_LIMIT, OUTSIDE, Placement, Route
from placements.agreements.transitions import EndReason, Party, State
from stagebaken.web.days import today

BESIDE_LABEL = _("Twee stages tegelijk: dat is zo bedoeld")
OWN_WORDS = {
    Route.NETWORK: _("Via mensen die ik ken"),
    Route.EMPLOYER: _("Ik werk er al"),
    Route.ELSEWHERE: _("Ik heb ergens anders gesolliciteerd"),
}


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class _Days(forms.Form):
    """Two days that stand in order."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste dag."))
        return data


def count_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Hoeveel sollicitaties heeft het gekost?"),
        required=False,
        min_value=0,
        max_value=APPLICATIONS_LIMIT,
        help_text=_("Ook mailen, bellen en langsgaan telt mee. Ongeveer is goed. Nul mag ook."),
    )


class FoundForm(CompanyFields, _Days):
    """A student found a place: with people they know, at work, or somewhere else."""

    route = forms.ChoiceField(
        label=_("Hoe heb je de plek gevonden?"),
        choices=[(one.value, OWN_WORDS[one]) for one in OUTSIDE],
        widget=forms.RadioSelect,
    )
    applications_count = count_field()
    starts_on = day_field(_("Eerste dag"), required=False)
    ends_on = day_field(_("Laatste dag"), required=False)


class ProposeForm(CompanyFields, _Days):
    route = forms.ChoiceField(
        label=_("Hoe is de plek gevonden?"),
        choices=[(one.value, one.label) for one in (Route.SCHOOL, *OUTSIDE)],
        initial=Route.SCHOOL.value,
        widget=forms.RadioSelect,
    )
    applications_count = count_field()
    starts_on = day_field(_("Eerste dag"), required=False)
    ends_on = day_field(_("Laatste dag"), required=False)
    is_beside = forms.BooleanField(label=BESIDE_LABEL, required=False)

    def __init__(self, *args: Any, is_mbo: bool, **options: Any) -> None:
        self.may_be_unknown = not is_mbo
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("route") in OUTSIDE and data.get("applications_count") is None:
            self.add_error("applications_count", _("Vul een getal in. Nul mag ook."))
        return data


class TakeOverForm(CompanyFields, _Days):
    """What a student found, as the school takes it on."""

    starts_on = day_field(_("Eerste dag"), required=False)
    ends_on = day_field(_("Laatste dag"), required=False)
    is_beside = forms.BooleanField(label=BESIDE_LABEL, required=False)

    def __init__(self, *args: Any, placement: Placement, **options: Any) -> None:
        self.may_be_unknown = not placement.is_mbo
        initial = {
            "company_text": placement.company_name,
            "starts_on": placement.starts_on,
            "ends_on": placement.ends_on,
        }
        super().__init__(*args, initial=initial, **options)


class WishForm(forms.Form):
    text = forms.CharField(
        label=_("Wat moet er anders?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bijvoorbeeld andere dagen of uren. De school leest dit en past het aan."),
    )


class EndForm(forms.Form):
    """It stops, or does not go on. `reason` has a line for who does not want to say."""

    reason = forms.ChoiceField(label=_("Waarom?"), widget=forms.RadioSelect)
    last_day = day_field(_("Wat was de laatste dag?"))
    text = forms.CharField(
        label=_("Uitleg"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, placement: Placement, party: Party, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (one.value, OWN_REASONS.get(one, one.label) if party is Party.STUDENT else one.label)
            for one in reasons_for(party)
        ]
        if is_begun(placement):
            self.fields["last_day"].initial = today
        else:
            del self.fields["last_day"]
        self.fields["text"].help_text = HINTS[party]

    @property
    def chosen(self) -> EndReason:
        return EndReason(self.cleaned_data["reason"])


OWN_REASONS = {  # to the student, who is not a third
    EndReason.ABSENCE: _("Ik kwam niet meer"),
    EndReason.STUDY: _("Ik stop met de opleiding, of doe een andere"),
}
HINTS = {
    Party.STUDENT: _("Je school leest dit. Het bedrijf leest niet waarom."),
    Party.COMPANY: _(
        "De school en de student lezen dit. Schrijf niets over gezondheid of wie iemand is."
    ),
    Party.SCHOOL: _(
        "De student leest dit, het bedrijf niet. Schrijf niets over gezondheid of een melding."
    ),
}


def reasons_for(party: Party) -> list[EndReason]:
    """What a school alone can know, only a school says."""
    if party is Party.SCHOOL:
        return list(EndReason)
    return [one for one in EndReason if one is not EndReason.RECOGNITION]


def is_begun(placement: Placement) -> bool:
    first = placement.starts_on
    return placement.state == State.RUNNING or (
        placement.state == State.AGREED and first is not None and first <= today()
    )


class SchoolEndForm(EndForm):
    who = forms.ChoiceField(
        label=_("Wie heeft besloten om te stoppen?"),
        choices=Party.choices,
        widget=forms.RadioSelect,
    )
    field_order = ("who", "reason", "last_day", "text")


class MoveForm(CompanyFields, _Days):
    """The end of one placement and the beginning of the next."""

    who = forms.ChoiceField(
        label=_("Wie heeft besloten om te stoppen?"),
        choices=Party.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Waarom?"), choices=EndReason.choices, widget=forms.RadioSelect
    )
    starts_on = day_field(_("Eerste dag bij het nieuwe bedrijf"), required=False)
    ends_on = day_field(_("Laatste dag bij het nieuwe bedrijf"), required=False)
    field_order = ("who", "reason", "company_text", "company", "searched", "starts_on", "ends_on")

    def __init__(self, *args: Any, placement: Placement, **options: Any) -> None:
        self.may_be_unknown = not placement.is_mbo
        super().__init__(*args, **options)


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Student of bedrijf"), required=False, max_length=80)
    state = forms.ChoiceField(label=_("Stand"), required=False)
    group = forms.ChoiceField(label=_("Klas"), required=False)
    programme = forms.ChoiceField(label=_("Opleiding"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[Any, Any]]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name, rows in choices.items():
            self.fields[name].choices = [("", _("Alle")), *rows]  # type: ignore[attr-defined]

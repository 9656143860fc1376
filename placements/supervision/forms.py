"""Decisions of SBB and of hbo schools. A reason is for those who decide, never for visitors."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.accreditations.models import Programme, ProgrammeKind
from schools.registry.programmes import Pathway
from stagebaken.web.days import today

REASON_LENGTH = 1000  # characters
LAST_YEAR = 2100  # a typing error in a year is found


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Naam of leerbedrijf-ID"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


def day_field(label: Any, **rest: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        **rest,
    )


def reason_field(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Reden"),
        max_length=REASON_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DaysForm(forms.Form):
    """From today or later, and not backwards."""

    day = day_field(_("Vanaf"))

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < today():
            raise forms.ValidationError(_("Kies vandaag of een dag die nog komt."))
        return self._near(day)

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data.get("until")
        day = self.cleaned_data.get("day")
        if until is None:
            return None
        if day is not None and until < day:
            raise forms.ValidationError(_("De laatste dag ligt voor de eerste dag."))
        return self._near(until)

    @staticmethod
    def _near(day: date) -> date:
        if day.year >= LAST_YEAR:
            raise forms.ValidationError(_("Klopt het jaar?"))
        return day


class DecisionForm(DaysForm):
    reason = reason_field(
        _("Alleen adviseurs van SBB lezen dit. Schrijf niets over een student of een melding.")
    )


class SuspensionForm(DecisionForm):
    until = day_field(
        _("Tot en met"),
        required=False,
        help_text=_("Leeg? Dan duurt de schorsing tot iemand haar opheft."),
    )
    field_order = ("day", "until", "reason")


class RecognitionForm(DaysForm):
    crebo = forms.CharField(
        label=_("Crebo"), max_length=5, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    pathway = forms.ChoiceField(label=_("Leerweg"), choices=Pathway.choices)
    until = day_field(
        _("Tot en met"), required=False, help_text=_("Meestal vier jaar. Leeg is: geen einddatum.")
    )
    reason = reason_field(
        _("Alleen adviseurs van SBB lezen dit. Schrijf niets over een student of een melding.")
    )
    field_order = ("crebo", "pathway", "day", "until", "reason")

    def clean_crebo(self) -> Programme:
        found = Programme.objects.filter(crebo=self.cleaned_data["crebo"]).first()
        if found is None:
            raise forms.ValidationError(_("Deze crebo kennen we niet."))
        return found


class ApprovalForm(DaysForm):
    programme = forms.ModelChoiceField(
        label=_("Opleiding"),
        queryset=Programme.objects.filter(kind=ProgrammeKind.HBO),
        required=False,
        empty_label=_("Alle opleidingen van de school"),
    )
    until = day_field(_("Tot en met"), required=False, help_text=_("Leeg is: geen einddatum."))
    reason = reason_field(_("Alleen stagecoördinatoren en beheerders van je school lezen dit."))
    field_order = ("programme", "day", "until", "reason")


class WithdrawalForm(forms.Form):
    reason = reason_field(_("Alleen stagecoördinatoren en beheerders van je school lezen dit."))

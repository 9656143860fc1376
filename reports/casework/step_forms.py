"""What a member fills in to take a step: exactly what the table demands for it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from reports.casework.forms import TEXT_ERRORS, OnceForm
from reports.casework.models import Status
from reports.casework.transitions import Need, Rule
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.registration.vocabulary import Measure, Outcome
from stagebaken.web.days import today

LONGEST_PLAN = 366  # days ahead: further away is a typing error


class StepForm(OnceForm):
    """`text` is for the reporter; `note` stays with the team."""

    to = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    day = forms.DateField(
        label=_("Op welke dag?"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    outcome = forms.ChoiceField(
        label=_("Hoe liep het af?"),
        help_text=_("Voor de melder en voor de cijfers. Het zegt niet wie gelijk had."),
        choices=[("", _("Kies")), *Outcome.choices],
        error_messages={"required": _("Kies hoe het afliep.")},
    )
    measures = forms.MultipleChoiceField(
        label=_("Wat is er gedaan?"),
        help_text=_("Voor de cijfers van je school. Zonder namen en zonder het verhaal."),
        choices=Measure.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("Wat schrijf je de melder?"),
        widget=forms.Textarea({"rows": 5}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )
    note = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Alleen het meldteam leest dit."),
        widget=forms.Textarea({"rows": 3}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )

    def __init__(self, *args: Any, rule: Rule, seen: str, **kwargs: Any) -> None:
        first = {
            "to": str(rule.to),
            "seen": seen,
            "day": today() + timedelta(days=settings.AFTERCARE_DAYS)
            if rule.to == Status.AFTERCARE
            else None,
        }
        super().__init__(*args, initial=first | kwargs.pop("initial", {}), **kwargs)
        self.fields["text"].required = Need.WORDS in rule.needs
        for name, need in (("day", Need.DAY), ("outcome", Need.OUTCOME), ("note", Need.NOTE)):
            if need not in rule.needs:
                del self.fields[name]
        if Need.OUTCOME not in rule.needs:
            del self.fields["measures"]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < today():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        if day > today() + timedelta(days=LONGEST_PLAN):
            raise forms.ValidationError(_("Dat is meer dan een jaar vooruit. Klopt het jaar?"))
        return day

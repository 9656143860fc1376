"""What a member fills in to take a step: exactly what the table demands for it."""

from copy import deepcopy
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from reports.casework.forms import TEXT_ERRORS, OnceForm
from reports.casework.models import Status
from reports.casework.transitions import Need, Rule
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.registration.vocabulary import Measure, measures_at, outcomes_at
from stagebaken.web.days import today

LONGEST_PLAN = 366  # days ahead: further away is a typing error


class StepForm(OnceForm):
    """`text` is for the reporter; `note` and `no_place` stay with the team."""

    to = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    day = forms.DateField(
        label=_("Op welke dag?"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    outcome = forms.ChoiceField(
        label=_("Hoe liep het af?"),
        help_text=_("Voor de melder en voor de cijfers. Het zegt niet wie gelijk had."),
        error_messages={"required": _("Kies hoe het afliep.")},
    )
    measures = forms.MultipleChoiceField(
        label=_("Wat is er gedaan?"),
        help_text=_(
            "Voor de cijfers van je school. Zonder namen en zonder het verhaal. Of er een andere "
            "plek is gezocht, tellen we vanzelf."
        ),
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

    # Not required here: the dossier says under its lock whether it is (moving.py).
    no_place = forms.CharField(
        label=_("Waarom is er geen andere plek nodig?"),
        help_text=_("Alleen het meldteam leest dit. De melder ziet dat jullie niet zoeken."),
        widget=forms.Textarea({"rows": 3}),
        max_length=ACCOUNT_LIMIT,
        required=False,
        error_messages=TEXT_ERRORS,
    )

    def __init__(
        self, *args: Any, rule: Rule, seen: str, sector: str, asks_place: bool, **kwargs: Any
    ) -> None:
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
        else:
            self._offer(sector)
        if not asks_place:
            del self.fields["no_place"]

    def _offer(self, sector: str) -> None:
        """What can have happened at this school, and is not counted from the dossier alone."""
        outcomes = [(one.value, one.label) for one in outcomes_at(sector)]
        done = [one for one in measures_at(sector) if one != Measure.REPLACEMENT]
        choices = {"outcome": [("", _("Kies")), *outcomes]}
        choices["measures"] = [(one.value, one.label) for one in done]
        for name, offered in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = offered

    def ask_place(self) -> None:
        """Say that it must be known what becomes of the student's placement."""
        self.fields["no_place"] = deepcopy(self.base_fields["no_place"])
        self.add_error(
            "no_place",
            _(
                "Deze zaak raakt een stage. Vraag de melder eerst of jullie een andere plek mogen "
                "zoeken, of schrijf hier waarom dat niet nodig is."
            ),
        )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < today():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        if day > today() + timedelta(days=LONGEST_PLAN):
            raise forms.ValidationError(_("Dat is meer dan een jaar vooruit. Klopt het jaar?"))
        return day

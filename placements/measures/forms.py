"""A decision, and a second look at one. No field takes words: a cause has no place here (R23)."""

import uuid
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.measures.days import Days, mistakes
from placements.measures.models import Kind, Measure
from placements.supervision.forms import day_field
from stagebaken.ui.forms import CardRadio
from stagebaken.web.days import today

REVIEW_AFTER = timedelta(days=90)  # what the form proposes: a quarter
KIND_TEXTS = {
    Kind.CONVERSATION.value: _("Je school sprak met het bedrijf. Er volgt nog niets uit."),
    Kind.AGREEMENT.value: _(
        "Je school en het bedrijf hebben iets afgesproken, van de eerste tot en met de laatste dag."
    ),
    Kind.NO_PLACEMENTS.value: _(
        "Je school plaatst hier geen studenten, van de eerste tot en met de laatste dag."
    ),
}


class _DaysForm(forms.Form):
    """Says per field what is wrong with the days."""

    def check_days(self, kind: Kind, days: Days, *, ignore: tuple[str, ...] = ()) -> None:
        for name, text in mistakes(kind, days, today()).items():
            if name not in ignore:
                self.add_error(name, cast("str", text))


class TakeForm(_DaysForm):
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("Wat deden jullie, of wat besloten jullie?"),
        choices=Kind.choices,
        widget=CardRadio(texts=KIND_TEXTS),
    )
    starts_on = day_field(
        _("Eerste dag"), help_text=_("Bij een gesprek: de dag waarop het gevoerd is.")
    )
    until = day_field(
        _("Tot en met"), required=False, help_text=_("Alleen bij een gesprek blijft dit leeg.")
    )
    review_on = day_field(
        _("Wanneer kijken jullie hier opnieuw naar?"),
        help_text=_("Binnen een jaar. Je krijgt twee weken ervoor een herinnering."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            self.check_days(Kind(data["kind"]), self.days)
        return data

    @property
    def days(self) -> Days:
        data = self.cleaned_data
        return Days(data["starts_on"], data["until"], data["review_on"])


def proposed(day: date) -> dict[str, date]:
    return {"starts_on": day, "review_on": day + REVIEW_AFTER}


class RenewForm(_DaysForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    until = day_field(_("Tot en met"))
    review_on = day_field(_("Wanneer kijken jullie hier opnieuw naar?"))

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        if measure.kind == Kind.CONVERSATION:
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            days = Days(self.measure.starts_on, data.get("until"), data["review_on"])
            self.check_days(Kind(self.measure.kind), days, ignore=("starts_on",))
        return data


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

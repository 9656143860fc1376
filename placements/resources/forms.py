"""When a resource was completed."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from stagebaken.web.days import today


class CompletionForm(forms.Form):
    day = forms.DateField(
        label=_("Op welke dag was je klaar?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        help_text=_("Vandaag of eerder."),
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day

"""A school's own words for an example, in both languages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.phrases.vocabulary import LONGEST

ERRORS = {
    "required": _("Schrijf een tekst, of ga terug naar de eerste tekst."),
    "max_length": _("Deze tekst is te lang. Een melder leest hem op een telefoon."),
}


class PhraseForm(forms.Form):
    text = forms.CharField(
        label=_("Nederlands"),
        widget=forms.Textarea({"rows": 9}),
        max_length=LONGEST,
        error_messages=ERRORS,
    )
    text_en = forms.CharField(
        label=_("Engels"),
        widget=forms.Textarea({"rows": 9, "lang": "en"}),
        max_length=LONGEST,
        error_messages=ERRORS,
    )

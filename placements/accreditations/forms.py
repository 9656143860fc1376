"""The question of a school: may this company train this student, from that day?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.registry.programmes import Pathway


class DigitsField(forms.CharField):
    """A number as people write it, `100-417-920`: signs between the digits are left out."""

    def __init__(self, *, digits: int, message: Any, **rest: Any) -> None:
        super().__init__(max_length=digits * 2, **rest)
        self.digits, self.message = digits, message
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> str:
        text = "".join(sign for sign in super().clean(value) if sign not in " -.")
        if text and not (len(text) == self.digits and text.isascii() and text.isdecimal()):
            raise forms.ValidationError(self.message)
        return text


class VerifyForm(forms.Form):
    leerbedrijf_id = DigitsField(
        digits=9,
        label=_("Leerbedrijf-ID"),
        help_text=_("9 cijfers. Ze staan op de pagina van het bedrijf."),
        message=_("Een leerbedrijf-ID heeft 9 cijfers."),
    )
    crebo = DigitsField(
        digits=5,
        label=_("Crebo van de opleiding"),
        help_text=_("5 cijfers. Ze staan op de praktijkovereenkomst."),
        message=_("Een crebo heeft 5 cijfers."),
    )
    pathway = forms.ChoiceField(
        label=_("Leerweg"),
        choices=[("", _("Maakt niet uit")), *Pathway.choices],
        required=False,
    )
    day = forms.DateField(
        label=_("Eerste dag van de stage"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )


class IdentifyForm(forms.Form):
    """For who does not know the number."""

    name = forms.CharField(label=_("Naam van het bedrijf"), max_length=120)
    postcode = forms.CharField(label=_("Postcode"), max_length=8)

"""Which case stands beside this one, how, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.links.vocabulary import Role


class LinkForm(forms.Form):
    number = forms.CharField(
        label=_("Nummer van de andere zaak"),
        help_text=_("Zoals K7M-42P."),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Vul het nummer in."),
            "max_length": _("Dit is geen zaaknummer."),
        },
    )
    role = forms.ChoiceField(
        label=_("Hoe pakken jullie ze aan?"),
        choices=Role.choices,
        initial=Role.BESIDE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe.")},
    )
    text = forms.CharField(
        label=_("Waarom?"),
        help_text=_(
            "Dit staat bij beide zaken, alleen voor het meldteam. Schrijf niets uit het ene "
            "verhaal op bij het andere."
        ),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Schrijf op waarom.")},
    )

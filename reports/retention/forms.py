"""Why a dossier must stay longer, and until when."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HoldForm(forms.Form):
    until = forms.DateField(
        label=_("Bewaar tot en met"),
        help_text=_("Hoogstens een jaar. Daarna kijk je opnieuw."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Kies een dag."), "invalid": _("Dit is geen dag.")},
    )
    reason = forms.CharField(
        label=_("Waarom moet dit langer bewaard blijven?"),
        help_text=_("Bijvoorbeeld een klacht of een rechtszaak. De melder leest dit ook."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Schrijf op waarom.")},
    )

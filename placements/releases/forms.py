"""What a school makes public."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.releases.models import SchoolConsent

NOTHING: Final = "nothing"


class ConsentForm(forms.Form):
    covers = forms.ChoiceField(
        label=_("Wat mag iedereen zien?"),
        choices=[(NOTHING, _("Niets nieuws")), *SchoolConsent.Covers.choices],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=_("Dit is besloten door wie dat op onze school mag."),
        error_messages={"required": _("Vink dit aan als dat zo is.")},
    )

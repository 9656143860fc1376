"""What a handler picks when a case is closed. Nothing can be typed: only codes are counted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.companies.models import SectorChamber
from reports.registration.vocabulary import Measure, Outcome
from stagebaken.ui.forms import CardCheckboxes


class CountedForm(forms.Form):
    """For a form that closes a case to build on. Its cleaned data fit `actions.register`."""

    outcome = forms.ChoiceField(
        label=_("Hoe liep het af?"),
        help_text=_("Kies wat het verst ging. Het zegt niet wie er gelijk had."),
        choices=[("", _("Kies de uitkomst")), *Outcome.choices],
        error_messages={"required": _("Kies hoe het afliep.")},
    )
    measures = forms.MultipleChoiceField(
        label=_("Wat is er gedaan?"),
        help_text=_("Kies alles wat gedaan is. Niets gedaan? Kies dan niets."),
        choices=Measure.choices,
        required=False,
        widget=CardCheckboxes,
    )
    sector = forms.ChoiceField(
        label=_("In welke sector werkt het leerbedrijf?"),
        help_text=_("Voor de cijfers. De naam van het bedrijf telt nergens mee."),
        choices=[("", _("Weet ik niet")), *SectorChamber.choices],
        required=False,
    )

    def counted(self) -> dict[str, Any]:
        """What of this form goes into the registration record."""
        return {name: self.cleaned_data[name] for name in ("outcome", "measures", "sector")}

"""What one export for DUO is asked to be."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from placements.agreements import duo_numbers
from placements.agreements.duo import BRIN, CODE, Asked, Numbers, Variant


class ExportForm(forms.Form):
    variant = forms.ChoiceField(
        label=_("Soort bestand"), choices=Variant.choices, widget=forms.RadioSelect
    )
    numbers = forms.FileField(
        label=_("Bestand met nummers"),
        required=False,
        help_text=_(
            "CSV met de kolom studentnummer, en met bsn, onderwijsnummer, pgn of "
            "inschrijvingvolgnummer. We lezen het één keer en bewaren er niets van."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        error_messages={"empty": _("Dit bestand is leeg.")},
    )
    brin = forms.CharField(
        label=_("BRIN van de school"),
        required=False,
        max_length=4,
        help_text=_("Alleen nodig voor GRONDSLAG IP. Twee cijfers en twee letters."),
    )
    enrolment = forms.CharField(
        label=_("Inschrijvingvolgnummer voor wie er geen heeft"),
        required=False,
        max_length=20,
        validators=[RegexValidator(CODE, _("Hoogstens twintig letters en cijfers."))],
    )
    is_blank_allowed = forms.BooleanField(
        label=_("Laat het nummer van de persoon leeg als we het niet hebben"), required=False
    )
    leave_out = forms.BooleanField(
        label=_("Maak het bestand ook als er regels afvallen"), required=False
    )

    def clean_brin(self) -> str:
        return str(self.cleaned_data["brin"]).strip().upper()

    def clean_numbers(self) -> dict[str, Numbers | None]:
        """What the file says; it goes no further than this form."""
        document = self.cleaned_data["numbers"]
        if document is None:
            return {}
        if document.size > settings.STUDENT_FILE_BYTES:
            raise forms.ValidationError(
                _("Dit bestand is te groot. Stuur een lijst van hoogstens 2 MB, zonder plaatjes.")
            )
        try:
            return duo_numbers.read(document.read())
        except duo_numbers.BadNumbers as mistake:
            raise forms.ValidationError(mistake.sentence) from None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        is_grondslag = data.get("variant") == Variant.GRONDSLAG
        if is_grondslag and "brin" in data and not BRIN.fullmatch(data["brin"]):
            self.add_error("brin", _("Een BRIN heeft twee cijfers en twee letters, zoals 27DV."))
        return data

    @property
    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(
            Variant(data["variant"]), data["brin"], data["enrolment"], data["is_blank_allowed"]
        )

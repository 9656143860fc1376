"""A request and what became of it. No field takes words, and so none takes a name."""

import uuid
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.rights.models import DataRequest
from reports.rights.policy import Counter
from reports.rights.vocabulary import OUTCOMES, REASONS, Part, Right
from stagebaken.ui.forms import CardRadio

PART_TEXTS = {
    Part.REPORTS.value: _(
        "Alles wat over een melding kan gaan, ook als je denkt dat er geen is. Het meldteam "
        "antwoordt. Geef de brief zelf aan het meldteam."
    ),
    Part.ACCOUNT.value: _(
        "Naam, mailadres en rol van iemand die hier inlogt, of inlogde. Jullie antwoorden."
    ),
}
RIGHT_TEXTS = {
    Right.INSIGHT.value: _("Weten wat er over je staat, of een kopie."),
    Right.CORRECTION.value: _("Iets verbeteren dat niet klopt, of aanvullen."),
    Right.ERASURE.value: _("Iets laten weghalen."),
    Right.RESTRICTION.value: _("Iets even niet laten gebruiken."),
    Right.PORTABILITY.value: _("Je eigen gegevens meekrijgen in een bestand."),
    Right.OBJECTION.value: _("Zeggen dat je gegevens niet gebruikt mogen worden."),
}


class RequestForm(forms.Form):
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    part = forms.ChoiceField(
        label=_("Waar gaat het verzoek over?"),
        choices=Part.choices,
        widget=CardRadio(texts=PART_TEXTS),
        error_messages={"required": _("Kies waar het over gaat.")},
    )
    right = forms.ChoiceField(
        label=_("Wat vraagt de persoon?"),
        choices=Right.choices,
        widget=CardRadio(texts=RIGHT_TEXTS),
        error_messages={"required": _("Kies wat de persoon vraagt.")},
    )
    received_on = forms.DateField(
        label=_("Wanneer kwam het binnen?"),
        help_text=_("De dag waarop de vraag aankwam. Dan begint de maand."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Kies een dag."), "invalid": _("Dit is geen dag.")},
    )

    def __init__(self, *args: Any, counter: Counter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4
        part = cast(forms.ChoiceField, self.fields["part"])
        part.choices = [(one.value, one.label) for one in counter.parts]
        if len(counter.parts) == 1:
            part.initial, part.required = counter.parts[0], False
            part.widget = forms.HiddenInput()

    def clean_part(self) -> str:
        field = self.fields["part"]
        return str(self.cleaned_data["part"] or field.initial)


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Hoe liep het af?"),
        widget=CardRadio(),
        error_messages={"required": _("Kies hoe het afliep.")},
    )

    def __init__(self, *args: Any, request: DataRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = cast(forms.ChoiceField, self.fields["outcome"])
        outcome.choices = [(one.value, one.label) for one in OUTCOMES[Part(request.part)]]


class ExtendForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Waarom is er meer tijd nodig?"),
        widget=CardRadio(),
        error_messages={"required": _("Kies waarom.")},
    )

    def __init__(self, *args: Any, request: DataRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = cast(forms.ChoiceField, self.fields["reason"])
        reason.choices = [(one.value, one.label) for one in REASONS[Part(request.part)]]

"""What a school's member types to hand over, and what SBB's advisors write."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from placements.supervision.decisions import name_of
from placements.supervision.forms import day_field
from placements.supervision.reading import Line
from reports.casework.forms import TEXT_ERRORS, OnceForm
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.handover.investigating import DECISIONS
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import CONCLUSION_TEXTS, Conclusion
from reports.strongroom.forms import PassphraseField
from stagebaken.accounts.models import User
from stagebaken.ui.forms import CardRadio
from stagebaken.web.days import today

REASONS_LENGTH = 4000  # characters
LAST_DAYS = 3650  # calendar days: a typing error in a year is found


class HandOverForm(forms.Form):
    """Giving something out of the vault asks for the passphrase again (vault.md).

    Where the reporter named people outside the team: which of SBB's readers is meant (P2).
    """

    named = forms.MultipleChoiceField(
        label=_("Wie van SBB bedoelt de melder?"),
        help_text=_("Wie je aankruist, krijgt deze melding nooit te zien."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Het team van SBB is veranderd. Kijk nog eens.")},
    )
    has_looked = forms.BooleanField(
        label=_("Ik heb gekeken: niemand anders van SBB is bedoeld"),
        error_messages={"required": _("Kijk eerst of de melder iemand van SBB bedoelt.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    passphrase = PassphraseField()

    def __init__(self, *args: Any, outsiders: str, readers: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in readers]
        self.fields["named"].choices = choices  # type: ignore[attr-defined]
        # What was read: other words meanwhile are looked at first.
        self.fields["seen"].initial = self.outsiders = outsiders
        if not outsiders:
            del self.fields["named"], self.fields["has_looked"]

    @property
    def barred(self) -> set[UUID]:
        return {UUID(one) for one in self.cleaned_data.get("named", [])}


class FilingForm(OnceForm):
    """What the reporter reads of SBB's letter; proposed is the whole of it."""

    text = forms.CharField(
        label=_("Dit leest de melder"),
        help_text=_("Geef het liefst alles door. Jullie team houdt altijd de hele brief."),
        widget=forms.Textarea({"rows": 10}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )


class ResponseForm(OnceForm):
    text = forms.CharField(
        label=_("Eerste reactie aan de school"),
        help_text=_("Wat gaan jullie doen, en wanneer hoort de school meer?"),
        widget=forms.Textarea({"rows": 5}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )


class NoteForm(OnceForm):
    text = forms.CharField(
        label=_("Nieuwe notitie"),
        widget=forms.Textarea({"rows": 4}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the response: ids must differ.
        super().__init__(*args, auto_id="notitie_%s", **kwargs)


class OutcomeForm(OnceForm):
    """What the investigation ended in. Which fields it takes follows from the conclusion."""

    conclusion = forms.ChoiceField(
        label=_("Wat is de uitkomst?"),
        choices=Conclusion.choices,
        widget=CardRadio(texts=CONCLUSION_TEXTS),
        error_messages={"required": _("Kies een uitkomst.")},
    )
    scope = forms.MultipleChoiceField(
        label=_("Voor welke opleidingen?"),
        help_text=_("Alleen bij een schorsing of intrekking."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    day = day_field(
        _("Vanaf"), required=False, help_text=_("Alleen bij een schorsing of intrekking.")
    )
    agreements = forms.CharField(
        label=_("Verbeterafspraken"),
        help_text=_("Alleen bij verbeterafspraken: wat verandert het bedrijf?"),
        required=False,
        max_length=REASONS_LENGTH,
        widget=forms.Textarea({"rows": 4}),
    )
    until = day_field(
        _("Tot en met"),
        required=False,
        help_text=_("Het einde van een schorsing, of de dag waarop de afspraken klaar zijn."),
    )
    reasons = forms.CharField(
        label=_("Waarom"),
        help_text=_("De school leest dit en geeft het door aan de student."),
        max_length=REASONS_LENGTH,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Schrijf op waarom dit de uitkomst is.")},
    )

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {f"{line.key.programme_id}-{line.key.pathway}": line for line in lines}
        names = [(code, self._name(line)) for code, line in self.lines.items()]
        self.fields["scope"].choices = names  # type: ignore[attr-defined]
        self.fields["day"].initial = today()

    @staticmethod
    def _name(line: Line) -> str:
        return name_of(line.programme, line.key.pathway)

    def clean_day(self) -> date | None:
        return self._coming(self.cleaned_data["day"])

    def clean_until(self) -> date | None:
        return self._coming(self.cleaned_data["until"])

    @staticmethod
    def _coming(day: date | None) -> date | None:
        if day is not None and day < today():
            raise forms.ValidationError(_("Kies vandaag of een dag die nog komt."))
        if day is not None and day > today() + timedelta(days=LAST_DAYS):
            raise forms.ValidationError(_("Klopt het jaar?"))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("conclusion") in DECISIONS:
            self._check_decision(data)
        elif data.get("conclusion") == Conclusion.AGREEMENT:
            self._check_agreement(data)
        return data

    def _check_decision(self, data: dict[str, Any]) -> None:
        if not data.get("scope"):
            self.add_error("scope", _("Kies minstens één opleiding."))
        if not (data.get("day") or self.has_error("day")):
            self.add_error("day", _("Vul de eerste dag in."))
        first, last = data.get("day"), data.get("until")
        if first and last and last < first:
            self.add_error("until", _("De laatste dag ligt voor de eerste dag."))

    def _check_agreement(self, data: dict[str, Any]) -> None:
        if not data.get("agreements", "").strip():
            self.add_error("agreements", _("Schrijf op wat het bedrijf verandert."))
        until = data.get("until")
        if until is None and not self.has_error("until"):
            self.add_error("until", _("Vul in wanneer de afspraken klaar zijn."))
        elif until and until > today() + timedelta(days=settings.SBB_AGREEMENT_DAYS):
            self.add_error("until", _("Dat is te ver weg. Maak afspraken voor hoogstens 2 jaar."))

    @property
    def outcome(self) -> Outcome:
        """Only what fits the conclusion; the rest of what was typed is left out."""
        data = self.cleaned_data
        conclusion = Conclusion(data["conclusion"])
        decides, agrees = conclusion in DECISIONS, conclusion is Conclusion.AGREEMENT
        chosen = [self.lines[code] for code in data["scope"]] if decides else []
        has_end = agrees or conclusion is Conclusion.SUSPENDED
        return Outcome(
            conclusion=conclusion,
            reasons=data["reasons"].strip(),
            scope=[line.key for line in chosen],
            scope_names=[self._name(line) for line in chosen],
            day=data["day"] if decides else None,
            until=data["until"] if has_end else None,
            agreements=data["agreements"].strip() if agrees else "",
        )

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
from reports.handover.expecting import last_day, proposed
from reports.handover.investigating import DECISIONS
from reports.handover.models import Investigation
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


class ExpectingForm(OnceForm):
    """By when the school hears more."""

    expected_on = day_field(
        _("Wanneer hoort de school weer iets?"),
        help_text=_(
            "Uiterlijk op deze dag. De school en de student zien hem. Je kunt later een andere dag "
            "noemen."
        ),
        error_messages={"required": _("Kies een dag."), "invalid": _("Dit is geen dag.")},
    )

    def __init__(self, *args: Any, investigation: Investigation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.investigation = investigation
        self.fields["expected_on"].initial = min(proposed(), last_day(investigation))

    def clean_expected_on(self) -> date:
        day: date = self.cleaned_data["expected_on"]
        if day < today():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        if day > last_day(self.investigation):
            raise forms.ValidationError(
                _(
                    "Dat is te ver weg. Kies een dag binnen een half jaar, en zolang SBB dit "
                    "bewaart."
                )
            )
        return day


class ResponseForm(ExpectingForm):
    text = forms.CharField(
        label=_("Eerste reactie aan de school"),
        help_text=_("Wat gaan jullie doen?"),
        widget=forms.Textarea({"rows": 5}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )


class DayForm(ExpectingForm):
    """Another day; it stands on one page with a note."""

    text = forms.CharField(
        label=_("Waarom een andere dag?"),
        help_text=_("De school leest dit en geeft het door aan de student."),
        widget=forms.Textarea({"rows": 3}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="dag_%s", **kwargs)


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


# What each conclusion takes: no other field is shown, and none is read.
ALWAYS = ("conclusion", "reasons", "once")
TAKES: dict[Conclusion, tuple[str, ...]] = {
    Conclusion.NO_ACTION: (),
    Conclusion.AGREEMENT: ("agreements", "until"),
    Conclusion.SUSPENDED: ("scope", "day", "until"),
    Conclusion.WITHDRAWN: ("scope", "day"),
}


class ConclusionForm(OnceForm):
    """The first question: what the investigation ended in. The others follow from it."""

    conclusion = forms.ChoiceField(
        label=_("Wat is de uitkomst?"),
        choices=Conclusion.choices,
        widget=CardRadio(texts=CONCLUSION_TEXTS),
        error_messages={
            "required": _("Kies een uitkomst."),
            "invalid_choice": _("Kies een uitkomst."),
        },
    )

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {f"{line.key.programme_id}-{line.key.pathway}": line for line in lines}
        if not lines:
            # There is nothing to suspend or withdraw: nobody chooses what cannot be kept.
            left = [one for one in Conclusion.choices if Conclusion(one[0]) not in DECISIONS]
            self.fields["conclusion"].choices = left  # type: ignore[attr-defined]


class OutcomeForm(ConclusionForm):
    """What belongs to one conclusion: its own fields, and why."""

    scope = forms.MultipleChoiceField(
        label=_("Voor welke opleidingen?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    day = day_field(_("Vanaf"), required=False)
    agreements = forms.CharField(
        label=_("Verbeterafspraken"),
        help_text=_("Wat verandert het bedrijf?"),
        required=False,
        max_length=REASONS_LENGTH,
        widget=forms.Textarea({"rows": 4}),
    )
    until = day_field(_("Tot en met"), required=False)
    reasons = forms.CharField(
        label=_("Waarom"),
        help_text=_("De school leest dit en geeft het door aan de student."),
        max_length=REASONS_LENGTH,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Schrijf op waarom dit de uitkomst is.")},
    )

    def __init__(self, *args: Any, conclusion: Conclusion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = conclusion
        names = [(code, self._name(line)) for code, line in self.lines.items()]
        self.fields["scope"].choices = names  # type: ignore[attr-defined]
        self.fields["day"].initial = today()
        self.fields["conclusion"].widget = forms.HiddenInput()
        if conclusion is Conclusion.AGREEMENT:
            self.fields["until"].label = _("Wanneer zijn de afspraken klaar?")
        for name in self.fields.keys() - {*ALWAYS, *TAKES[conclusion]}:
            del self.fields[name]

    @property
    def conclusion_label(self) -> str:
        return str(self.chosen.label)

    @property
    def conclusion_text(self) -> str:
        return str(CONCLUSION_TEXTS[self.chosen])

    @property
    def may_stay_open(self) -> bool:
        """A suspension may last until SBB says otherwise; agreements have a last day."""
        return self.chosen is Conclusion.SUSPENDED

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
        """Only what fits the conclusion: the form has no other field."""
        data = self.cleaned_data
        decided = [self.lines[code] for code in data.get("scope", [])]
        return Outcome(
            conclusion=self.chosen,
            reasons=data["reasons"].strip(),
            scope=[line.key for line in decided],
            scope_names=[self._name(line) for line in decided],
            day=data.get("day"),
            until=data.get("until"),
            agreements=data.get("agreements", "").strip(),
        )

"""What a member and a company can write about a hearing."""

from datetime import date
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.casework.forms import TEXT_ERRORS, OnceForm, ToldForm
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.dossiers.vocabulary import Told
from reports.hearings import terms
from reports.reporter.forms import code_mistake
from reports.strongroom.forms import PassphraseField
from stagebaken.ui.templatetags.ui import short_date
from stagebaken.vault import receipts
from stagebaken.vault.errors import InvalidReceipt
from stagebaken.web.days import today

BUSY = _("Het is even druk. Probeer het over een paar tellen nog eens.")
UNKNOWN_CODE = _(
    "Bij deze code hoort geen vraag meer. Klopt de code? Dan is de vraag teruggenomen of "
    "afgesloten. Je hoeft niets meer te doen."
)
TOO_OLD = _("Deze bladzijde was te oud. Kijk alles nog eens na.")


class TermForm(forms.Form):
    """The last day on which the company can answer."""

    due_on = forms.DateField(
        label=_("Tot en met welke dag kan het bedrijf antwoorden?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Kies een dag."),
            "invalid": _("Dit is geen dag. Schrijf bijvoorbeeld 31-12-2026."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = _(
            "Een dag na vandaag, uiterlijk %(day)s. Geef het bedrijf tijd om na te denken."
        ) % {"day": short_date(terms.longest(today()))}

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if not terms.is_fit(due_on, today()):
            raise forms.ValidationError(
                _("Kies een dag na vandaag, uiterlijk %(day)s."),
                params={"day": short_date(terms.longest(today()))},
            )
        return due_on


class ExtendForm(TermForm):
    """A later day than the one that stands."""

    def __init__(self, *args: Any, after: date, **kwargs: Any) -> None:
        self.after = after
        super().__init__(*args, auto_id="uitstel_%s", **kwargs)

    def clean_due_on(self) -> date:
        due_on = super().clean_due_on()
        if due_on <= self.after:
            raise forms.ValidationError(_("Kies een latere dag dan de dag die er nu staat."))
        return due_on


class CarriedCode(forms.Form):
    """Carries a code along that was made here: sent twice, it is one code."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=200)
    ticket = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["code"] = made_here(data.get("code", ""), data.get("ticket", ""))
        if not data["code"]:
            raise forms.ValidationError(TOO_OLD)
        return data

    def renewed(self) -> Self:
        """The same form with a fresh code, when the one that came along was too old."""
        if self.cleaned_data.get("code"):
            return self
        again = type(self)({name: self.data.get(name) for name in self.fields} | fresh_code())
        again.add_error(None, TOO_OLD)
        return again


class NewCodeForm(CarriedCode):
    """A code opens the question: giving one out asks for the passphrase again (vault.md).

    Attack: at a desk left open, somebody makes a new code and answers in the company's name.
    """

    passphrase = PassphraseField()


class BeginForm(NewCodeForm, TermForm):
    """Until when the company can answer, and the code it gets."""


def made_here(code: str, ticket: str) -> str:
    """Attack: a code of one's own choosing, easy to guess. Empty when it is not ours."""
    try:
        digits = receipts.normalise(code)
        return digits if receipts.ticket_is_valid(digits, ticket) else ""
    except (InvalidReceipt, ValueError):
        return ""


def fresh_code() -> dict[str, str]:
    """A code and the proof that we made it, for a form."""
    code = receipts.new_receipt()
    return {"code": code, "ticket": receipts.issue_ticket(code)}


class FileForm(ToldForm):
    """All of it, unless the member decides otherwise: it is the answer to the reporter's case."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"].initial = Told.WHOLE


class EnterForm(FileForm):
    """An answer that came by telephone, on paper or in a talk."""

    text = forms.CharField(
        label=_("Wat antwoordde het bedrijf?"),
        help_text=_("Schrijf het zo precies mogelijk op, in de woorden van het bedrijf."),
        widget=forms.Textarea({"rows": 6}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )
    field_order = ("text", "told", "part")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It may stand on one page with the other forms: ids must differ.
        super().__init__(*args, auto_id="invoer_%s", **kwargs)


class MinutesForm(OnceForm):
    text = forms.CharField(
        label=_("Nieuw verslag"),
        widget=forms.Textarea({"rows": 5}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="verslag_%s", **kwargs)


class CodeForm(forms.Form):
    """The door of the company."""

    code = forms.CharField(
        label=_("De code van 25 cijfers"),
        help_text=_("Hij staat in de brief van de school. Met of zonder spaties."),
        max_length=200,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Typ de code uit de brief.")},
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        try:
            return receipts.normalise(typed)
        except InvalidReceipt:
            raise forms.ValidationError(code_mistake(typed)) from None


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Jouw antwoord"),
        help_text=_("Schrijf wat er volgens jou is gebeurd. Noem geen namen van studenten."),
        widget=forms.Textarea({"rows": 10}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )

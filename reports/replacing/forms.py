"""What the team and the reporter can choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.replacement.forms import WantedForm
from reports.casework.forms import TEXT_ERRORS, OnceForm
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.strongroom.forms import PassphraseField

WORDS_LIMIT = 2000  # characters


class OwnWantedForm(WantedForm):
    """The reporter's own words."""

    closes = forms.BooleanField(
        label=_("Trek ik mijn melding in? Sluit dan ook dit verzoek."), required=False, initial=True
    )


class RestForm(forms.Form):
    """Without a reason a student could be passed over with one click."""

    why = forms.CharField(
        label=_("Waarom is er geen andere plek nodig?"),
        help_text=_("Alleen het meldteam leest dit. De melder ziet dat jullie niet zoeken."),
        widget=forms.Textarea({"rows": 3}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )


class OpenForm(forms.Form):
    """What leaves the vault asks for the passphrase again (vault.md)."""

    passphrase = PassphraseField()


class ProposeForm(OnceForm):
    companies = forms.TypedMultipleChoiceField(
        label=_("Plekken"),
        error_messages={"required": _("Kies minstens één plek.")},
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("Wat je erbij wilt zeggen"),
        required=False,
        max_length=WORDS_LIMIT,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["companies"].choices = offered  # type: ignore[attr-defined]

"""What a member asks of a reporter, and why danger could not wait."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reports.casework.forms import TEXT_ERRORS, OnceForm
from reports.casework.pages import language_name
from reports.consents.actions import DOCUMENT_LIMIT
from reports.consents.plain import is_plain, one_space, plain
from reports.consents.vocabulary import Step
from reports.ladder.drafts import RECEIVERS
from reports.strongroom.forms import PassphraseField

UNSEEN = _(
    "Hier stonden tekens in die niemand ziet, of letters uit een ander alfabet die op gewone "
    "letters lijken. Wij haalden ze weg of vervingen ze. Lees de tekst na en stel de vraag opnieuw."
)
GUESSES = (
    ("yes", _("Ja, dat kan")),
    ("no", _("Nee, dat kan niet")),
)


def _known(code: str) -> str:
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class AskForm(OnceForm):
    """Who gets it, the very text that leaves, and what may come of it."""

    receiver = forms.CharField(
        label=_("Wie krijgt dit?"),
        max_length=160,
        error_messages={"required": _("Schrijf op wie dit krijgt.")},
    )
    document = forms.CharField(
        label=_("Wat er precies naar buiten gaat"),
        help_text=_(
            "De melder ziet deze tekst letter voor letter. Alleen deze tekst mag eruit. Haal weg "
            "wat de melder kan verraden: een naam, een datum, een klas, een afdeling. Schrijf in "
            "het Nederlands: wie dit krijgt, leest Nederlands."
        ),
        widget=forms.Textarea({"rows": 10, "lang": settings.LANGUAGE_CODE}),
        max_length=DOCUMENT_LIMIT,
        error_messages=TEXT_ERRORS,
    )
    may_follow = forms.CharField(
        label=_("Wat er daarna kan gebeuren"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Schrijf op wat er daarna kan gebeuren.")},
    )
    # That of the reporter, from the dossier; empty where nobody knows it.
    language = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    may_guess = forms.ChoiceField(
        label=_("Kan wie dit leest, raden wie de melder is?"),
        help_text=_("Bij een klein bedrijf met één stagiair kan dat bijna altijd."),
        choices=GUESSES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nee.")},
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step in RECEIVERS:
            del self.fields["receiver"]
        self._say_language(str(self["language"].value() or ""))

    def _say_language(self, known: str) -> None:
        """Who reads this is the reporter: in which language, and how we know."""
        field = self.fields["may_follow"]
        field.widget.attrs["lang"] = _known(known)
        told = _("De melder leest dit. Schrijf in het Nederlands.")
        if known and _known(known) == known:
            told = _(
                "De melder leest dit. Schrijf in het %(language)s: in die taal meldde de melder."
            )
        field.help_text = told % {"language": language_name(_known(known))}

    def clean_language(self) -> str:
        return _known(self.cleaned_data["language"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in {"receiver", "document", "may_follow"} & data.keys():
            data[name] = one_space(data[name])  # a text that was copied is full of them
            if not is_plain(data[name]):
                self._take_out(name, data[name])
        return data

    def _take_out(self, name: str, text: str) -> None:
        """Show what would leave without what nobody sees: the member reads it, and asks again."""
        sent = cast(QueryDict, self.data).copy()
        sent[name] = plain(text)
        self.data = sent
        self.add_error(name, UNSEEN)


class CarryOutForm(forms.Form):
    """Giving something out of the vault asks for the passphrase again (vault.md)."""

    passphrase = PassphraseField()


class ReasonForm(forms.Form):
    """Why danger could not wait for the reporter."""

    reason = forms.CharField(
        label=_("Waarom kan dit niet wachten op de melder?"),
        help_text=_("De melder leest deze reden."),
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
        error_messages={"required": _("Schrijf op welk gevaar er nu is.")},
    )

    def __init__(self, data: Any = None) -> None:
        # It stands on one page with the passphrase: ids must differ.
        super().__init__(data, auto_id="gevaar_%s")

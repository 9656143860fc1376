"""What people type in the strongroom. Nothing of it is kept by a browser."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reports.strongroom.policy import Room
from stagebaken.ui.forms import CardRadio
from stagebaken.vault import shares
from stagebaken.vault.models import Recipient
from stagebaken.vault.shares import InvalidShare

# No password manager: its copy would open the vault to whoever opens the browser.
_OFF = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class PassphraseField(forms.CharField):
    """Generated words. Never filled in again: the page would hold them in clear."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Je wachtzin"))
        options.setdefault(
            "help_text", _("De acht woorden die je bewaart. Hoofdletters maken niet uit.")
        )
        super().__init__(
            widget=forms.PasswordInput(attrs=_OFF, render_value=False), max_length=400, **options
        )


class UnlockForm(forms.Form):
    """The passphrase; and which vault, for who works at more than one school."""

    passphrase = PassphraseField()

    def __init__(self, *args: Any, rooms: Sequence[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {room.owner.code: room for room in rooms}
        if len(rooms) > 1:
            choices = [(room.owner.code, room.owner.name) for room in rooms]
            school = forms.ChoiceField(label=_("Welke kluis open je?"), choices=choices)
            self.fields = {"school": school} | self.fields

    @property
    def room(self) -> Room:
        code = self.cleaned_data.get("school")
        return self.rooms[code] if code else next(iter(self.rooms.values()))


class PassphraseForm(forms.Form):
    passphrase = PassphraseField()


class ComparedForm(forms.Form):
    """Admission: the fingerprint was compared. Which one, the page says in a hidden field."""

    shown = forms.CharField(widget=forms.HiddenInput)
    is_equal = forms.BooleanField(
        label=_("Ik heb alle zes de groepen vergeleken en ze zijn gelijk."),
        error_messages={
            "required": _("Vergelijk eerst de controlegetallen. Zet daarna het vinkje.")
        },
    )


class AdmitForm(ComparedForm):
    """A member gives the passphrase again, because admission reaches further than reading."""

    passphrase = PassphraseField()


class WordsForm(forms.Form):
    """Two words, typed back: the proof that somebody kept them."""

    def __init__(self, *args: Any, asked: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in asked:
            self.fields[f"word_{place}"] = forms.CharField(
                label=_("Woord %(place)d") % {"place": place},
                widget=forms.TextInput(attrs=_OFF),
                max_length=20,
            )

    @property
    def words(self) -> list[str]:
        return [word.strip().casefold() for word in self.cleaned_data.values()]


class ShareForm(forms.Form):
    """A recovery share of 33 words."""

    share = forms.CharField(
        label=_("Jouw deel"),
        help_text=_("Typ je 33 woorden met spaties ertussen. De nummers mogen weg."),
        widget=forms.Textarea(attrs=_OFF | {"rows": "6"}),
        max_length=1000,
    )

    def clean_share(self) -> str:
        try:
            return shares.normalise(self.cleaned_data["share"])
        except InvalidShare as refusal:
            raise forms.ValidationError(mistake(refusal)) from None


def mistake(refusal: InvalidShare) -> str:
    """Say what to look at; never which word it should have been."""
    if refusal.unknown:
        places = ", ".join(str(place) for place in refusal.unknown[:5])
        return ngettext(
            "Woord %(places)s staat niet in onze lijst. Kijk het na op je papier.",
            "Deze woorden staan niet in onze lijst: %(places)s. Kijk ze na op je papier.",
            len(refusal.unknown),
        ) % {"places": places}
    if refusal.count != shares.WORDS:
        return ngettext(
            "Je typte %(count)d woord. Een deel heeft er 33.",
            "Je typte %(count)d woorden. Een deel heeft er 33.",
            refusal.count,
        ) % {"count": refusal.count}
    return str(_("Er zit een fout in. Staan alle woorden in de juiste volgorde?"))


class RecoverForm(forms.Form):
    """Whom the custodians help."""

    RENEW = "renew"

    def __init__(self, *args: Any, helpable: Sequence[Recipient], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recipients = {str(one.pk): one for one in helpable}
        choices = [
            *((str(one.pk), _("%(name)s helpen") % {"name": one.user}) for one in helpable),
            (self.RENEW, _("Alleen nieuwe delen maken")),
        ]
        texts = {
            str(one.pk): _("Haalt oudere meldingen terug met de nieuwe sleutel van dit teamlid.")
            for one in helpable
        }
        texts[self.RENEW] = _("Er wordt niets teruggehaald. De oude delen werken daarna niet meer.")
        self.fields["target"] = forms.ChoiceField(
            label=_("Wat wil je doen?"), choices=choices, widget=CardRadio(texts=texts)
        )

    @property
    def recipient(self) -> Recipient | None:
        return self.recipients.get(self.cleaned_data["target"])

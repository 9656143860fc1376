"""The self-check: situations that others lived through, and what can be said about each."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stagebaken.ui.forms import CardCheckboxes


@dataclass(frozen=True)
class Situation:
    code: str
    text: Promise
    said: Promise  # never a verdict: what is true of such a situation in general


SITUATIONS = (
    Situation(
        "name",
        _("Ik kreeg geen antwoord of een afwijzing. Een klasgenoot met een andere naam wel."),
        _("Je naam of je afkomst mag geen reden zijn. Bewijzen hoef je het niet."),
    ),
    Situation(
        "clothes",
        _("Ik moest iets van mijn geloof afdoen of laten, zoals een hoofddoek of bidden."),
        _("Een bedrijf mag dat maar heel soms vragen. ‘De klanten willen het niet’ is geen reden."),
    ),
    Situation(
        "jokes",
        _("Er werden grappen of opmerkingen gemaakt over wie ik ben."),
        _("Ook een grap kan je buitensluiten. Een bedrijf hoort daar iets aan te doen."),
    ),
    Situation(
        "questions",
        _("Ze vroegen of ik zwanger wil worden, ziek ben of een partner heb."),
        _("Zulke vragen horen niet bij een stage. Je hoeft ze niet te beantwoorden."),
    ),
    Situation(
        "customers",
        _("Ik mocht niet bij klanten, aan de kassa of aan de balie, en anderen wel."),
        _("Ander werk krijgen om wie je bent, hoort niet. Ook niet als klanten dat willen."),
    ),
    Situation(
        "adjustment",
        _("Ik vroeg iets voor mijn beperking of ziekte, en dat kon zomaar niet."),
        _("Een bedrijf moet serieus kijken wat er kan, zoals een stoel of andere tijden."),
    ),
    Situation(
        "body",
        _("Iemand raakte me aan of maakte seksuele opmerkingen."),
        _("Dat is nooit jouw schuld. Ben je in gevaar, bel dan 112."),
    ),
    Situation(
        "school",
        _("Ik vertelde het op school en hoorde: maak het maar gewoon af."),
        _("Dat helpt je niet verder. Je mag het hier opnieuw vertellen, en kiezen wie het leest."),
    ),
)


class RecogniseForm(forms.Form):
    situations = forms.MultipleChoiceField(
        label=_("Herken je dit?"),
        help_text=_("Vink aan wat op jouw stage lijkt. We bewaren niets van wat je hier kiest."),
        choices=[(one.code, one.text) for one in SITUATIONS],
        required=False,
        widget=CardCheckboxes(),
    )

    def recognised(self) -> list[Situation]:
        chosen = self.cleaned_data["situations"]
        return [one for one in SITUATIONS if one.code in chosen]

"""Safety first: are you in danger now, and whom to call. Asked right after the school."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.dossiers.vocabulary import Danger
from reports.intake.forms import StepForm
from stagebaken.ui.forms import CardRadio


@dataclass(frozen=True)
class Helpline:
    """A telephone number that anybody may call. `dial` is what a telephone gets."""

    name: str
    shown: str
    dial: str
    says: Promise
    source: str  # where the number was read


ALARM = Helpline(
    "112",
    "112",
    "112",
    _("Politie, ambulance of brandweer. Dag en nacht, gratis."),
    "https://www.politie.nl/informatie/wanneer-bel-ik-112.html",
)
HELPLINES = (
    Helpline(
        "Veilig Thuis",
        "0800-2000",
        "08002000",
        _("Ben je niet veilig bij iemand die je kent? Dag en nacht, gratis."),
        "https://www.augeo.nl/nl-nl/themas/meldcode/veilig-thuis/",
    ),
    Helpline(
        "Slachtofferhulp",
        "0900-0101",
        "09000101",
        _("Na geweld of een bedreiging. Je betaalt alleen je gewone belkosten."),
        "https://www.slachtofferhulp.nl/professionals/een-slachtoffer-doorverwijzen/",
    ),
    Helpline(
        "discriminatie.nl",
        "0800-0880",
        "08000880",
        _("Advies over discriminatie. Gratis, op werkdagen."),
        "https://discriminatie.nl",
    ),
)


class DangerForm(StepForm):
    danger = forms.ChoiceField(
        label=_("Ben je nu in gevaar?"),
        help_text=_(
            "Kies je een van de eerste twee, dan vragen we het meldteam om vandaag te kijken. "
            "Dat kan alleen als je het team straks laat meelezen. Je mag deze vraag overslaan."
        ),
        choices=Danger.choices,
        required=False,
        widget=CardRadio(),
    )

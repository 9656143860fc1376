"""The questions of the quickscan, version by version. A version in use never changes.

They ask what a company does, never what somebody thinks; no question is about a person. Every
answer is a thing that one can see or not. A new version gets a number of its own: what was
answered is kept with its version, and read with it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.companies.models import SizeClass

HIGHEST: Final = 3  # an answer is 0, 1, 2 or 3


class Theme(models.TextChoices):
    RECRUITING = "recruiting", _("Werving")
    CHOOSING = "choosing", _("Selectie")
    GUIDANCE = "guidance", _("Ontvangst en begeleiding")
    SAFETY = "safety", _("Veiligheid")
    AGREEMENTS = "agreements", _("Vergoeding en afspraken")


class Band(StrEnum):
    """What a company of this size can do: a step is written for each."""

    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"


BANDS: Final = {
    SizeClass.SMALL.value: Band.SMALL,
    SizeClass.MEDIUM.value: Band.MIDDLE,
    SizeClass.LARGE.value: Band.LARGE,
    SizeClass.VERY_LARGE.value: Band.LARGE,
}


def band_of(size_class: str) -> Band:
    """Whoever did not say how large they are gets the simplest steps."""
    return BANDS.get(size_class, Band.SMALL)


Words = str | Promise


@dataclass(frozen=True)
class Question:
    """`answers` go from 0 to 3; `steps` are for whoever is not there yet, `keep` for who is."""

    code: str
    theme: Theme
    text: Words
    answers: tuple[Words, Words, Words, Words]
    steps: dict[Band, Words]
    keep: Words


def _steps(small: Words, middle: Words, large: Words) -> dict[Band, Words]:
    return {Band.SMALL: small, Band.MIDDLE: middle, Band.LARGE: large}


FIRST: Final = (
    Question(
        code="vacancy",
        theme=Theme.RECRUITING,
        text=_("Wat schrijf je op over je stageplek?"),
        answers=(
            _("Niets. We vertellen het, of we weten het niet precies."),
            _("Een korte tekst over wat voor iemand we zoeken."),
            _("Welke taken een student hier leert."),
            _("De taken, de uren, de vergoeding, en hoe we kiezen."),
        ),
        steps=_steps(
            _("Schrijf drie taken op die een student bij je leert, en de uren. Meer hoeft niet."),
            _("Maak één vaste tekst per soort plek: taken, uren, vergoeding, en hoe je kiest."),
            _("Laat alle afdelingen dezelfde opbouw gebruiken: taken, uren, vergoeding, keuze."),
        ),
        keep=_("Lees je stagetekst over een half jaar opnieuw. Kloppen de taken en de uren nog?"),
    ),
    Question(
        code="channel",
        theme=Theme.RECRUITING,
        text=_("Hoe horen studenten dat je een plek hebt?"),
        answers=(
            _("Alleen wie ons kent, hoort het."),
            _("We vragen een school of student die we al kennen."),
            _("De plek staat open op een plaats waar iedereen kan kijken."),
            _("Dat, en we vragen scholen ook om studenten die ons nog niet kennen."),
        ),
        steps=_steps(
            _("Zet je volgende plek hier open, voordat je rondvraagt bij mensen die je kent."),
            _("Spreek af dat elke plek eerst open staat, en dan pas via via rondgaat."),
            _("Laat elke afdeling plekken op dezelfde open plaats zetten, met een einddatum."),
        ),
        keep=_("Vraag een school welke studenten jouw plek nog niet vinden, en hoe dat komt."),
    ),
    Question(
        code="criteria",
        theme=Theme.CHOOSING,
        text=_("Waar kijk je naar als je kiest?"),
        answers=(
            _("Of het klikt, of ons gevoel."),
            _("Vooral gevoel, en een beetje wat iemand wil leren."),
            _("Wat iemand wil leren en al kan. Dat bedenken we vooraf."),
            _("We schrijven dat vooraf op. Of de school koppelt, en dan zeggen we ja."),
        ),
        steps=_steps(
            _("Schrijf voor de volgende keer drie dingen op die tellen. Kies alleen daarop."),
            _("Maak een kort lijstje met wat telt, en laat iedereen die kiest het gebruiken."),
            _("Geef alle begeleiders hetzelfde formulier met wat telt, en kijk het elk jaar na."),
        ),
        keep=_("Vraag de school of zij de student kan koppelen. Dan hoef je niet te kiezen."),
    ),
    Question(
        code="interview",
        theme=Theme.CHOOSING,
        text=_("Hoe gaat een eerste gesprek?"),
        answers=(
            _("Het is een praatje, elke keer anders."),
            _("We hebben een paar vaste onderwerpen in ons hoofd."),
            _("Iedereen krijgt dezelfde vragen, van papier."),
            _("Dat, en we schrijven de antwoorden op voordat we kiezen."),
        ),
        steps=_steps(
            _("Bedenk vijf vragen over het werk, en stel ze aan iedereen op dezelfde manier."),
            _("Maak één vragenlijst met ruimte voor antwoorden. Voer het gesprek met z'n tweeën."),
            _("Leer iedereen die gesprekken voert werken met vaste vragen en een formulier."),
        ),
        keep=_("Laat iemand van buiten je vragen lezen. Gaan ze alleen over het werk?"),
    ),
    Question(
        code="start",
        theme=Theme.GUIDANCE,
        text=_("Hoe begint een student bij je?"),
        answers=(
            _("De student draait gewoon mee."),
            _("Iemand laat op de eerste dag zien waar alles is."),
            _("Er is een plan voor de eerste week, en het team weet wie er komt."),
            _("Dat, en na twee weken vragen we hoe het gaat."),
        ),
        steps=_steps(
            _("Schrijf op één blaadje wat er op de eerste drie dagen gebeurt, en met wie."),
            _("Maak een weekplan dat elke begeleider gebruikt, met een gesprek na twee weken."),
            _("Maak één startprogramma voor alle stagiairs, met een gesprek na twee weken."),
        ),
        keep=_("Vraag een student die bijna klaar is wat in de eerste week beter kon."),
    ),
    Question(
        code="trainer",
        theme=Theme.GUIDANCE,
        text=_("Wie begeleidt de student?"),
        answers=(
            _("Wie er op dat moment is."),
            _("Een vaste persoon, zonder vaste tijd."),
            _("Een vaste persoon, met elke week een vast moment."),
            _("Dat, en er is een vervanger bij ziekte en vakantie."),
        ),
        steps=_steps(
            _("Prik een vast kwartier in de week voor je student. Zet het in je agenda."),
            _("Geef elke begeleider een vast uur in de week, en wijs een vervanger aan."),
            _("Zet begeleiden in het rooster van begeleiders, en regel per afdeling vervanging."),
        ),
        keep=_("Vraag je begeleider wat die nodig heeft, en of de tijd genoeg is."),
    ),
    Question(
        code="norm",
        theme=Theme.SAFETY,
        text=_("Wat gebeurt er als iemand een kwetsende opmerking maakt?"),
        answers=(
            _("Dat hebben we nooit besproken."),
            _("We zouden er iets van zeggen, maar dat is niet afgesproken."),
            _("We hebben afgesproken wat hier niet kan, en iedereen weet het."),
            _("Dat, en de leiding grijpt in. Ook als een klant het doet."),
        ),
        steps=_steps(
            _("Zeg bij de koffie wat bij jullie niet kan, en dat jij ingrijpt als het gebeurt."),
            _("Bespreek in het werkoverleg wat niet kan, en schrijf op wie er ingrijpt."),
            _("Maak een korte gedragsregel, oefen ingrijpen met leidinggevenden, herhaal het."),
        ),
        keep=_("Herhaal elk jaar wat niet kan, en altijd als er iemand nieuw is."),
    ),
    Question(
        code="confidant",
        theme=Theme.SAFETY,
        text=_("Bij wie kan een student terecht als er iets niet klopt?"),
        answers=(
            _("Dat hebben we niet geregeld."),
            _("Bij de begeleider of de baas."),
            _("Ook bij iemand anders. De student hoort op dag één bij wie."),
            _("Dat, en ook bij iemand buiten het bedrijf. We vragen er zelf naar."),
        ),
        steps=_steps(
            _("Geef op dag één het nummer van iemand anders dan jij, zoals iemand van de school."),
            _("Wijs een collega aan die geen begeleider is, en zet de naam in het startplan."),
            _("Maak je vertrouwenspersoon ook van stagiairs, en stel die op dag één voor."),
        ),
        keep=_("Vraag halverwege elke stage zelf of de student weet bij wie die terechtkan."),
    ),
    Question(
        code="allowance",
        theme=Theme.AGREEMENTS,
        text=_("Wat krijgt een student die bij je stage loopt?"),
        answers=(
            _("Niets, of dat weet ik niet."),
            _("Soms iets. Dat hangt van de student af."),
            _("Iedereen krijgt hetzelfde bedrag."),
            _("Dat, en het dekt minstens de kosten. Het staat in onze tekst."),
        ),
        steps=_steps(
            _("Reken uit wat reizen, kleding en eten een student kosten. Betaal ten minste dat."),
            _("Spreek één bedrag voor iedereen af dat de kosten dekt, en zet het in de tekst."),
            _("Leg in je beleid één bedrag vast dat de kosten dekt, en controleer de betaling."),
        ),
        keep=_("Kijk elk jaar of het bedrag de kosten nog dekt. Reizen wordt duurder."),
    ),
    Question(
        code="answer",
        theme=Theme.AGREEMENTS,
        text=_("Wat hoort een student die bij je solliciteert?"),
        answers=(
            _("Wie we niet kiezen, hoort meestal niets."),
            _("Iedereen hoort iets, soms laat."),
            _("Iedereen hoort binnen tien werkdagen iets."),
            _("Dat, en met een reden waar de student iets aan heeft."),
        ),
        steps=_steps(
            _("Stuur iedereen binnen tien werkdagen een bericht, ook als het nee is."),
            _("Maak een kort bericht voor ja en voor nee, en wijs aan wie het verstuurt."),
            _("Laat elke maand zien hoeveel sollicitaties langer dan tien werkdagen wachten."),
        ),
        keep=_("Vraag een student die een nee kreeg of de reden duidelijk was."),
    ),
)

VERSIONS: Final = {1: FIRST}
CURRENT: Final = 1

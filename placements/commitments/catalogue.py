"""What a leerbedrijf can promise (R19), in plain words, version by version.

A text that companies have promised never changes: a better text is a new version beside it, and
who made the old one keeps it until renewal. `tests/placements/commitments` holds a digest of each.

All are voluntary (R20). The one source of a rule is named where there is a rule (R13).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ANSWER = "antwoord"  # the commitment of which the company chooses the number of days
ANSWER_DAYS = (3, 5, 10)  # working days
YEAR = 12  # months


@dataclass(frozen=True)
class Text:
    """One version: what is promised, and what shows that it is kept."""

    version: int
    name: str | Promise
    short: str | Promise  # for a list of search results
    promise: str | Promise
    evidence: str | Promise
    months: int = YEAR  # how long it is valid
    rule: str | Promise = ""  # the rule behind it, with its source; mostly there is none


@dataclass(frozen=True)
class Entry:
    """One commitment. Code and bit are stored, in search too: never change or reuse either."""

    code: str
    bit: int
    versions: tuple[Text, ...]

    @property
    def current(self) -> Text:
        return self.versions[-1]


CATALOGUE = (
    Entry(
        "vacaturetekst",
        0,
        (
            Text(
                1,
                name=_("De vacature zegt wat je leert en wat je moet kunnen"),
                short=_("Duidelijke vacature"),
                promise=_(
                    "In onze vacatures staan de taken, wat je leert en wat je al moet kunnen. We "
                    "vragen niets over wie je bent, zoals je leeftijd, je afkomst of je uiterlijk."
                ),
                evidence=_(
                    "Twee of drie vacatures van het afgelopen jaar, als tekst of als link. Heb "
                    "je er maar één? Dan is één genoeg."
                ),
            ),
        ),
    ),
    Entry(
        "briefselectie",
        1,
        (
            Text(
                1,
                name=_("We kiezen brieven met een vaste lijst"),
                short=_("Vaste lijst voor brieven"),
                promise=_(
                    "Voor we brieven en cv’s lezen, schrijven we op waar we op letten. Alles op "
                    "die lijst hoort bij het werk. We leggen elke brief langs dezelfde lijst."
                ),
                evidence=_(
                    "De lijst die je gebruikt. Een half A4 is genoeg. Stuur geen brieven of namen "
                    "van studenten mee."
                ),
            ),
        ),
    ),
    Entry(
        "gesprek",
        2,
        (
            Text(
                1,
                name=_("We stellen iedereen dezelfde vragen"),
                short=_("Gelijke vragen"),
                promise=_(
                    "In een gesprek stellen we elke student dezelfde vragen, in dezelfde "
                    "volgorde. De vragen gaan over het werk. We kiezen niet op een klik."
                ),
                evidence=_(
                    "De vragenlijst, en hoe je de antwoorden vergelijkt. Stuur geen namen of "
                    "antwoorden van studenten mee."
                ),
            ),
        ),
    ),
    Entry(
        "veilig",
        3,
        (
            Text(
                1,
                name=_("We zorgen voor een veilige stage"),
                short=_("Afspraken over veiligheid"),
                promise=_(
                    "We treden op tegen discriminatie, (seksuele) intimidatie, agressie, pesten en "
                    "geweld. Iedereen die hier werkt, weet welke afspraken er zijn en wat er "
                    "gebeurt als iemand zich er niet aan houdt."
                ),
                evidence=_(
                    "De afspraken of gedragsregels, en hoe nieuwe mensen en studenten die te horen "
                    "krijgen."
                ),
                rule=_(
                    "Sinds 1 september 2023 vraagt de erkenning van SBB om een aantoonbaar veilige "
                    "stage. Wat hier wordt beloofd, is hoe een bedrijf dat uitwerkt. Bron: "
                    "s-bb.nl/nieuws/sbb-scherpt-de-erkenningsregeling-voor-leerbedrijven-aan"
                ),
            ),
        ),
    ),
    Entry(
        "vergoeding",
        4,
        (
            Text(
                1,
                name=_("Je krijgt een vergoeding die je kosten dekt"),
                short=_("Vergoeding"),
                promise=_(
                    "Elke student krijgt een vergoeding die minstens de kosten van de stage dekt, "
                    "zoals reizen en werkkleding. Dat geldt voor bol en bbl, mbo en hbo."
                ),
                evidence=_(
                    "De bedragen, per maand of per dag, en waar dat staat: een cao, een regeling "
                    "of een vacature."
                ),
            ),
        ),
    ),
    Entry(
        "matching",
        5,
        (
            Text(
                1,
                name=_("We nemen de student die de school voorstelt"),
                short=_("School kiest mee"),
                promise=_(
                    "Koppelt de school een student aan onze plek, dan is die student welkom. We "
                    "houden daarvóór geen gesprek om te kijken of het klikt."
                ),
                evidence=_(
                    "De afspraak met een school, of hoe dit de vorige keer ging. Noem geen namen "
                    "van studenten."
                ),
            ),
        ),
    ),
    Entry(
        ANSWER,
        6,
        (
            Text(
                1,
                name=_("Elke sollicitatie krijgt op tijd antwoord"),
                short=_("Op tijd antwoord"),
                promise=_(
                    "Iedereen die bij ons solliciteert, krijgt antwoord binnen het aantal "
                    "werkdagen dat we hier kiezen. Ook als het antwoord nee is, en dan met de "
                    "reden."
                ),
                evidence=_(
                    "Hoe je dit regelt: wie antwoordt er, en wie doet het als die persoon er niet "
                    "is? Een voorbeeld van een antwoord zonder namen helpt."
                ),
            ),
        ),
    ),
    Entry(
        "aanspreekpunt",
        7,
        (
            Text(
                1,
                name=_("Er is iemand bij wie je terechtkunt"),
                short=_("Vast aanspreekpunt"),
                promise=_(
                    "Er is een aanspreekpunt voor sociale veiligheid dat niet je begeleider is. "
                    "Je hoort op je eerste dag wie dat is en hoe je die persoon bereikt."
                ),
                evidence=_(
                    "De functie van het aanspreekpunt, en hoe studenten horen wie het is. Noem "
                    "hier geen naam en geen telefoonnummer."
                ),
            ),
        ),
    ),
)

BY_CODE = {entry.code: entry for entry in CATALOGUE}


def text(code: str, version: int) -> Text:
    """Return the words of one version; versions are numbered from 1."""
    return BY_CODE[code].versions[version - 1]

"""The list with which a student prepares: our own words, the same for everybody.

An item with a `fact` is ticked by the product itself, from what it knows (facts.py), and by nobody.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.preparation.phases import Phase


@dataclass(frozen=True)
class Item:
    key: str
    phase: Phase
    text: str | Promise
    more: str | Promise = ""
    door: str = ""  # the name of an address that helps
    door_label: str | Promise = ""
    fact: str = ""  # of facts.py


A, T, S = Phase.APPLYING, Phase.TALKING, Phase.STARTING

ITEMS: Final = (
    Item(
        "profile", A, _("Je profiel is klaar: wat je wilt leren en wat je kunt"),
        door="applications:preview", door_label=_("Mijn profiel"), fact="has_profile",
    ),
    Item(
        "read_again", A, _("Je hebt je profiel nagelezen"),
        _("Er staat niets in over je naam, je leeftijd of waar je vandaan komt."),
    ),
    Item(
        "company", A, _("Je hebt gelezen wat het bedrijf doet"),
        _("Op de pagina van het bedrijf staat waarvoor het erkend is en wat het belooft."),
    ),
    Item(
        "travel", A, _("Je hebt de reis een keer geprobeerd"),
        _("Op de tijd dat je zou beginnen. Dan weet je hoe vroeg je van huis moet."),
    ),
    Item(
        "sent", A, _("Je hebt een sollicitatie verstuurd"),
        door="applications:list", door_label=_("Mijn sollicitaties"), fact="has_applied",
    ),
    Item(
        "example", T, _("Je hebt een voorbeeld klaar van iets wat je goed kunt"),
        _("Iets van school, thuis, een bijbaan of een hobby telt ook."),
    ),
    Item(
        "tasks", T, _("Je vraagt welke taken je krijgt"),
        _("Passen ze bij je opdrachten van school? Neem die mee."),
    ),
    Item(
        "guidance", T, _("Je vraagt wie je begeleidt"),
        _("En hoe vaak jullie samen praten over hoe het gaat."),
    ),
    Item(
        "allowance", T, _("Je vraagt naar de vergoeding"),
        _("Ook voor reizen, kleding en gereedschap. Een stage mag je geen geld kosten."),
    ),
    Item(
        "hours", T, _("Je vraagt naar de werktijden"),
        _("En wat je doet als je een toets hebt, of een vrije dag nodig hebt."),
    ),
    Item(
        "not_asked", T, _("Je weet wat een bedrijf je niet mag vragen"),
        _(
            "Of je ziek bent geweest, zwanger bent of kinderen wilt. Wat je gelooft, waar je "
            "ouders vandaan komen, op wie je verliefd wordt. Op zo’n vraag hoef je geen antwoord "
            "te geven. Je mag zeggen: ‘Wat heeft dat met het werk te maken?’"
        ),
    ),
    Item(
        "agreement", S, _("Je plek is afgesproken"),
        _("Lees de overeenkomst: wat je leert, hoeveel uur, en wie je begeleidt."),
        fact="has_agreement",
    ),
    Item(
        "first_day", S, _("Je weet hoe laat je begint en naar wie je vraagt"),
        _("En bij welke deur je moet zijn."),
    ),
    Item(
        "clothes", S, _("Je weet wat je aan moet"),
        _("Heb je veilige schoenen of kleding nodig? Vraag wie dat betaalt."),
    ),
    Item(
        "ill", S, _("Je weet wie je belt als je ziek bent"),
        _("Het bedrijf en je school, allebei voordat je begint."),
    ),
    Item(
        "school", S, _("Je weet wie van school je begeleidt"),
        _("Met een telefoonnummer of e-mailadres. Bewaar het in je telefoon."),
    ),
    Item(
        "feels_wrong", S, _("Je weet wat je doet als iets niet goed voelt"),
        _(
            "Word je anders behandeld, uitgelachen of aangeraakt terwijl je dat niet wilt? Dat "
            "ligt niet aan jou. Praat met iemand die je vertrouwt. Je kunt het ook melden, zonder "
            "naam en zonder account."
        ),
        door="intake:start", door_label=_("Ik wil iets melden over een stage"),
    ),
)  # fmt: skip

OWN_KEYS: Final = frozenset(item.key for item in ITEMS if not item.fact)

"""The built-in examples: plain words, no names, nothing that promises what a team cannot keep."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 2000  # characters: a message that is read on a phone


class Kind(TextChoices):
    WELCOME = "welcome", _("Bevestig de ontvangst en nodig uit")
    NEEDS = "needs", _("Vraag wat de melder nodig heeft")
    CHOICES = "choices", _("Leg uit wat er kan")
    HEARING = "hearing", _("Leg uit hoe jullie het bedrijf vragen wat er is gebeurd")
    OUTCOME = "outcome", _("Vertel de uitkomst")
    AFTERCARE = "aftercare", _("Vraag later hoe het gaat")


BUILT_IN: Mapping[Kind, Promise] = {
    Kind.WELCOME: _(
        "Dank je dat je dit vertelt. We hebben je melding gelezen en nemen die serieus.\n\n"
        "Wil je erover praten? Dat kan op school, online of hier, met berichten. Schrijf wanneer "
        "het jou uitkomt. Je mag iemand meenemen.\n\n"
        "We doen niets naar buiten zonder jouw ja."
    ),
    Kind.NEEDS: _(
        "Hoe gaat het nu met je? Wat heb jij als eerste nodig?\n\n"
        "Misschien wil je vooral dat iemand luistert. Misschien wil je een andere plek, of dat "
        "het stopt voor wie na jou komt. Alles is goed, ook als je het nog niet weet.\n\n"
        "Voel je je niet veilig? Schrijf dat dan meteen. Bel bij gevaar 112."
    ),
    Kind.CHOICES: _(
        "Dit kunnen we doen. Jij kiest, en je mag er zo lang over nadenken als je wilt.\n\n"
        "1. Niets naar buiten: we houden contact en helpen jou.\n"
        "2. We praten in het algemeen met het bedrijf, zonder jouw melding te noemen.\n"
        "3. We vragen het bedrijf wat er is gebeurd.\n"
        "4. We zoeken met jou een andere plek.\n"
        "5. We geven je melding door aan een organisatie die onderzoek kan doen.\n\n"
        "Je kunt ook meer dan één ding kiezen. Voordat er iets weggaat, zie je precies welke "
        "tekst het is."
    ),
    Kind.HEARING: _(
        "Als je het goed vindt, vragen we het bedrijf wat er is gebeurd. Zo hoort het ook: beide "
        "kanten vertellen hun verhaal.\n\n"
        "Je ziet eerst de vraag die we stellen. Je naam staat er niet in. Het kan wel dat ze "
        "raden dat jij het was. Zeg het als je dat niet wilt, dan doen we het niet.\n\n"
        "Wat het bedrijf antwoordt, lees je hier."
    ),
    Kind.OUTCOME: _(
        "We zijn klaar met wat we samen hebben afgesproken. Dit hebben we gedaan:\n\n"
        "…\n\n"
        "Dit verandert er:\n\n"
        "…\n\n"
        "Ben je het er niet mee eens, of heb je vragen? Schrijf het hier. Je kunt ook altijd "
        "ergens anders terecht. Onder aan deze pagina staat waar."
    ),
    Kind.AFTERCARE: _(
        "Een tijdje geleden kreeg je een antwoord van ons. Hoe gaat het nu met je?\n\n"
        "Gebeurt het nog steeds, of is er iets nieuws? Heb je er last van dat je het gemeld "
        "hebt? Laat het dan weten, dan kijken we er opnieuw naar.\n\n"
        "Antwoorden hoeft niet."
    ),
}

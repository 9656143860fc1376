"""Where somebody comes from, and the language of their home."""

from django.utils.translation import gettext_lazy as _

from placements.wording.vocabulary import Entry, Law, Reason, Severity, Theme, entries

NATIVE = Reason(
    Theme.ORIGIN,
    Severity.LAW,
    _(
        "Welke taal iemand thuis leerde, zegt niet of iemand het werk kan leren. "
        "Dit mag meestal niet, want het treft vooral mensen met een andere afkomst."
    ),
    Law.AWGB,
)
DESCENT = Reason(
    Theme.ORIGIN,
    Severity.LAW,
    _("Je kiest zo op afkomst, huidskleur of nationaliteit. Dat mag meestal niet."),
    Law.AWGB,
)
LANGUAGE = Reason(
    Theme.ORIGIN,
    Severity.SHUTS_OUT,
    _(
        "Vraag niet meer Nederlands dan het werk nodig heeft. "
        "Schrijf waarvoor een student de taal gebruikt."
    ),
    Law.AWGB,
)
CULTURE = Reason(
    Theme.ORIGIN,
    Severity.SHUTS_OUT,
    _(
        "Veel mensen lezen hier: jij hoort er niet bij. Schrijf wat je op het werk verwacht, "
        "zoals op tijd komen of veilig werken."
    ),
    Law.AWGB,
)
NEARBY = Reason(
    Theme.ORIGIN,
    Severity.SHUTS_OUT,
    _(
        "Waar iemand woont, zegt niet of iemand het werk kan leren. "
        "Wie verder weg woont, kan zelf kiezen om te reizen."
    ),
)

ENTRIES: tuple[Entry, ...] = (
    *entries(
        NATIVE,
        {
            "moedertaal*": "je kunt in het Nederlands een klant te woord staan",
            "native speaker|speakers|spreker|sprekers": "je praat goed genoeg met klanten",
            "native nederlands|nederlandse|dutch|engels|english|niveau": "goed genoeg voor klanten",
            "accentloos|accentloze|accentvrij|accentvrije": "klanten kunnen je verstaan",
            "zonder|geen accent": "klanten kunnen je verstaan",
        },
    ),
    *entries(
        DESCENT,
        {
            "autochtoon|autochtone": "noem geen afkomst",
            "allochtoon|allochtone|allochtonen": "noem geen afkomst",
            "buitenlander|buitenlanders": "noem geen afkomst",
            "nederlandse|europese|westerse afkomst|achtergrond|komaf|roots": "noem geen afkomst",
            "nederlandse|europese nationaliteit|paspoort": "noem geen nationaliteit",
            "nederlands|europees paspoort": "noem geen nationaliteit",
            "nationaliteit": "noem geen nationaliteit",
            "huidskleur": "noem geen huidskleur",
            "blanke|witte man|vrouw|medewerker|medewerkers|collega|stagiair": "noem geen huidskleur",
            "geen|zonder migratieachtergrond": "noem geen afkomst",
            "echte nederlander|nederlanders|hollander|hollanders": "noem geen afkomst",
            "geboren en getogen": "noem niet waar iemand vandaan komt",
            "geboren|opgegroeid in nederland": "noem niet waar iemand vandaan komt",
        },
    ),
    *entries(
        LANGUAGE,
        {
            "foutloos|vlekkeloos|perfect|onberispelijk nederlands": "je schrijft korte werkbriefjes",
            "foutloze|vlekkeloze|perfecte beheersing": "je schrijft korte werkbriefjes",
            "uitstekende|zeer ~ beheersing ~ nederlandse": "je overlegt in het Nederlands",
            "vloeiend ~ nederlands": "je overlegt in het Nederlands met collega's",
            "nederlands|nederlandse|nederlandstalig ~ woord en geschrift": "je overlegt in het Nederlands",
            "goede|goed beheersing ~ nederlandse": "je overlegt in het Nederlands met collega's",
        },
    ),
    *entries(
        CULTURE,
        {
            "oer|typisch|echt hollands|nederlands|hollandse|nederlandse": "een bedrijf in Nederland",
            "nederlandse|westerse cultuur|mentaliteit|normen|waarden": "zeg wat je op het werk verwacht",
            "onze normen en waarden": "zeg wat je op het werk verwacht",
            "westerse uitstraling": "zeg welke kleding het werk vraagt",
        },
    ),
    *entries(
        NEARBY,
        {
            "kom|komt|komen|komend ~ uit de|onze buurt|regio|omgeving": "noem het adres van het werk",
            "woon|woont|wonen|woonachtig ~ de|onze buurt|regio|omgeving": "noem het adres van het werk",
        },
    ),
)

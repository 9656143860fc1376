"""Health and disability; pregnancy, family and time."""

from django.utils.translation import gettext_lazy as _

from placements.wording.vocabulary import Entry, Law, Reason, Severity, Theme, entries

BODY = Reason(
    Theme.HEALTH,
    Severity.SHUTS_OUT,
    _(
        "Noem de taak en niet het lichaam. "
        "Dan kan iemand met een beperking laten zien hoe het wél lukt."
    ),
    Law.WGB_HCZ,
)
DISABILITY = Reason(
    Theme.HEALTH,
    Severity.LAW,
    _(
        "Je vraagt naar gezondheid of een beperking. Dat mag meestal niet. "
        "Vraag wat iemand nodig heeft om hier goed te leren."
    ),
    Law.WGB_HCZ,
)
STRESS = Reason(
    Theme.HEALTH,
    Severity.THINK,
    _(
        "Hieruit lezen mensen: bij ons is het te druk en niemand helpt. "
        "Vertel wat er druk is, en wie er dan helpt."
    ),
    Law.WGB_HCZ,
)
PREGNANT = Reason(
    Theme.FAMILY,
    Severity.LAW,
    _("Vragen naar zwangerschap, kinderen of met wie je leeft, mag meestal niet."),
    Law.WGB_MV,
)
CARE = Reason(
    Theme.FAMILY,
    Severity.SHUTS_OUT,
    _(
        "Wie voor een kind of familie zorgt of een baan naast school heeft, kan dit niet. "
        "Noem de uren, en zeg of je kunt overleggen."
    ),
)
FLEXIBLE = Reason(
    Theme.FAMILY,
    Severity.THINK,
    _("Zeg precies wanneer en hoe vaak. Dan weet iemand of het past naast school en thuis."),
)

_ILL = "beperking|beperkingen|handicap|aandoening|aandoeningen|rugklachten|dyslexie|autisme"

ENTRIES: tuple[Entry, ...] = (
    *entries(
        BODY,
        {
            "fysiek|lichamelijk|conditioneel fit|sterk|gezond|gezonde": "je tilt tot 10 kilo, met een hulpmiddel",
            "goede|uitstekende gezondheid|conditie": "je loopt en staat een groot deel van de dag",
            "kerngezond|topfit": "noem wat het werk vraagt",
            "sterk|sterke lichaam|rug|gestel": "je tilt met een hulpmiddel",
            "goed|scherp gehoor": "je hoort het alarm, of ziet de lamp",
            "goede|scherpe ogen": "je leest kleine letters, eventueel met een loep",
            "mentaal|psychisch|geestelijk stabiel|sterk|gezond": "je begeleider vraagt elke week hoe het gaat",
        },
    ),
    *entries(
        DISABILITY,
        {
            f"geen|zonder ~ {_ILL}": "zeg wat je nodig hebt, dan regelen we het samen",
            "ziekteverleden|ziektegeschiedenis": "zeg wat je nodig hebt, dan regelen we het samen",
            "ziekteverzuim|verzuim ~ laag|lage": "laat dit weg",
            "laag|weinig ziekteverzuim|verzuim": "laat dit weg",
            "medische keuring|vragenlijst": "laat dit weg, of noem de wet die het vraagt",
            "gezondheidsverklaring": "laat dit weg, of noem de wet die het vraagt",
            "nooit ziek": "laat dit weg",
        },
    ),
    *entries(
        STRESS,
        {
            "stressbestendig|stressbestendige|stressbestendigheid": "op zaterdag is het druk; je begeleider is dan bij je",
            "bestand tegen stress|druk|werkdruk": "op zaterdag is het druk; je begeleider is dan bij je",
            "hoge werkdruk": "op zaterdag is het druk; je begeleider is dan bij je",
        },
    ),
    *entries(
        PREGNANT,
        {
            "niet|geen ~ zwanger|zwangerschap": "laat dit weg",
            "zwangerschapswens|zwangerschapsplannen|kinderwens|gezinsplannen": "laat dit weg",
            "zonder kinderen|kids": "laat dit weg",
            "geen kinderen|gezin hebt|heeft|hebben": "laat dit weg",
            "burgerlijke staat": "laat dit weg",
            "gezinssituatie|thuissituatie": "laat dit weg",
            "ongehuwd|ongehuwde": "laat dit weg",
        },
    ),
    *entries(
        CARE,
        {
            "altijd beschikbaar|bereikbaar|inzetbaar": "je werkt van maandag tot en met donderdag",
            "9|negen tot 5|vijf mentaliteit": "je werkt van 9 tot 5",
            "geen 9|negen tot 5|vijf mentaliteit": "je werkt van 9 tot 5",
            "geen klokkijker*": "je werkt 24 uur per week",
            "overwerken|overuren geen probleem": "soms loopt het uit; dat overleggen we",
        },
    ),
    Entry("24 7", CARE, "je werkt 24 uur per week", after=frozenset({"open", "geopend", "zorg"})),
    *entries(
        FLEXIBLE,
        {
            "flexibel inzetbaar|beschikbaar": "je werkt één zaterdag per maand",
            "flexibele instelling|houding": "je werkt één zaterdag per maand",
        },
    ),
)

"""Looks, belief, and whether somebody 'fits'."""

from django.utils.translation import gettext_lazy as _

from placements.wording.vocabulary import Entry, Law, Reason, Severity, Theme, entries

LOOKS = Reason(
    Theme.APPEARANCE,
    Severity.SHUTS_OUT,
    _(
        "Dit zegt niet wat je bedoelt. Mensen met een hoofddoek, een beperking of andere kleren "
        "denken dat ze niet welkom zijn. Noem de kleding die het werk vraagt."
    ),
)
CLICK = Reason(
    Theme.FIT,
    Severity.SHUTS_OUT,
    _(
        "Een klik kun je niet uitleggen en niet nakijken. Mensen kiezen dan vaak iemand die op "
        "henzelf lijkt. Kies op wat een student wil leren."
    ),
)
COSY = Reason(
    Theme.FIT,
    Severity.THINK,
    _(
        "Een fijne sfeer is mooi. Maar niet iedereen zoekt gezelligheid of drinkt mee. "
        "Vertel liever hoe jullie een student begeleiden."
    ),
)
TEASING = Reason(
    Theme.FIT,
    Severity.SHUTS_OUT,
    _(
        "Wie eerder is uitgelachen, leest hier een waarschuwing. "
        "Een stage hoort veilig te zijn: daar is de erkenning ook voor."
    ),
)
CHARACTER = Reason(
    Theme.FIT,
    Severity.SHUTS_OUT,
    _("Je vraagt om een karakter. Noem wat een student doet, dan kunnen ook stille mensen dat."),
)
BELIEF = Reason(
    Theme.RELIGION,
    Severity.LAW,
    _(
        "Dit sluit mensen uit om hun geloof. Dat mag meestal niet. "
        "Noem alleen kleding die nodig is voor veiligheid of hygiëne."
    ),
    Law.AWGB,
)
BELIEF_HINT = Reason(
    Theme.RELIGION,
    Severity.THINK,
    _(
        "Dit kan mensen met een geloof tegenhouden, of juist mensen zonder. "
        "Schrijf waarom het bij het werk hoort, of laat het weg."
    ),
    Law.AWGB,
)

_REPRESENTATIVE = frozenset({"steekproef", "steekproeven", "onderzoek", "beeld", "monster"})
_ON_A_SCREEN = frozenset({"hier", "op", "dan", "door", "eenvoudig", "naar", "aan", "de", "vast"})

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "representatief|representatieve|representativiteit",
        LOOKS,
        "je draagt werkkleding van ons",
        after=_REPRESENTATIVE,
    ),
    *entries(
        LOOKS,
        {
            "verzorgd|net|fris ~ uiterlijk|voorkomen": "je draagt schone werkkleding",
            "verzorgde|nette|frisse ~ verschijning|uitstraling": "je draagt schone werkkleding",
            "goede|leuke|vlotte|professionele|sportieve ~ verschijning|uitstraling": "je helpt klanten vriendelijk",
            "aantrekkelijk|knap|slank|goed uiterlijk": "laat dit weg",
            "fotogeniek|fotogenieke": "laat dit weg",
            "geen|zonder ~ tatoeage|tatoeages|tattoo|tattoos|piercing|piercings": "sieraden gaan af bij machines",
            "geen|zonder baard": "een masker moet goed aansluiten",
            "gladgeschoren": "een masker moet goed aansluiten",
        },
    ),
    Entry("klik", CLICK, "we bespreken wat je wilt leren", after=_ON_A_SCREEN),
    *entries(
        CLICK,
        {
            "klikt|klikken ~ met ons|team|collega|elkaar": "we bespreken wat je wilt leren",
            "wie|als|of het klikt": "we bespreken wat je wilt leren",
            "klikgesprek|klikgesprekken": "gesprek over wat je wilt leren",
            "past|pas|passen|passend ~ in|bij ons|het|onze ~ team|groep|club|cultuur|familie|ploeg": "je wilt leren wat wij kunnen leren",
            "bij ons|het|onze ~ team|groep|club|ploeg past|passen|pas": "je wilt leren wat wij kunnen leren",
            "past|pas|passen bij|tussen ons": "je wilt leren wat wij kunnen leren",
            "teamfit|cultuurfit|cultuurmatch": "we bespreken wat je wilt leren",
            "cultural|culture|team fit": "we bespreken wat je wilt leren",
            "ons kent ons": "een team van zes mensen",
        },
    ),
    *entries(
        COSY,
        {
            "gezellige ~ groep|club|team|ploeg|boel|bende|collega": "een vaste begeleider",
            "gezellig team|clubje|groepje|ploegje": "een vaste begeleider",
            "grote familie": "een team van zes mensen",
            "vrijmibo|vrijmibos|vrijdagmiddagborrel*": "we sluiten de week samen af",
            "gezelligheidsdier|gangmaker|feestbeest|feestbeesten": "laat dit weg",
            "gevoel voor humor|zelfspot": "laat dit weg",
        },
    ),
    Entry(
        "borrel|borrels",
        COSY,
        "we sluiten de week samen af",
        beside=frozenset({"serveert", "serveren", "gasten", "klanten"}),
    ),
    *entries(
        TEASING,
        {
            "tegen een stootje|geintje|grapje": "je kunt altijd zeggen wat je dwarszit",
            "dikke huid": "je begeleider helpt bij lastige klanten",
            "stevig|sterk in je schoenen": "je begeleider helpt bij lastige klanten",
            "ruwe|harde|grove humor|grappen": "we gaan netjes met elkaar om",
        },
    ),
    *entries(
        CHARACTER,
        {
            "spontane persoonlijkheid|uitstraling": "je praat met klanten over hun auto",
            "vlotte|goede babbel": "je praat met klanten over hun auto",
            "extravert|extraverte|extrovert|extroverte": "je praat met klanten",
        },
    ),
    *entries(
        BELIEF,
        {
            "geen|zonder ~ hoofddoek|hoofddoeken|hoofdbedekking|keppel|keppeltje": "een hoofddoek van werkstof krijg je van ons",
            "hoofddoek|hoofddoeken|hoofdbedekking|keppel ~ niet|verboden|af": "een hoofddoek van werkstof krijg je van ons",
            "geen|zonder ~ religieuze|geloofsuitingen|kruisje": "lange kettingen gaan af bij machines",
            "niet religieus|gelovig": "laat dit weg",
            "niet ~ ramadan|vasten": "laat dit weg",
        },
    ),
    *entries(
        BELIEF_HINT,
        {
            "neutrale kleding|uitstraling|uiterlijk": "je draagt werkkleding van ons",
            "christelijke|islamitische|katholieke|joodse ~ overtuiging|levensovertuiging|achtergrond": "zeg hoe je op het werk met geloof omgaat",
            "onderschrijf|onderschrijft|onderschrijven ~ grondslag|identiteit|geloof": "je gaat met respect om met ons geloof",
            "hand|handen geven|schudden": "je begroet klanten vriendelijk",
        },
    ),
)

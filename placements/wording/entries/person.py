"""Asking for what is not needed: a photo, a car, a laptop, money, a higher diploma."""

from django.utils.translation import gettext_lazy as _

from placements.wording.vocabulary import Entry, Reason, Severity, Theme, entries

PICTURE = Reason(
    Theme.PERSON,
    Severity.SHUTS_OUT,
    _(
        "Wie een foto of video ziet, kiest ook op uiterlijk en afkomst, vaak zonder het te merken. "
        "Je hebt die pas nodig voor een toegangspas."
    ),
)
BIRTH = Reason(
    Theme.PERSON,
    Severity.SHUTS_OUT,
    _(
        "Hiermee zie je leeftijd of afkomst, terwijl je die niet nodig hebt om te kiezen. "
        "De school regelt deze gegevens later in de praktijkovereenkomst."
    ),
)
LICENCE = Reason(
    Theme.MEANS,
    Severity.THINK,
    _(
        "Een rijbewijs kost veel geld en niet iedereen kan het halen. "
        "Vraag het alleen als rijden bij de leertaken hoort, en zeg dat dan."
    ),
)
OWN = Reason(
    Theme.MEANS,
    Severity.SHUTS_OUT,
    _("Niet iedereen kan dit betalen. Wat nodig is voor het werk, hoort het bedrijf te geven."),
)
UNPAID = Reason(
    Theme.MEANS,
    Severity.SHUTS_OUT,
    _(
        "Zonder vergoeding kan niet elke student deze stage betalen. In het Stagepact is "
        "afgesproken dat iedere student in elk geval de onkosten terugkrijgt."
    ),
)
HIGHER = Reason(
    Theme.EDUCATION,
    Severity.SHUTS_OUT,
    _(
        "Je vraagt meer dan de opleiding. Een student komt dit juist leren. "
        "Noem de leertaken en het niveau van de opleiding."
    ),
)
EXPERIENCE = Reason(
    Theme.EDUCATION,
    Severity.SHUTS_OUT,
    _("Ervaring doet een student juist op tijdens de stage. Wie geen netwerk heeft, valt zo af."),
)
DIPLOMAS = Reason(
    Theme.EDUCATION,
    Severity.THINK,
    _("Moet dit echt? Ook studenten van een ander niveau kunnen deze taken misschien leren."),
)
# What the company gives or lends is not asked of the student.
_GIVEN = frozenset("krijg krijgt krijgen leen lenen halen geven betalen".split())

ENTRIES: tuple[Entry, ...] = (
    *entries(
        PICTURE,
        {
            "pasfoto|pasfotos": "stuur je leerwensen",
            "cv ~ foto": "stuur je leerwensen",
            "foto|video|filmpje van|over jezelf": "stuur je leerwensen",
            "motivatievideo|videopitch|vlog": "stuur je leerwensen, geschreven of gesproken",
            "instagram|facebook|tiktok|linkedin account|profiel|pagina": "stuur je leerwensen",
        },
    ),
    *entries(
        BIRTH,
        {
            "geboortedatum|geboortejaar": "laat dit weg",
            "geboorteplaats|geboorteland": "laat dit weg",
        },
    ),
    *entries(
        LICENCE,
        {"rijbewijs|autorijbewijs|rijbewijzen": "je rijdt mee met een monteur"},
        beside=_GIVEN,
    ),
    *entries(
        OWN,
        {
            "eigen auto|vervoer|scooter": "je komt ook met bus 12",
            "eigen laptop|macbook|computer|tablet": "je krijgt een laptop van ons te leen",
            "eigen telefoon|smartphone": "je krijgt een telefoon van ons te leen",
            "eigen gereedschap|messenset|werkkleding|werkschoenen": "gereedschap krijg je van ons te leen",
            "bezit van ~ auto|vervoer|scooter|laptop": "je krijgt van ons te leen wat je nodig hebt",
            "beschikt|beschik|beschikken over ~ auto|vervoer|scooter|laptop": "je krijgt van ons te leen wat je nodig hebt",
        },
        beside=_GIVEN,
    ),
    *entries(
        UNPAID,
        {
            "onbetaald|onbetaalde": "je krijgt een vergoeding",
            "geen|zonder ~ vergoeding|stagevergoeding|onkostenvergoeding": "je krijgt een vergoeding",
            "vergoeding ~ niet mogelijk": "je krijgt een vergoeding",
        },
    ),
    *entries(
        HIGHER,
        {
            "hbo|wo|universitair|academisch werk|niveau|denkniveau|denk": "je volgt een opleiding op niveau 4",
            "geen mbo|mboer|mboers": "noem de leertaken",
            "slimste|knapste|beste koppen|studenten": "studenten die dit vak willen leren",
            "topstudent|topstudenten|toptalent|toptalenten": "studenten die dit vak willen leren",
            "high potential|potentials": "studenten die dit vak willen leren",
            "hoge|goede|uitstekende cijfers|cijferlijst": "noem de leertaken",
            "bovengemiddeld intelligent|slim": "noem de leertaken",
        },
    ),
    *entries(
        EXPERIENCE,
        {
            "ervaring|werkervaring vereist|verplicht|noodzakelijk|gewenst": "ervaring doe je bij ons op",
            "jaar ~ ervaring|werkervaring": "ervaring doe je bij ons op",
            "ruime|relevante|aantoonbare ~ ervaring|werkervaring": "ervaring doe je bij ons op",
        },
        after=frozenset({"op", "opdoen", "opdoet"}),
        beside=frozenset({"heeft", "hebben", "onze"}),  # the company speaks of its own people
    ),
    *entries(
        DIPLOMAS,
        {
            "alleen|uitsluitend ~ hbo|wo|universitaire|vwo|havo": "noem de leertaken",
            "minimaal ~ hbo|wo|vwo|havo": "noem de leertaken",
        },
    ),
)

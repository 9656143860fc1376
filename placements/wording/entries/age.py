"""Age. 'Student', 'starter', 'beginnend' and 'stagiair' say nothing of it and are not here."""

from django.utils.translation import gettext_lazy as _

from placements.wording.vocabulary import Entry, Law, Reason, Severity, Theme, entries

ASKED = Reason(
    Theme.AGE,
    Severity.LAW,
    _(
        "Je vraagt naar een leeftijd. Dat mag meestal niet. "
        "Er zijn ook studenten van 30 of 50, en zij leren even goed."
    ),
    Law.WGBL,
)
MINIMUM = Reason(
    Theme.AGE,
    Severity.THINK,
    _(
        "Een minimumleeftijd mag alleen als een wet die vraagt, zoals bij gevaarlijk werk. "
        "Zet die regel er dan bij."
    ),
    Law.WGBL,
)
HINTED = Reason(
    Theme.AGE,
    Severity.SHUTS_OUT,
    _("Dit klinkt alsof je alleen jonge mensen zoekt. Wie ouder is, reageert dan niet."),
    Law.WGBL,
)
TEAM = Reason(
    Theme.AGE,
    Severity.SHUTS_OUT,
    _(
        "Hoe oud je collega's zijn, zegt niet wat een student leert. "
        "Wie ouder is, denkt: daar hoor ik niet bij."
    ),
    Law.WGBL,
)

# Who says so speaks of the people one works for, and not of the student.
_WORKED_FOR = frozenset(
    "kinderen jongeren leerlingen scholieren cliënten bewoners deelnemers klanten patiënten leden "
    "bezoekers doelgroep ouderen jeugd garantie".split()
)
# "Je bent tussen 14 en 17 uur in de winkel": a number of these is no age.
_COUNTED = frozenset(
    "uur uren h 00 15 30 45 minuten min dagen weken maanden keer euro procent graden kilo kg meter "
    "cm kilometer km mensen personen collega collegas studenten stagiairs medewerkers gasten "
    "opdrachten taken lessen plekken".split()
)

ENTRIES: tuple[Entry, ...] = (
    *entries(
        ASKED,
        {
            "jong talent": "iemand met aanleg voor dit vak",
            "je|jij|jullie bent|zijn ~ jong|jonge": "je wilt dit vak leren",
            "jonge ~ starter|starters|kandidaat|kandidaten|kracht|krachten": "een starter",
            "jonge ~ student|studenten|stagiair|stagiairs|medewerker|medewerkers": "een student",
            "jonge ~ monteur|monteurs|kok|koks|verkoper|verkopers|hulp|vakmensen": "een student",
            "jonge ~ collega|enthousiasteling|enthousiastelingen": "een nieuwe collega",
        },
    ),
    Entry(
        "jonge hond|honden",
        ASKED,
        "iemand die snel wil leren",
        beside=frozenset("katten puppy puppys asiel dieren dierenasiel kennel uitlaten".split()),
    ),
    *entries(
        ASKED,
        {
            "maximaal|hooguit|hoogstens|max # jaar": "iedereen die dit vak wil leren",
            "niet ouder dan #": "iedereen die dit vak wil leren",
            "jonger dan #": "iedereen die dit vak wil leren",
            "tussen ~ # en # jaar": "iedereen die dit vak wil leren",
            "# t m # jaar": "iedereen die dit vak wil leren",
            "# tot ~ # jaar": "iedereen die dit vak wil leren",
            "leeftijd ~ tussen|tot|maximaal|rond": "noem geen leeftijd",
        },
        beside=_WORKED_FOR,
    ),
    *entries(
        ASKED,
        {
            "bent tussen ~ # en #": "je wilt dit vak leren",
            "ben je|jij tussen ~ # en #": "je wilt dit vak leren",
            "iemand|mensen|kandidaat|kandidaten tussen ~ # en #": "iedereen die dit vak wil leren",
            "student|studenten|stagiair|stagiairs|collega tussen ~ # en #": "een student",
        },
        beside=_WORKED_FOR,
        after=_COUNTED,
    ),
    # The words behind it have a reason of their own, and a passage is said once.
    Entry("jong|jonge", ASKED, "een student", followed=frozenset({"native"})),
    *entries(
        MINIMUM,
        {"vanaf|minimaal|minstens # jaar": "noem de regel, zoals: 18 jaar vanwege de heftruck"},
        beside=_WORKED_FOR,
    ),
    *entries(
        HINTED,
        {
            "jong en ambitieus|dynamisch|enthousiast|fris|hip|onbevangen|energiek": "leergierig",
            "jeugdig*": "enthousiast",
            "young professional*": "beginnend vakmens",
            "digital native|natives": "iemand die handig is met computers",
            "schoolverlater*": "iemand die aan dit vak begint",
            "pas|net|recent|vers afgestudeerd*": "iemand met een diploma van deze opleiding",
            "vers|fris van school": "iemand die aan dit vak begint",
            "generatie z|y|alpha": "studenten",
            "millennial*": "studenten",
            "twintiger|twintigers": "studenten",
        },
    ),
    *entries(
        TEAM,
        {
            "jong|jonge ~ team|ploeg|club|collega|collegas": "een team van zes mensen",
            "jong en gezellig|dynamisch team": "een team van zes mensen",
        },
    ),
)

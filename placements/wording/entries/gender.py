"""Sex and gender: names of jobs for one of them, and asking for one."""

from django.utils.translation import gettext_lazy as _

from placements.wording.vocabulary import Entry, Law, Reason, Severity, Theme, entries

JOB = Reason(
    Theme.GENDER,
    Severity.LAW,
    _(
        "Deze naam noemt alleen mannen of alleen vrouwen. In een vacature mag dat meestal niet. "
        "Kies een naam voor iedereen, of zet er (m/v/x) bij."
    ),
    Law.WGB_MV,
)
ASKED = Reason(
    Theme.GENDER,
    Severity.LAW,
    _("Je vraagt om een man of om een vrouw. Dat mag meestal niet. Zeg wat iemand komt leren."),
    Law.WGB_MV,
)
PRONOUN = Reason(
    Theme.GENDER,
    Severity.THINK,
    _("Met 'hij' denken veel mensen dat je een man zoekt. Schrijf 'je' of 'de student'."),
)
OFFICIAL = Reason(
    Theme.GENDER,
    Severity.THINK,
    _("Dit woord noemt een man. Heet de opleiding zo, zet er dan (m/v/x) bij."),
    Law.WGB_MV,
)
ATMOSPHERE = Reason(
    Theme.GENDER,
    Severity.SHUTS_OUT,
    _("Hieruit lezen mensen dat het werk alleen voor mannen, of alleen voor vrouwen is."),
    Law.WGB_MV,
)

_MEN = "man|mannen|vent|kerel|kerels|jongen|jongens|gast|gasten|heren|knul|knaap"
_WOMEN = "vrouw|vrouwen|dame|dames|meid|meiden|meisje|meisjes"
# "Onze gastvrouw begeleidt je" speaks of somebody who works there.
_A_COLLEAGUE = frozenset({"onze", "de", "andere"})

ENTRIES: tuple[Entry, ...] = (
    *entries(
        JOB,
        {
            "klusjesman|klusman|klusjesmannen": "klusser",
            "*medewerkster|*medewerksters": "medewerker",
            "gastvrouw|gastvrouwen": "gastheer of gastvrouw",
            "gastheer|gastheren": "gastheer of gastvrouw",
            "schoonmaakster|schoonmaaksters|poetsvrouw|werkster": "schoonmaker (m/v/x)",
            "verpleegster|verpleegsters": "verpleegkundige",
            "verzorgster|kraamverzorgster|verzorgsters": "verzorgende",
            "secretaresse|secretaresses|directiesecretaresse": "secretarieel medewerker",
            "kapster|kapsters": "kapper (m/v/x)",
            "naaister|naaisters": "medewerker naaiatelier",
            "caissière|caissières|caissiere": "kassamedewerker",
            "serveerster|serveersters": "medewerker bediening",
            "ober|kelner|kelners": "medewerker bediening",
            "stewardess|stewardessen": "cabinepersoneel",
            "juf|juffen": "onderwijsassistent",
            "winkelmeisje|koffiemeisje|bezorgmeisje|bakkersmeisje": "medewerker",
            "loopjongen|loopjongens|bezorgjongen|krantenjongen": "bezorger",
            "cameraman|cameramannen": "cameramens",
            "voorman|voormannen": "teamleider",
            "zakenman|zakenmannen": "ondernemer",
            "brandweerman|politieman|brandweermannen|politiemannen": "medewerker van de brandweer of politie",
            "directrice|lerares|laborante|receptioniste|telefoniste|chauffeuse": "noem de functie zonder geslacht",
            "*assistente|*assistentes": "assistent (m/v/x)",
            "verkoopster|verkoopsters|winkeljuffrouw": "verkoper (m/v/x)",
            "*leidster|*leidsters": "pedagogisch medewerker",
        },
        before=_A_COLLEAGUE,
    ),
    *entries(
        OFFICIAL,
        {
            "timmerman|timmermannen": "timmerkracht",
            "vakman|vakmannen|vaklieden": "vakmens",
            "bouwvakman|buitenman|magazijnman": "medewerker",
        },
        before=_A_COLLEAGUE,
    ),
    *entries(
        ASKED,
        {
            f"zoek|zoeken|zoekt ~ {_MEN}|{_WOMEN}": "we zoeken een student",
            f"{_MEN}|{_WOMEN} gezocht": "student gezocht",
            f"alleen|uitsluitend|liefst|liever ~ {_MEN}|{_WOMEN}": "iedereen die dit vak wil leren",
            f"voorkeur ~ {_MEN}|{_WOMEN}": "iedereen die dit vak wil leren",
            f"leuke|spontane|vlotte|gezellige|representatieve ~ {_MEN}|{_WOMEN}": "een student",
            f"enthousiaste|nette|sportieve|zorgzame ~ {_MEN}|{_WOMEN}": "een student",
            f"jonge ~ {_MEN}|{_WOMEN}": "een student",
            "mannelijke ~ kandidaat|kandidaten|medewerker|collega|kracht|stagiair|student": "een student",
            "vrouwelijke ~ kandidaat|kandidaten|medewerker|collega|kracht|stagiair|student": "een student",
        },
    ),
    *entries(PRONOUN, {"hij": "je"}),
    *entries(
        ATMOSPHERE,
        {
            f"sterke|stoere|stevige|echte|ruige ~ {_MEN}|{_WOMEN}": "je tilt met hulpmiddelen",
            "mannenwerk|vrouwenwerk|mannenwereld|mannenbolwerk": "noem het werk zelf",
            "mannenteam|vrouwenteam|damesteam|meidenteam|herenteam": "een team van zes mensen",
            "mannen|jongens|kerels|vrouwen|meiden onder elkaar": "een team van zes mensen",
            "watje|watjes|mietje|mietjes|haantje|haantjes": "zeg wat het werk vraagt",
            "bikkel|bikkels": "iemand die graag doorwerkt",
            "winnaarsmentaliteit|killersmentaliteit|killersinstinct": "je wilt iets goed leren",
        },
    ),
)

"""What /ontwerp/ shows: every component in the states that pages rarely reach."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from stagebaken.ui.forms import CardCheckboxes, CardRadio

GROUNDS = [("origin", "Afkomst of huidskleur"), ("belief", "Geloof of levensovertuiging")]
GROUND_TEXTS = {
    "origin": "Waar jij of je familie vandaan komt. Ook je naam of je accent.",
    "belief": "Bijvoorbeeld je hoofddoek, je gebed, of dat je niet gelooft.",
}
WISHES = [("talk", "Praat met mij"), ("keep", "Bewaar het alleen voor mij")]
WISH_TEXTS = {"talk": "Iemand van het meldteam schrijft je.", "keep": "Niemand leest het."}
TEAM = [("p1", "Mehmet Aydın"), ("p2", "Wim de Roo")]
ROLES = {"p1": "Vertrouwenspersoon", "p2": "Stagecoördinator Zorg, ook mentor"}


class SampleForm(forms.Form):
    """One field of every kind."""

    code = forms.CharField(
        label="Je code van 25 cijfers",
        help_text="Met of zonder spaties, dat maakt niet uit.",
        error_messages={"required": "Vul je code in. Hij heeft 25 cijfers."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    account = forms.CharField(
        label="Wat gebeurde er?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    school = forms.ChoiceField(
        label="Je school",
        choices=[("", "Kies je school"), ("z", "mbo Zeewaarde"), ("h", "hogeschool Havenhoofd")],
        error_messages={"required": "Kies je school."},
    )
    password = forms.CharField(
        label="Wachtwoord",
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Minstens 12 tekens.",
    )
    known = forms.BooleanField(
        label="Het meldteam mag weten wie ik ben",
        error_messages={"required": "Zet een vinkje, of kies ‘anoniem’."},
    )
    grounds = forms.MultipleChoiceField(
        label="Waar had het mee te maken, denk je?",
        help_text="Kies alles wat past. Je mag deze vraag ook overslaan.",
        choices=GROUNDS,
        required=False,
        widget=CardCheckboxes(texts=GROUND_TEXTS),
    )
    wish = forms.ChoiceField(
        label="Wat moet er met je melding gebeuren?",
        choices=WISHES,
        widget=CardRadio(texts=WISH_TEXTS),
        error_messages={"required": "Kies wat er moet gebeuren."},
    )
    excluded = forms.MultipleChoiceField(
        label="Wie mag dit niet zien?",
        help_text="Die persoon merkt niet dat er een melding is.",
        choices=TEAM,
        required=False,
        widget=CardCheckboxes(texts=ROLES),
    )
    file = forms.FileField(
        label="Kies een bestand",
        required=False,
        help_text="Een foto, pdf, tekst of geluid.",
        widget=forms.FileInput,
    )


TRACK = [
    {"name": "Ontvangen", "when": "9 november", "state": "done"},
    {"name": "Jouw keuze", "when": "Graag voor 4 december", "state": "now"},
    {"name": "Gesprek met bedrijf", "when": "Alleen als jij ja zegt", "state": ""},
]
TIMELINE = [
    {
        "icon": "eye",
        "title": "Vertrouwenspersoon",
        "text": "las je melding",
        "when": "11 november",
    },
    {"icon": "lock", "title": "", "text": "Je melding ging in de kluis", "when": "9 november"},
]
FILES = [{"name": "Foto 1", "size": "2,1 MB", "icon": "image", "url": "#", "remove_value": "1"}]
CONVERSATION = [
    {
        "author": "Mehmet Aydın",
        "role": "vertrouwenspersoon",
        "when": "11 november",
        "text": "Dank je dat je dit vertelt. Ik geloof je.\nZou je mij willen schrijven?",
        "is_own": False,
    },
    {
        "author": "Jij",
        "when": "13 november",
        "text": "Ja. Ik stuur een foto mee.",
        "is_own": True,
        "files": FILES,
    },
]
CASES = [
    {
        "url": "#",
        "title": "Ontvangst bevestigen",
        "number": "K7M-42P",
        "status": "Nieuw",
        "about": "Zorg en welzijn",
        "due": "2 werkdagen te laat",
        "due_state": "late",
    },
    {
        "url": "#",
        "title": "Nazorg: hoe gaat het nu?",
        "number": "N4C-60L",
        "status": "Nazorg",
        "about": "Horeca",
        "due": "Over 3 werkdagen",
        "due_state": "",
    },
]
BOARD = [
    {"title": "Jij", "is_lit": True, "count": "2 zaken", "cases": CASES},
    {"title": "SBB", "is_lit": False, "count": "0 zaken", "empty": "Hier ligt nu niets bij SBB."},
]
FACTS = [("Bedrijf", "Autobedrijf Windwijzer, Oosterhaven"), ("Wanneer", "Tijdens de stage")]
SEGMENT = [
    {"url": "#", "label": "Bord", "icon": "board", "is_current": True},
    {"url": "#", "label": "Lijst", "icon": "list", "is_current": False},
]
COLUMNS: list[Any] = ["School", "Sector", ("Meldingen", "number")]
ROWS = [[("mbo Zeewaarde", "#"), "Techniek", 12], ["hogeschool Havenhoofd", "Zorg", 7]]


def context() -> dict[str, Any]:
    """Fill the page; one form is as it is first seen, the other has just been refused."""
    return {
        "sample": SampleForm(prefix="leeg"),
        "refused": SampleForm(data={}, prefix="fout"),
        "track": TRACK,
        "timeline": TIMELINE,
        "files": FILES,
        "conversation": CONVERSATION,
        "board": BOARD,
        "facts": FACTS,
        "segment": SEGMENT,
        "table_columns": COLUMNS,
        "table_rows": ROWS,
        "code_groups": ["48210", "73954", "06618", "25097", "31846"],
        "losses": ["3 berichten", "1 foto"],
        "preview": ["“Wij willen graag horen hoe u bepaalt wie welk werk doet.”"],
        "withheld": ["Het bedrijf leest niet: je naam, je klas en wat jij schreef."],
        "answers": [("yes", "Ja, dit mag"), ("no", "Nee, liever niet"), ("talk", "Ik wil praten")],
        "results": Paginator(range(90), 30).page(2),
        "vault": SimpleNamespace(text="Kluis open tot 14.35 uur"),
    }

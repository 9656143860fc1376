"""The letter to the company: who asks, what hoor en wederhoor is, the term, and the code.

No question, no case, no name of a member (whose department could tell who reported) and no
accusation. As words for a page, and as a tagged PDF (PDF/UA-1) made in memory.
"""

import datetime as dt
import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import typst
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.translation import get_language, gettext, override

from schools.registry.models import School
from stagebaken.ui.templatetags.ui import long_date, short_date
from stagebaken.vault import receipts
from stagebaken.web.days import today

ROOM = Path(__file__).parent


@dataclass(frozen=True)
class Letter:
    """What a letter is about."""

    school: School
    receiver: str  # the company, as the reporter read it in the preview
    due_on: dt.date
    code: str


def words(letter: Letter) -> dict[str, Any]:
    """Every word of the letter, in the language of companies: not that of who prints it."""
    with override(settings.LANGUAGE_CODE):
        return _words(letter)


def _words(letter: Letter) -> dict[str, Any]:
    school = {"school": letter.school.name}
    return {
        "language": get_language(),
        "title": gettext("Een vraag aan je bedrijf"),
        "school": letter.school.name,
        "receiver": letter.receiver,
        "day": short_date(today()),
        "lead": gettext(
            "%(school)s wil je iets vragen over een stage bij je bedrijf. Er is nog niets "
            "besloten. We horen graag eerst wat jij ervan vindt."
        )
        % school,
        "about_title": gettext("Waarom krijg je deze brief?"),
        "about": gettext(
            "Hoort een school iets over een leerbedrijf, dan vraagt zij het ook aan het bedrijf "
            "zelf. Dat heet hoor en wederhoor. Deze brief is geen beschuldiging. Wat je antwoordt, "
            "telt mee."
        ),
        "how_title": gettext("Zo lees en beantwoord je de vraag"),
        "how": [
            gettext("Ga naar het adres hieronder en typ de code. Je hebt geen account nodig."),
            gettext("Lees de vraag en schrijf je antwoord. Je leest het na voor je het verstuurt."),
            gettext("Met dezelfde code kun je later je eigen antwoord teruglezen."),
        ],
        "address_label": gettext("Adres"),
        "address": address(),
        "address_shown": address().partition("://")[2],
        "code_label": gettext("Code"),
        "code": receipts.grouped(letter.code),
        "due_label": gettext("Antwoord uiterlijk"),
        "due": long_date(letter.due_on),
        "rules_title": gettext("Goed om te weten"),
        "rules": rules(),
        "closing": gettext("Met vriendelijke groet,"),
        "sender": gettext("namens %(school)s") % school,
    }


def rules() -> list[str]:
    """What holds for both sides; also on the page of the question."""
    return [
        gettext("De vraag noemt niet wie er iets vertelde. Probeer dat ook niet uit te zoeken."),
        gettext(
            "Iemand benadelen omdat die misschien iets vertelde, mag niet: niet met het werk, "
            "niet met de beoordeling en niet door een stage te stoppen."
        ),
        gettext(
            "Alleen de mensen van de school die deze zaak behandelen, lezen je antwoord. Wie het "
            "vertelde, hoort wat je antwoordt."
        ),
        gettext(
            "Antwoorden is niet verplicht. Antwoord je niet, dan gaat de school verder zonder."
        ),
    ]


def address() -> str:
    """Where the code is typed, in the letter's language."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('hearing:open')}"


def pdf(letter: Letter) -> bytes:
    """Draw it. A sign that the font lacks is refused by PDF/UA: then the line stays open."""
    known = words(letter)
    try:
        return _compile(known)
    except typst.TypstError:
        return _compile(known | {"receiver": ""})


def _compile(known: dict[str, Any]) -> bytes:
    return typst.compile(
        (ROOM / "letter.typ").read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        sys_inputs={"words": json.dumps(known), "mark": _mark()},
        timestamp=dt.datetime.combine(today(), dt.time(), dt.UTC),
    )


def _mark() -> str:
    return Path(cast("str", finders.find("ui/mark.svg"))).read_text()


@functools.cache
def _fonts() -> typst.Fonts:
    """Only the font that we ship: the letter is the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(apps.get_app_config("administration").path) / "fonts")],
    )

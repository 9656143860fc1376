"""The QR poster for the classroom: an A4 page as tagged PDF (PDF/UA-1)."""

import datetime as dt
import functools
import io
import json
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlencode

import segno
import typst
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import get_language, gettext

from schools.registry.models import School, Sector
from stagebaken.web.days import today

ROOM = Path(__file__).parent
QUIET_ZONE = 2  # modules of white around the code, within the white frame


def address(school: School) -> str:
    """Where the code leads: the intake in the poster's language, with this school chosen."""
    language = get_language()
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{settings.PUBLIC_ADDRESS}{prefix}/melden/?{urlencode({'school': school.code})}"


def poster(school: School) -> bytes:
    """Draw the poster in the language of now."""
    return drawn(school, "pdf")


def drawn(school: School, form: Literal["pdf", "png"]) -> bytes:
    words = _words(school)
    try:
        return _compile(words, school, form)
    except typst.TypstError:
        # PDF/UA refuses a sign that the font lacks; the code of a school is plain letters.
        return _compile(words | {"school": school.code}, school, form)


def _compile(words: dict[str, object], school: School, form: Literal["pdf", "png"]) -> bytes:
    return typst.compile(
        (ROOM / "poster.typ").read_bytes(),
        format=form,
        pdf_standards=["ua-1"] if form == "pdf" else [],
        font_paths=_fonts(),
        sys_inputs={"words": json.dumps(words), "qr": _code(school), "mark": _mark()},
        timestamp=dt.datetime.combine(today(), dt.time(), dt.UTC),
    )


def _words(school: School) -> dict[str, object]:
    bare = settings.PUBLIC_ADDRESS.partition("://")[2]
    return {
        "language": get_language(),
        "title": gettext("Poster van het meldpunt stagediscriminatie"),
        "school": school.name,
        "headline": gettext("Word je anders behandeld op je stage?"),
        "lead": gettext(
            "Of krijg je geen stage, om wie je bent? Vertel het. "
            "Jij kiest wie het leest en wat er daarna gebeurt."
        ),
        "scan": gettext("Scan en vertel het"),
        "points": [
            gettext("Zonder account"),
            gettext("Zonder naam, als je dat wilt"),
            gettext("Zonder bewijs"),
            gettext("Stoppen mag altijd"),
        ],
        "qr_alt": gettext("QR-code. Hij opent dit adres: %(address)s")
        % {"address": address(school)},
        "or_type": gettext("Of typ dit adres in je browser:"),
        "address": address(school),
        "address_shown": f"{bare}/melden",
        "help_title": gettext("Liever met iemand buiten school praten?"),
        "help": _help(school),
    }


def _help(school: School) -> str:
    students = "LSVb, ISO" if school.sector == Sector.HBO else "JOB MBO"
    others = gettext("discriminatie.nl · College voor de Rechten van de Mens")
    return gettext("%(others)s · %(students)s. Dat is gratis.") % {
        "others": others,
        "students": students,
    }


def _code(school: School) -> str:
    picture = io.BytesIO()
    code = segno.make(address(school), error="q", micro=False)
    code.save(picture, kind="svg", border=QUIET_ZONE, omitsize=True, dark="#000")
    return picture.getvalue().decode()


def _mark() -> str:
    return Path(cast("str", finders.find("ui/mark.svg"))).read_text()


@functools.cache
def _fonts() -> typst.Fonts:
    """Only the font that we ship: the poster is the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(ROOM / "fonts")],
    )

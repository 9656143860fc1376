"""The report on paper: a tagged PDF (PDF/UA-1), with the same words and figures as the page."""

import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.yearly.pages import Written, WrittenSheet, written
from reports.yearly.reading import Report
from schools.administration import poster
from schools.registry.models import School
from stagebaken.ui.templatetags.ui import short_date

ROOM = Path(__file__).parent
FONTS = poster.ROOM / "fonts"


def document(report: Report, school: School | None) -> bytes:
    """Draw the report in the language of now."""
    words = _words(report, school)
    try:
        return _compile(words, report)
    except typst.TypstError:
        # PDF/UA refuses a sign that the font lacks; the code of a school is plain letters.
        code = school.code if school else ""
        return _compile(words | {"scope": code}, report)


def _compile(words: dict[str, Any], report: Report) -> bytes:
    return typst.compile(
        (ROOM / "report.typ").read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        sys_inputs={"words": json.dumps(words)},
        timestamp=dt.datetime.combine(report.release.released_on, dt.time(), dt.UTC),
    )


def _words(report: Report, school: School | None) -> dict[str, Any]:
    page = written(report)
    return {
        "language": get_language(),
        "title": _("Meldingen in schooljaar %(year)s") % {"year": report.year_name},
        "scope": school.name if school else _("Scholen samen"),
        "standing": _("%(kind)s, vastgesteld op %(day)s")
        % {
            "kind": report.release.get_kind_display(),
            "day": short_date(report.release.released_on),
        },
        "notes": page["notes"],
        "columns": [[str(column.label), column.period] for column in report.columns],
        "totals_label": page["totals_label"],
        "totals_head": page["totals_head"],
        "totals": [_line(*line) for line in page["totals"]],
        "sheets": [_sheet(sheet) for sheet in page["sheets"]],
        "too_few": page["too_few"],
    }


def _sheet(sheet: WrittenSheet) -> dict[str, Any]:
    return {
        "label": str(sheet.label),
        "about": str(sheet.about),
        "head": sheet.head,
        "lines": [_line(*line) for line in sheet.lines],
        "hidden": _("Niet getoond: %(items)s") % {"items": " · ".join(sheet.hidden)}
        if sheet.hidden
        else "",
    }


def _line(label: Any, cells: list[Written]) -> list[str]:
    return [str(label), *(text for _column, text, _hidden in cells)]


@functools.cache
def _fonts() -> typst.Fonts:
    """Only the font that we ship: the report is the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )

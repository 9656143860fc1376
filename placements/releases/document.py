"""A school's page on paper: a tagged PDF (PDF/UA-1), with the same words and stored figures.

The picture is drawn in vectors from the same places as that of the page, and told in words.
"""

from pathlib import Path
from typing import Any, Final

from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from placements.releases import showing
from placements.releases.chart import Chart, Mark
from placements.releases.choosing import Choice, code
from placements.releases.reading import Line, Sheet
from schools.administration.typesetting import typeset
from schools.registry.models import School
from stagebaken.ui.templatetags.ui import short_date

TEMPLATE: Final = Path(__file__).with_name("report.typ")
NONE: Final = "–"
WIDTH: Final = 640  # of the picture, in its own units; its heights are those of the page
# The colours of the page; on paper there is no dark theme.
INK, SOFT, ACCENT, LINE, QUIET = "#12272e", "#4a5c62", "#0b6068", "#c9d2d4", "#f3f0e8"


def file_name(school: School, choice: Choice) -> str:
    figure = f"{choice.indicator.name}-{choice.table}".replace("_", "-")
    return f"uitkomsten-{school.code}-{code(choice.release)}-{figure}-{get_language()}.pdf"


def drawn(school: School, choice: Choice) -> bytes:
    """In the language of now."""
    note = _("Sommige tekens kan dit bestand niet tonen. Ze staan tussen haken, met hun naam.")
    return typeset(TEMPLATE, words(school, choice), note=note)


def words(school: School, choice: Choice) -> dict[str, Any]:
    page = showing.written(choice, with_course=False)
    sheet: Sheet = page["sheet"]
    return {
        "language": get_language(),
        "title": str(sheet.indicator.question),
        "school": school.name,
        "standing": _("schooljaar %(year)s · %(kind)s, vastgezet op %(day)s")
        % {
            "year": page["school_year"],
            "kind": sheet.release.get_kind_display(),
            "day": short_date(sheet.release.released_on),
        },
        "heading": page["heading"],
        "sentences": " ".join(page["sentences"]),
        "no_cause": str(page["no_cause"]),
        "picture": picture(page["chart"]),
        "description": page["description"],
        "caption": _caption(page["chart"]),
        "table_title": _("Dezelfde cijfers in een tabel"),
        "head": [
            _("Groep"),
            str(sheet.indicator.of_label),
            str(sheet.indicator.part_label),
            str(page["value_label"]),
            _("Waarschijnlijk tussen"),
        ],
        "rows": [_row(line) for line in sheet.lines],
        "rounded": _(
            "Elk aantal is door loting afgerond op een veelvoud van %(base)s, ook elk totaal. "
            "Daardoor telt een kolom niet altijd precies op."
        )
        % {"base": page["base"]},
        "reading_title": _("Zo lees je dit"),
        "notes": [str(text) for _shape, text in page["notes"]],
        "needed_title": _("Wat is er nodig om meer te laten zien?"),
        "needed": [str(text) for text in page["needed"]],
    }


def _caption(chart: Chart) -> str:
    about = _(
        "De stip is wat we zagen. De balk laat zien waar het echte getal waarschijnlijk ligt. "
        "Hoe minder studenten, hoe breder de balk."
    )
    line = _("De staande lijn is het cijfer van alle studenten samen.")
    return f"{about} {line}" if chart.reference else about


def _row(line: Line) -> list[str]:
    """A hidden line has one form, as on the page."""
    if line.is_hidden:
        return [str(line.name), _("verborgen"), NONE, NONE, NONE]
    cells = (line.of, line.part, line.estimate, line.between)
    return [str(line.name), *(NONE if cell in (None, "") else str(cell) for cell in cells)]


# ---------- the picture ----------


def picture(chart: Chart) -> str:
    """SVG that needs no style sheet."""
    base = chart.base
    parts = [_rule(_at(tick.at), base, LINE) for tick in chart.ticks]
    parts += [
        _text(_at(tick.at), chart.words, tick.text, anchor=tick.anchor, ink=SOFT)
        for tick in chart.ticks
    ]
    parts.append(f'<path d="M0 {base}H{WIDTH}" stroke="{SOFT}"/>')
    if chart.reference:
        parts.append(_rule(_at(chart.reference), base, SOFT, dashes=True))
    parts += [shape for mark in chart.marks for shape in _mark(mark)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 0 {WIDTH + 4} {chart.height}" '
        f'width="{WIDTH + 4}" height="{chart.height}">{"".join(parts)}</svg>'
    )


def _mark(mark: Mark) -> list[str]:
    shapes = [_text(0, mark.y, str(mark.line.name), is_bold=True)]
    if mark.line.share is None:
        box = f'<rect x="0" y="{mark.box}" width="{WIDTH}" height="26" rx="6" fill="{QUIET}"/>'
        return [*shapes, box, _text(12, mark.box_text, _("Niet getoond"), ink=SOFT)]
    low, high, at = (_at(place) for place in (mark.low, mark.high, mark.at))
    ink = SOFT if mark.line.is_total else ACCENT
    beam, ends = mark.beam, f"V{mark.below}"
    return [
        *shapes,
        _text(WIDTH, mark.y, mark.line.estimate, anchor="end", ink=SOFT),
        f'<path d="M{low} {beam}H{high}" stroke="{ink}" stroke-opacity=".38" stroke-width="12"/>',
        f'<path d="M{low} {mark.above}{ends}" stroke="{ink}" stroke-width="2"/>',
        f'<path d="M{high} {mark.above}{ends}" stroke="{ink}" stroke-width="2"/>',
        f'<circle cx="{at}" cy="{beam}" r="9" fill="{ink}" stroke="#fff" stroke-width="2.5"/>',
    ]


def _at(percent: str) -> float:
    """From per cents of the width, such as 38.5%."""
    return round(float(percent.removesuffix("%")) * WIDTH / 100, 1)


def _rule(x: float, base: int, ink: str, *, dashes: bool = False) -> str:
    dashed = ' stroke-dasharray="5 4"' if dashes else ""
    return f'<path d="M{x} 6V{base}" stroke="{ink}"{dashed}/>'


def _text(x: float, y: int, text: str, *, anchor: str = "start", ink: str = INK,
          is_bold: bool = False) -> str:  # fmt: skip
    weight = ' font-weight="bold"' if is_bold else ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{ink}" font-size="15"{weight} '
        f'font-family="Liberation Sans">{escape(text)}</text>'
    )

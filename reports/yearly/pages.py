"""What the page and the PDF say, word for word the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from placements.protection.floors import SHOWN_FROM
from placements.protection.rounding import BASE
from reports.yearly.catalogue import HBO_TABLES, Text
from reports.yearly.models import BLOCK_YEARS, Group, PublishedCell
from reports.yearly.reading import Column, Line, Report, Sheet, text, total_text

Written = tuple[Column, str, bool]  # a figure in a column, and whether it is hidden


@dataclass(frozen=True)
class WrittenSheet:
    name: str
    label: Text
    about: Text
    head: str
    lines: list[tuple[Text, list[Written]]]  # none: too few reports to split
    hidden: list[str]  # items of which no column shows anything


def written(report: Report) -> dict[str, Any]:
    """The report in words: notes, the numbers of reports, and a table for each breakdown."""
    return {
        "columns": report.columns,
        "notes": _notes(report),
        "totals_label": _("Aantallen"),
        "totals_head": _("Wat"),
        "totals": [(line.label, _cells(line, report, total_text)) for line in report.totals],
        "sheets": [_sheet(sheet, report) for sheet in report.sheets],
        "too_few": _("Te weinig meldingen om uit te splitsen."),
    }


def _sheet(sheet: Sheet, report: Report) -> WrittenSheet:
    shown = [line for line in sheet.lines if any(line.figures)]
    lines = [(line.label, _cells(line, report, text)) for line in shown]
    whole = (
        _("%(whole)s (n)") % {"whole": sheet.whole.label},
        _cells(sheet.whole, report, total_text),
    )
    return WrittenSheet(
        name=sheet.table.name,
        label=sheet.table.label,
        about=sheet.table.about,
        head=_("Wat"),
        lines=[whole, *lines] if lines else [],
        hidden=[str(line.label) for line in sheet.lines if line not in shown] if lines else [],
    )


def _cells(line: Line, report: Report, say: Callable[[PublishedCell | None], str]) -> list[Written]:
    return [
        (column, say(figure), figure is None and say is text)
        for column, figure in zip(report.columns, line.figures, strict=True)
    ]


def _notes(report: Report) -> list[str]:
    found = [
        _(
            "Elk getal is door loting naar boven of naar beneden afgerond op een veelvoud van "
            "%(base)s, ook elk totaal. Daarom tellen regels niet precies op."
        )
        % {"base": BASE},
        _("Een streepje betekent: niet getoond. Een getal onder de %(floor)s staat hier nooit.")
        % {"floor": SHOWN_FROM},
        _("Tussen haakjes staat het deel van n, met het interval waarin het waarschijnlijk ligt."),
        _("Een melding is wat een student vertelde. Geen cijfer zegt dat er discriminatie was."),
    ]
    if report.tables is HBO_TABLES:
        found.append(_("Wat alleen in het mbo kan, staat hier niet."))
    if not any(column.scope in Group.values for column in report.columns):
        found.append(
            _(
                "Cijfers van scholen samen komen zodra minstens %(number)s scholen meldingen "
                "hebben: anders wijzen ze naar één school."
            )
            % {"number": settings.YEARLY_GROUP_SCHOOLS}
        )
    if not any(column.years == BLOCK_YEARS for column in report.columns):
        found.append(
            _(
                "Elke %(years)s schooljaren komen er cijfers over die jaren samen. Dan is er ook "
                "voor kleine scholen meer te zien."
            )
            % {"years": BLOCK_YEARS}
        )
    return found

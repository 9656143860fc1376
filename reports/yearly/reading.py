"""A yearly report as it is read: columns of published figures, for page, file and API alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from reports.yearly.catalogue import (
    BY_NAME,
    HBO_TABLES,
    TABLES,
    TOTALS,
    WHOLES,
    Cell,
    Table,
    Text,
    Whole,
)
from reports.yearly.models import BLOCK_YEARS, Group, Kind, PublishedCell, YearlyRelease
from schools.registry.models import School, Sector

Wanted = tuple[Q, int, Text, str]  # of a column: whose figures, years, label, the scope's name
HIDDEN = "–"  # the one sign for a hidden figure; why it is hidden is not said


def school_year_name(first: int, years: int = 1) -> str:
    """2026-2027, or of a block 2026-2029."""
    return f"{first}-{first + years}"


@dataclass(frozen=True)
class Column:
    """The published figures of one school or group, over one period."""

    label: Text
    year: int  # in which the (last) school year begins
    years: int
    cells: dict[Cell, PublishedCell]
    scope: str  # a school's code, or a group

    @property
    def period(self) -> str:
        return school_year_name(self.year - self.years + 1, self.years)

    @property
    def total(self) -> int | None:
        return self.cells[TOTALS, Whole.REPORTS].value

    def shown(self, cell: Cell) -> PublishedCell | None:
        """The figure, or None when it is hidden."""
        found = self.cells.get(cell)
        return found if found is not None and found.value is not None else None


@dataclass(frozen=True)
class Line:
    """One item of a table, with its figure in each column."""

    item: str
    label: Text
    figures: list[PublishedCell | None]

    @property
    def texts(self) -> list[str]:
        return [text(figure) for figure in self.figures]


@dataclass(frozen=True)
class Sheet:
    """One table of a report: what it splits, and whether there is anything to show."""

    table: Table
    whole: Line
    lines: list[Line]

    @property
    def has_figures(self) -> bool:
        return any(figure for line in self.lines for figure in line.figures)


@dataclass(frozen=True)
class Report:
    """Of one school, or for SBB, about one school year."""

    release: YearlyRelease
    columns: list[Column]
    tables: tuple[Table, ...] = TABLES

    @property
    def year_name(self) -> str:
        return school_year_name(self.release.year)

    @cached_property
    def totals(self) -> list[Line]:
        return [
            Line(whole, label, [column.shown((TOTALS, whole)) for column in self.columns])
            for whole, label in WHOLES.items()
        ]

    @cached_property
    def sheets(self) -> list[Sheet]:
        return [self._sheet(table) for table in self.tables]

    def _sheet(self, table: Table) -> Sheet:
        lines = [
            Line(item, label, [column.shown((table.name, item)) for column in self.columns])
            for item, label in table.items.items()
        ]
        whole = next(line for line in self.totals if line.item == table.whole)
        return Sheet(table, whole, lines)

    def figures(self) -> Iterator[tuple[Column, Cell, Text, PublishedCell | None]]:
        """Every figure there could be, hidden ones too: for files and the API."""
        for column in self.columns:
            for whole, label in WHOLES.items():
                yield column, (TOTALS, whole), label, column.shown((TOTALS, whole))
            for table in self.tables:
                for item, label in table.items.items():
                    cell = (table.name, item)
                    yield column, cell, label, column.shown(cell)


def text(figure: PublishedCell | None) -> str:
    """A figure as people read it: the count, and its share with the interval where there is one."""
    if figure is None:
        return HIDDEN
    if figure.percent is None:
        return str(figure.value)
    return _("%(value)s (%(percent)s%%; %(low)s–%(high)s%%)") % {
        "value": figure.value,
        "percent": figure.percent,
        "low": figure.low,
        "high": figure.high,
    }


def total_text(figure: PublishedCell | None) -> str:
    """A number of reports. It is hidden for one reason alone, so that can be said."""
    return _("minder dan 15") if figure is None else str(figure.value)


# ---------- which releases and columns ----------


def releases() -> list[YearlyRelease]:
    """One a school year, the latest first: the final one where there is one."""
    found: dict[int, YearlyRelease] = {}
    for release in YearlyRelease.objects.order_by("-year", "kind"):
        found.setdefault(release.year, release)
    return list(found.values())


def of_school(release: YearlyRelease, school: School) -> Report | None:
    """The school itself, its last block of years, and the schools of its kind and all together.

    None for a school that came after the release.
    """
    own, group = Q(school=school), Group(Sector(school.sector))
    wanted: list[Wanted] = [
        (own, 1, _("Onze school"), school.code),
        (own, BLOCK_YEARS, _("Onze school, drie jaar"), school.code),
        (Q(group=group), 1, group.label, group.value),
        (Q(group=Group.ALL), 1, Group.ALL.label, Group.ALL.value),
    ]
    tables = HBO_TABLES if school.sector == Sector.HBO else TABLES
    report = _report(release, wanted, tables)
    return report if report.columns and report.columns[0].scope == school.code else None


def of_groups(release: YearlyRelease) -> Report:
    """For SBB: the mbo schools, and all schools, over a year and over a block."""
    wanted: list[Wanted] = [
        (Q(group=group), years, label, group.value)
        for group in (Group.MBO, Group.ALL)
        for years, label in (
            (1, group.label),
            (BLOCK_YEARS, _("%(group)s, drie jaar") % {"group": group.label}),
        )
    ]
    return _report(release, wanted)


def _report(
    release: YearlyRelease, wanted: Iterable[Wanted], tables: tuple[Table, ...] = TABLES
) -> Report:
    columns = [_column(release, *one) for one in wanted]
    return Report(release, [column for column in columns if column is not None], tables)


def _column(release: YearlyRelease, scope: Q, years: int, label: Text, name: str) -> Column | None:
    source = release if years == 1 else _last_block(release)
    found = PublishedCell.objects.filter(scope, release=source, years=years) if source else ()
    cells = {(cell.table, cell.item): cell for cell in found}
    return Column(label, source.year, years, cells, name) if source and cells else None


def _last_block(release: YearlyRelease) -> YearlyRelease | None:
    """The newest final release, up to this school year, that ends a block."""
    finals = YearlyRelease.objects.filter(kind=Kind.FINAL, year__lte=release.year)
    return next((one for one in finals.order_by("-year") if one.ends_block), None)


def as_row(column: Column, cell: Cell, label: Text, figure: PublishedCell | None) -> dict[str, Any]:
    """One figure for a machine: the codes, the published numbers, and whether it is hidden."""
    table, item = cell
    whole = BY_NAME[table].whole if table in BY_NAME else ""
    return {
        "scope": column.scope,
        "period": column.period,
        "years": column.years,
        "table": table,
        "item": item,
        "label": str(label),
        "value": figure.value if figure else None,
        "suppressed": figure is None,
        "of": str(whole),
        "n": figure.whole if figure else None,
        "percent": figure.percent if figure else None,
        "low": figure.low if figure else None,
        "high": figure.high if figure else None,
    }


def rows(report: Report) -> list[dict[str, Any]]:
    return [as_row(*figure) for figure in report.figures()]

"""Published figures as they are read: for page, file and API alike, from stored rows alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from placements.releases.catalogue import (
    DIRECT,
    EVERYBODY,
    RATIO,
    RESPONSE,
    TABLES,
    TOTAL,
    Indicator,
    Text,
    group_name,
    place,
)
from placements.releases.models import LABELS, PublishedCell, Release

STUDENTS = "n"
COUNT, SHARE = PublishedCell.Form.COUNT, PublishedCell.Form.SHARE


def school_year_name(release: Release) -> str:
    """2025-2026, or of a block 2023-2026."""
    return f"{release.year - release.years + 1}-{release.year + 1}"


@dataclass(frozen=True)
class Line:
    """One group, or all students: what is published of it. Hidden is None, whatever the cause."""

    labels: tuple[str, ...]  # of the dimensions of its table
    name: Text
    of: int | None = None
    part: int | None = None
    share: PublishedCell | None = None

    @property
    def is_total(self) -> bool:
        return not self.labels

    @property
    def is_hidden(self) -> bool:
        return self.share is None and self.of is None

    @property
    def estimate(self) -> str:
        return number_text(self.share, "estimate")

    @property
    def between(self) -> str:
        if self.share is None:
            return ""
        low, high = number_text(self.share, "low", unit=""), number_text(self.share, "high")
        return _("%(low)s en %(high)s") % {"low": low, "high": high}


def number_text(share: PublishedCell | None, field: str, *, unit: str = "%") -> str:
    """A published number as people read it: 68%, or 2,35 of applications per placement."""
    if share is None:
        return ""
    value: Decimal = getattr(share, field)
    if share.name == RATIO:
        return number_format(value, 2)
    return f"{value:.0f}{unit}"


@dataclass(frozen=True)
class Sheet:
    """One indicator, split one way, of one release."""

    release: Release
    indicator: Indicator
    table: str
    lines: list[Line]  # the groups in a fixed order, all students last
    students: int | None
    direct: PublishedCell | None  # always said beside what is about applicants
    response: PublishedCell | None

    @property
    def total(self) -> Line:
        return self.lines[-1]

    @cached_property
    def groups(self) -> list[Line]:
        return self.lines[:-1]

    @property
    def has_groups(self) -> bool:
        return any(not line.is_hidden for line in self.groups)


def sheet(release: Release, indicator: Indicator, table: str) -> Sheet:
    """Read in one query."""
    names = {STUDENTS, indicator.of, indicator.part, indicator.name, DIRECT, RESPONSE} - {""}
    cells = _found(release, (TOTAL, table), names)
    whole = _line(cells, TOTAL, (), indicator)
    groups = sorted(
        {labels for name, form, at, labels in cells if at == table and name == STUDENTS},
        key=lambda labels: [place(*pair) for pair in zip(TABLES[table], labels, strict=True)],
    )
    lines = [_line(cells, table, labels, indicator) for labels in groups]
    students = cells.get((STUDENTS, COUNT, TOTAL, ()))
    return Sheet(
        release,
        indicator,
        table,
        [*lines, whole],
        students.value if students else None,
        cells.get((DIRECT, SHARE, TOTAL, ())),
        cells.get((RESPONSE, SHARE, TOTAL, ())),
    )


Key = tuple[str, str, str, tuple[str, ...]]  # name, form, table, labels


def _found(
    release: Release, tables: Iterable[str], names: Iterable[str]
) -> dict[Key, PublishedCell]:
    rows = PublishedCell.objects.filter(release=release, table__in=tables, name__in=names)
    return {(cell.name, cell.form, cell.table, labels_of(cell)): cell for cell in rows}


def labels_of(cell: PublishedCell) -> tuple[str, ...]:
    """The labels of the dimensions by which its table splits."""
    return tuple(getattr(cell, name) for name in TABLES.get(cell.table, ()))


def _line(
    cells: dict[Key, PublishedCell], table: str, labels: tuple[str, ...], indicator: Indicator
) -> Line:
    share = cells.get((indicator.name, SHARE, table, labels))
    of = cells.get((indicator.of, COUNT, table, labels))
    part = cells.get((indicator.part, COUNT, table, labels))
    return Line(
        labels,
        " · ".join(str(name) for name in names_of(table, labels)) if labels else EVERYBODY,
        share.n if share else of.value if of else None,
        share.k if share else part.value if part else None,
        share,
    )


def names_of(table: str, labels: Sequence[str]) -> list[Text]:
    return [group_name(*pair) for pair in zip(TABLES[table], labels, strict=True)]


# ---------- the same over releases ----------


@dataclass(frozen=True)
class Course:
    """One indicator over the releases of a school: a line a group, a column a release."""

    releases: list[Release]
    lines: list[tuple[Text, list[PublishedCell | None]]]

    @property
    def heads(self) -> list[str]:
        return [f"{school_year_name(one)} ({one.get_kind_display()})" for one in self.releases]

    @property
    def rows(self) -> list[tuple[Text, list[tuple[str, str]]]]:
        """A line's name, and its figures under their heads; hidden is empty."""
        return [
            (name, list(zip(self.heads, map(_course_text, shares), strict=True)))
            for name, shares in self.lines
        ]


def _course_text(share: PublishedCell | None) -> str:
    if share is None:
        return ""
    words = {name: number_text(share, name) for name in ("estimate", "low", "high")}
    return _("%(estimate)s (%(low)s tot %(high)s)") % words


def course(releases: Sequence[Release], now: Sheet) -> Course:
    """Read in one query, the oldest release first."""
    ordered = sorted(releases, key=lambda one: (one.released_on, one.year, one.kind))
    rows = PublishedCell.objects.filter(
        release__in=[one.pk for one in ordered],
        table__in=(TOTAL, now.table),
        name=now.indicator.name,
        form=SHARE,
    )
    shares = {(cell.release_id, cell.table, labels_of(cell)): cell for cell in rows}
    lines = [
        (
            line.name,
            [
                shares.get((one.pk, TOTAL if line.is_total else now.table, line.labels))
                for one in ordered
            ],
        )
        for line in now.lines
    ]
    return Course(ordered, lines)


# ---------- every figure, for files and the API ----------


def as_row(cell: PublishedCell, release: Release, school: str) -> dict[str, Any]:
    """One stored row for a machine: codes, published numbers, and whether it is hidden."""
    return {
        "school": school,
        "year": release.year,
        "years": release.years,
        "release": release.kind,
        "release_id": str(release.pk),
        "released_on": release.released_on,
        "form": cell.form,
        "table": cell.table,
        "measure": cell.name,
        **{name: getattr(cell, name) for name in LABELS},
        "value": cell.value,
        "suppressed": cell.form == COUNT and cell.value is None,
        "base": cell.base if cell.form == COUNT else None,
        "k": cell.k,
        "n": cell.n,
        "estimate": _machine(cell, cell.estimate),
        "low": _machine(cell, cell.low),
        "high": _machine(cell, cell.high),
    }


def _machine(cell: PublishedCell, value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return float(value) if cell.name == RATIO else int(value)


def rows(
    release: Release, school: str, tables: Iterable[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Every figure of a release, in the order of writing; `tables` are those that may be seen."""
    cells = PublishedCell.objects.filter(release=release).order_by("pk")
    if tables is not None:
        cells = cells.filter(table__in=tables)
    return (as_row(cell, release, school) for cell in cells)

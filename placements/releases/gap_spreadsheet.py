"""The gap as CSV, the way a Dutch spreadsheet opens it: semicolons, UTF-8 with its mark."""

import csv
import io
from typing import Any, Final

from placements.releases.gap_reading import rows
from placements.releases.models import Release

MARK: Final = "\ufeff"
COLUMNS: Final = (
    "scope", "region", "school_year", "kind", "released_on", "group", "reference", "figure",
    "unit", "value", "suppressed", "low", "high", "k", "n_group", "n_reference",
)  # fmt: skip


def spreadsheet(release: Release) -> str:
    """One line a figure. A hidden one has no number, and a 1 under `suppressed`."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for row in rows(release):
        writer.writerow({name: _written(value) for name, value in row.items()})
    return MARK + file.getvalue()


def _written(value: Any) -> Any:
    if value is None:
        return ""
    return int(value) if isinstance(value, bool) else value

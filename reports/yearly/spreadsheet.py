"""The report as CSV, the way a Dutch spreadsheet opens it: semicolons, UTF-8 with its mark."""

import csv
import io
from typing import Any

from reports.yearly.reading import Report, rows

MARK = "\ufeff"
COLUMNS = (
    "school_year", "kind", "released_on", "scope", "period", "years", "table", "item", "label",
    "value", "suppressed", "of", "n", "percent", "low", "high",
)  # fmt: skip


def spreadsheet(report: Report) -> str:
    """One line a figure. A hidden one has no number, and a 1 under `suppressed`."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    about = {
        "school_year": report.year_name,
        "kind": report.release.kind,
        "released_on": report.release.released_on.isoformat(),
    }
    for row in rows(report):
        writer.writerow(about | {name: _written(value) for name, value in row.items()})
    return MARK + file.getvalue()


def _written(value: Any) -> Any:
    if value is None:
        return ""
    return int(value) if isinstance(value, bool) else value

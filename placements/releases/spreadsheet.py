"""Published figures as CSV, as a Dutch spreadsheet opens it: semicolons, UTF-8 with its mark."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

MARK: Final = "\ufeff"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # a cell that starts so runs when it is opened


def spreadsheet(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> str:
    """One line a figure. A hidden one has no number, and a 1 under `suppressed`."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(names := list(columns))
    for row in rows:
        writer.writerow(_written(row[name]) for name in names)
    return MARK + file.getvalue()


def _written(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    # Attack: labels of a file are free, and '=cmd|…' in a spreadsheet is a command.
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value

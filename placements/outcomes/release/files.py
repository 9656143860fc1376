"""The two files of a release: what is published, and nothing besides (columns of the contract)."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from placements.outcomes.release.cells import Cell, Published, Share
from stagebaken.imports.reading import Unreadable

CELLS: Final = (
    "table",
    "measure",
    "herkomst",
    "gender",
    "level",
    "leerweg",
    "sector",
    "value",
    "suppressed",
    "base",
)
SHARES: Final = (
    "table",
    "indicator",
    "herkomst",
    "gender",
    "level",
    "leerweg",
    "sector",
    "k",
    "n",
    "value",
    "low",
    "high",
    "suppressed",
)
PLACE: Final = ("school", "year")  # when there are several
PUBLISHED, FIGURES = "published.csv", "figures.csv"
_FORMULA = ("=", "+", "-", "@")
_SchoolYear = tuple[str, str]


def write(folder: Path, found: Mapping[_SchoolYear, Published]) -> None:
    """Each file whole, or what stood there before. Raises Unreadable."""
    more = PLACE if len(found) > 1 else ()
    cells = (_row(it, place) for place, one in found.items() for it in one.cells)
    shares = (_row(it, place) for place, one in found.items() for it in one.shares)
    texts = {
        PUBLISHED: _text((*CELLS, *more), cells),
        FIGURES: _text((*SHARES, *more), shares),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            _replace(folder / name, text)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "not a file name"
        raise Unreadable(f"{folder}: cannot be written ({cause})") from None


def _row(it: Cell | Share, place: _SchoolYear) -> dict[str, Any]:
    return asdict(it) | {"suppressed": int(it.is_hidden)} | dict(zip(PLACE, place, strict=True))


def _text(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _plain(value) for name, value in row.items()} for row in rows)
    return file.getvalue()


def _plain(value: Any) -> Any:
    """Attack: labels of a file are free, and one like '=cmd|…' runs in a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _replace(path: Path, text: str) -> None:
    """Attack: who reads halfway, or after a full disk, would find a table that looks whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

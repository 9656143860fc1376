"""Which column holds what: known headers of registers, and what the operator says with `--map`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stagebaken.imports.reading import Row, Unreadable

Headers = Mapping[str, Sequence[str]]  # field: names of columns, the best first
_SIGNS = re.compile(r"[^0-9a-z]+")


def header_key(name: str) -> str:
    """`BRIN NUMMER`, `brin_nummer` and `BRIN-nummer` are one."""
    return _SIGNS.sub("", name.casefold())


@dataclass(frozen=True)
class Columns:
    """Where the fields of one file are; a field may also be one fixed text for all rows."""

    places: dict[str, int]
    fixed: dict[str, str]
    width: int

    def values(self, row: Row) -> dict[str, str]:
        cells = row.cells
        found = {field: cells[at] if at < len(cells) else "" for field, at in self.places.items()}
        return {**found, **self.fixed} if self.fixed else found

    def is_too_wide(self, row: Row) -> bool:
        """More cells than columns: a delimiter inside a text, so every cell may be another's."""
        return any(map(str.strip, row.cells[self.width :]))

    def __contains__(self, field: str) -> bool:
        return field in self.places or field in self.fixed


def match(header: Sequence[str], known: Headers, mapping: str) -> Columns:
    """Find each field's column; Unreadable when the mapping is wrong or nothing is known."""
    keys: dict[str, int] = {}
    for at, name in enumerate(header):
        keys.setdefault(header_key(name), at)
    places = {
        field: keys[found]
        for field, names in known.items()
        if (found := next((key for name in names if (key := header_key(name)) in keys), None))
    }
    fixed: dict[str, str] = {}
    for field, name in _pairs(mapping, known, keys):
        places.pop(field, None)
        if name.startswith("="):
            fixed[field] = name[1:]
        else:
            places[field] = keys[header_key(name)]
    if not places:
        seen = ", ".join(header)[:200]
        raise Unreadable(f"no known column among: {seen}; name them with --map FIELD=COLUMN")
    return Columns(places, fixed, len(header))


def _pairs(mapping: str, known: Headers, keys: Mapping[str, int]) -> list[tuple[str, str]]:
    pairs = []
    for part in filter(str.strip, mapping.split(",")):
        field, found, name = (side.strip() for side in part.partition("="))
        if not found or field.lower() not in known:
            fields = ", ".join(sorted(known))
            raise Unreadable(f"--map {part.strip()!r}: give FIELD=COLUMN, with one of: {fields}")
        if not name.startswith("=") and header_key(name) not in keys:
            raise Unreadable(f"--map {part.strip()!r}: the file has no such column")
        pairs.append((field.lower(), name))
    return pairs

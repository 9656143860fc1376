"""What is counted of a student, and in which tables: our own reading of statistics.md §1 and §3."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tests.attacks.outcomes.schools import Row

TOTAL: Final = "Totaal"
VARIABLES: Final = ("gender", "level", "leerweg", "sector")
# Which variables a table is by; `herkomst` comes first where it is there.
TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "total": (),
    "herkomst": ("herkomst",),
    **{name: (name,) for name in VARIABLES},
    **{f"herkomst_{name}": ("herkomst", name) for name in VARIABLES},
}
CROSSED_FROM: Final = 150  # published students, before herkomst is crossed with anything
CAP: Final = 20
# A value for each of VARIABLES, or TOTAL.
Place = tuple[str, ...]


def _applied(row: Row) -> bool:
    return bool(row["route"] == "sollicitatie" and row["n_applications"] >= 1)


def _answered(row: Row) -> bool:
    return row["responded"] == 1


def _is_placed(row: Row) -> bool:
    return row["placed"] == 1


def _bol(row: Row) -> bool:
    return bool(row["leerweg"] == "BOL" and _answered(row))


MEASURES: Final[Mapping[str, Callable[[Row], int]]] = {
    "n": lambda row: 1,
    "placed": _is_placed,
    "applicants": _applied,
    "first_try": lambda row: _applied(row) and _is_placed(row) and row["n_applications"] == 1,
    "four_or_more": lambda row: _applied(row) and row["n_applications"] >= 4,
    "invited_half": lambda row: _applied(row) and 2 * row["n_invited"] >= row["n_applications"],
    "within56": lambda row: _is_placed(row) and row["days"] <= 56,
    "early_term": lambda row: _is_placed(row) and row["early_term"] == 1,
    "bol_respondents": _bol,
    "discrim": lambda row: _bol(row) and row["discrim"] == 1,
    "placed_respondents": lambda row: _is_placed(row) and _answered(row),
    "satisfied7": lambda row: _is_placed(row) and _answered(row) and row["satisfaction"] >= 7,
    "apps20": lambda row: min(row["n_applications"], CAP) if _applied(row) else 0,
    "placed_applicants": lambda row: _applied(row) and _is_placed(row),
}
# What each is a part of.
WHOLE: Final[Mapping[str, str]] = {
    "placed": "n",
    "applicants": "n",
    "first_try": "applicants",
    "four_or_more": "applicants",
    "invited_half": "applicants",
    "within56": "n",
    "early_term": "placed",
    "bol_respondents": "n",
    "discrim": "bol_respondents",
    "placed_respondents": "placed",
    "satisfied7": "placed_respondents",
    "apps20": "applicants",
    "placed_applicants": "applicants",
}
# Hidden below 15, each by its own figure. The others are hidden with what they are a part of.
FLOORED: Final = ("n", "applicants", "bol_respondents", "placed_respondents")
RATE_FROM: Final = 30  # of the whole, before a part of it is shown
RATIO_FROM: Final = 100
RATIO: Final = ("apps20", "placed_applicants")


def weight(measure: str, row: Row) -> int:
    """How much this student adds to a cell of a measure."""
    return int(MEASURES[measure](row))


def is_in(place: Place, row: Row) -> bool:
    return all(label in (TOTAL, row[name]) for name, label in zip(VARIABLES, place, strict=True))


def places(rows: Sequence[Row], names: Sequence[str]) -> list[Place]:
    """All places of a table by these variables (herkomst aside) with a student in them."""
    return sorted({tuple(row[name] if name in names else TOTAL for name in VARIABLES)
                   for row in rows})  # fmt: skip


def base(measure: str) -> int:
    return 20 if measure == "apps20" else 5

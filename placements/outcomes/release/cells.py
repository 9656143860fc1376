"""All that leaves of a cohort: who shows or stores outcomes reads these and nothing else."""

from dataclasses import dataclass
from typing import Final

TOTAL: Final = "Totaal"  # a margin: whatever the label


@dataclass(frozen=True)
class Cell:
    """A line of `published.csv`: a rounded count. Hidden has one form, whatever the cause."""

    table: str
    measure: str
    herkomst: str
    gender: str
    level: str
    leerweg: str
    sector: str
    value: int | None
    base: int

    @property
    def is_hidden(self) -> bool:
        return self.value is None


@dataclass(frozen=True)
class Share:
    """A line of `figures.csv`: what two published counts say, with its interval of 95 %.

    Whole per cents, k of n; applications per placement in two decimals, k applications and n placed
    applicants. Hidden is None in all of them.
    """

    table: str
    indicator: str
    herkomst: str
    gender: str
    level: str
    leerweg: str
    sector: str
    k: int | None = None
    n: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_hidden(self) -> bool:
        return self.value is None


class GateFailed(RuntimeError):
    """The attack gave no answer, so that nothing is published."""


@dataclass(frozen=True)
class Published:
    cells: tuple[Cell, ...]
    shares: tuple[Share, ...]

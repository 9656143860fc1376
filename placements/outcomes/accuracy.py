"""How well each estimator finds what is true, by simulation: the method page shows these figures.

They stand in a file that `python -m tests.placements.outcomes.synthetic.simulating` makes, with
`PYTHONPATH=.:platform`. A slow test draws anew and holds the file against that, within the error of
such a simulation.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("accuracy.json")
SOURCE: Final = "own simulation"


@dataclass(frozen=True)
class Accuracy:
    """`n` are students of the group (`of` is "group"), or of the group and its reference together
    ("both"). `bias` is in the indicator's own unit: 0.01 is a point of a share. `coverage`: in what
    part of the simulations the interval of 95 % held the truth. `said`: in what part of them the
    product says the figure at all; where that is never, this shows why."""

    indicator: str
    group: str
    n: int
    of: str
    truth: float
    simulations: int
    bias: float
    coverage: float
    said: float
    source: str = SOURCE


@dataclass(frozen=True)
class Simulated:
    day: date
    seed: int
    rows: tuple[Accuracy, ...]


@cache
def simulated() -> Simulated:
    read = json.loads(FILE.read_text(encoding="utf-8"))
    rows = tuple(Accuracy(**row) for row in read["rows"])
    return Simulated(date.fromisoformat(read["day"]), read["seed"], rows)

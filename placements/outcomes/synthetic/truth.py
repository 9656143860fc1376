"""What is true in a made-up country (statistics.md §6). Nothing here is about anybody.

Shares are of students; effects and tilts are on the logit and on the logarithm. A tilt above nought
says that students from Buiten-Europa are there more often than others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

REFERENCE: Final = "Nederland"
GROUP: Final = "Buiten-Europa"


class Kind(NamedTuple):
    """A category of a factor: its share, what it does to success, and who is there more often."""

    share: float
    effect: float
    tilt: float


class Origin(NamedTuple):
    """A herkomst. `of_effect` and `of_tilt`: which part of those of Buiten-Europa it has."""

    share: float
    of_effect: float
    of_tilt: float
    bbl: float
    direct_bol: float  # the share that finds a place by an employer, a network or the school
    direct_bbl: float
    born_nl: float
    response: float
    discrim: float  # of BOL students who answer: experienced it (CBS 2024: 5 against 22 %)


ORIGINS: Final[Mapping[str, Origin]] = {
    "Nederland": Origin(0.69, 0.0, 0.0, 0.28, 0.20, 0.80, 0.99, 0.60, 0.05),
    "Europa": Origin(0.065, 0.4, 0.4, 0.24, 0.15, 0.68, 0.55, 0.52, 0.11),
    "Buiten-Europa": Origin(0.235, 1.0, 1.0, 0.15, 0.10, 0.55, 0.60, 0.48, 0.22),
    "Onbekend": Origin(0.01, 0.5, 0.5, 0.20, 0.15, 0.65, 0.50, 0.30, 0.12),
}
LEVELS: Final[Mapping[str, Kind]] = {
    "entree": Kind(0.034, -0.45, 0.9),
    "niveau2": Kind(0.165, -0.2, 0.45),
    "niveau3": Kind(0.217, 0.0, 0.0),
    "niveau4": Kind(0.584, 0.1, -0.2),
}
# The sectorkamers; how hard each of them is was made up.
SECTORS: Final[Mapping[str, Kind]] = {
    "Handel": Kind(0.14, -0.5, 0.5),
    "Ict en creatieve industrie": Kind(0.13, -0.7, 0.4),
    "Mobiliteit, transport, logistiek en maritiem": Kind(0.10, 0.2, -0.1),
    "Specialistisch vakmanschap": Kind(0.05, -0.2, -0.2),
    "Techniek en gebouwde omgeving": Kind(0.15, 0.45, -0.6),
    "Voedsel, groen en gastvrijheid": Kind(0.10, 0.35, -0.6),
    "Zakelijke dienstverlening en veiligheid": Kind(0.11, -0.8, 0.8),
    "Zorg, welzijn en sport": Kind(0.22, 0.7, -0.1),
}
WOMEN: Final[Mapping[str, float]] = {
    "Handel": 0.5,
    "Ict en creatieve industrie": 0.25,
    "Mobiliteit, transport, logistiek en maritiem": 0.1,
    "Specialistisch vakmanschap": 0.6,
    "Techniek en gebouwde omgeving": 0.12,
    "Voedsel, groen en gastvrijheid": 0.55,
    "Zakelijke dienstverlening en veiligheid": 0.45,
    "Zorg, welzijn en sport": 0.82,
}
# Regions that do not exist. The share is of schools.
REGIONS: Final[Mapping[str, Kind]] = {
    "Havenkust": Kind(0.17, -0.25, 0.9),
    "Midden-Delta": Kind(0.15, -0.15, 0.5),
    "Poldermond": Kind(0.13, -0.05, 0.3),
    "Veenland": Kind(0.12, 0.1, -0.2),
    "Zuiderheide": Kind(0.11, 0.05, -0.3),
    "Oosterwoud": Kind(0.10, 0.15, -0.6),
    "Rivierenhoek": Kind(0.09, 0.1, -0.4),
    "Noorderdijk": Kind(0.08, 0.25, -0.9),
    "Heuvelrand": Kind(0.05, 0.0, -0.4),
}
EARLY: Final[Mapping[str, float]] = {
    "entree": 0.14,
    "niveau2": 0.11,
    "niveau3": 0.08,
    "niveau4": 0.06,
}
OTHER_GENDER: Final = 0.004  # 'anders'
GRADES: Final = (4, 5, 6, 7, 8, 9, 10)
GRADED: Final = (0.03, 0.05, 0.12, 0.27, 0.34, 0.14, 0.05)
GRADED_DISCRIM: Final = (0.16, 0.18, 0.24, 0.22, 0.14, 0.05, 0.01)


@dataclass(frozen=True)
class Truth:
    """What a test may set; all else stands above.

    A student's chance per application is drawn from a Beta. Its mean has this logit: a constant
    that makes `first_try` the share of the reference, plus the effects of level, sector and region,
    plus `effect` for Buiten-Europa. `spread` is alpha plus beta: the larger, the more alike are
    students of one kind. `composition` 0 spreads all groups alike over levels, sectors and regions,
    1 as above, more tilts further. `invited`: before a refusal, as a chance.
    """

    first_try: float = 0.69
    effect: float = -0.6
    composition: float = 1.0
    spread: float = 3.0
    invited: float = 0.3

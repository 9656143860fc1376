"""What everybody may read of one leerbedrijf. Never anything about reports (R23).

Every part is one query, whatever the size of the register.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from placements.accreditations.models import (
    Accreditation,
    AccreditationChange,
    Key,
    Programme,
    SchoolApproval,
)
from placements.accreditations.standing import Standing, standing
from placements.commitments.showing import Card, cards
from placements.companies.models import TrainingCompany
from placements.places.models import TrainingPlace
from schools.registry.programmes import Pathway

HISTORY_LIMIT = 200  # the newest changes; the page shows them folded
PLACES_LIMIT = 20


@dataclass(frozen=True)
class Recognition:
    """One programme, in the pathways for which the same holds."""

    programme: Programme
    pathways: list[str]
    standing: Standing


@dataclass(frozen=True)
class Moment:
    """What changed in the recognition on one day, alike for these programmes."""

    day: date
    is_erkend: bool
    names: list[str]


class Profile:
    def __init__(self, company: TrainingCompany, day: date) -> None:
        self.company, self.day = company, day

    @property
    def is_ended(self) -> bool:
        return self.company.ended_on is not None and self.company.ended_on <= self.day

    @cached_property
    def erkend(self) -> list[Recognition]:
        return [one for one in self._recognitions if one.standing.is_erkend]

    @cached_property
    def again(self) -> list[Recognition]:
        """Not erkend today, but from a day that is known."""
        found = self._recognitions
        return [one for one in found if not one.standing.is_erkend and one.standing.again_on]

    @cached_property
    def no_longer(self) -> list[Recognition]:
        """Erkend until a day that has passed, and not to be so again as far as is known."""
        return [one for one in self._not_erkend if one.standing.since]

    @cached_property
    def never(self) -> list[Recognition]:
        """In the register, and erkend on no day that is known."""
        return [one for one in self._not_erkend if not one.standing.since]

    @property
    def _not_erkend(self) -> list[Recognition]:
        found = self._recognitions
        return [one for one in found if not (one.standing.is_erkend or one.standing.again_on)]

    @cached_property
    def _recognitions(self) -> list[Recognition]:
        rows = Accreditation.objects.filter(company=self.company).select_related("programme")
        by_key: dict[Key, list[Accreditation]] = defaultdict(list)
        for row in rows.order_by("programme__name", "programme__level", "programme", "pathway"):
            by_key[Key.of(row)].append(row)
        alike: dict[tuple[int, Standing], Recognition] = {}
        for key, found in by_key.items():
            stands = standing(found, self.day)
            fresh = Recognition(found[0].programme, [], stands)
            one = alike.setdefault((key.programme_id, stands), fresh)
            one.pathways.append(Pathway(key.pathway).value)
        return list(alike.values())

    @cached_property
    def approvals(self) -> list[SchoolApproval]:
        """What hbo schools decided for their own students. Never called erkend (R15)."""
        found = SchoolApproval.objects.valid(self.day).filter(company=self.company)
        return list(found.select_related("school", "programme").order_by("school__name", "pk"))

    @cached_property
    def promises(self) -> list[Card]:
        """Commitments with their history; the notes of those who checked are not for visitors."""
        return cards(self.company, self.day)

    @cached_property
    def places(self) -> list[TrainingPlace]:
        found = TrainingPlace.objects.open(self.day).filter(company=self.company)
        return list(found.for_pages()[:PLACES_LIMIT])

    @cached_property
    def moments(self) -> list[Moment]:
        """The history of recognition: days and yes or no, and never why (ADR 21)."""
        found = AccreditationChange.objects.changes().filter(company=self.company)
        rows = found.select_related("programme").order_by("-day", "-is_erkend", "-pk")
        together = groupby(rows[:HISTORY_LIMIT], key=lambda row: (row.day, row.is_erkend))
        return [Moment(day, is_erkend, _names(rows)) for (day, is_erkend), rows in together]


def _names(rows: Iterable[AccreditationChange]) -> list[str]:
    """Programmes with their pathways, each once."""
    return list(dict.fromkeys(f"{row.programme.name} ({row.pathway})" for row in rows))

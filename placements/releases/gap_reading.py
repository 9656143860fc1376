"""The gap as it is read: stored figures in words, for page and files alike (ADR 63).

The group is held against the reference in every figure. What is not said is one sign; that there
was nothing to say is told in words for all of a comparison.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from placements.releases.catalogue import ORIGINS, REFERENCE, Text
from placements.releases.gap_figures import NAMES
from placements.releases.gap_words import UNITS, Unit, between, number
from placements.releases.gaps import IS_SAID
from placements.releases.models import PublishedGap, Release, Scope
from placements.releases.reading import school_year_name
from schools.registry.provinces import Province

HIDDEN: Final = "–"  # the one sign for a figure that is not said


@dataclass(frozen=True)
class Figure:
    """One stored figure of a comparison."""

    name: str
    stored: dict[str, Any]

    @property
    def is_hidden(self) -> bool:
        return self.stored["value"] is None

    @property
    def unit(self) -> Unit:
        return UNITS[self.name]

    @property
    def value(self) -> float:
        return float(self.stored["value"])

    @property
    def low(self) -> float:
        return float(self.stored["low"])

    @property
    def high(self) -> float:
        return float(self.stored["high"])

    @property
    def text(self) -> str:
        return HIDDEN if self.is_hidden else number(self.unit, self.value)

    @property
    def interval(self) -> str:
        if self.stored["low"] is None:
            return HIDDEN
        return between(self.unit, self.low, self.high)

    @property
    def students(self) -> str:
        """n of the group, of the reference, or of both."""
        counts = (self.stored["group"], self.stored["reference"])
        return " / ".join(number(Unit.COUNT, one) for one in counts if one is not None) or HIDDEN

    @property
    def n(self) -> str:
        """The same within a sentence; no line ends in it."""
        return f"n = {self.students}".replace(" ", "\u00a0")


@dataclass(frozen=True)
class Comparison:
    """A group held against the reference, in one release."""

    release: Release
    group: str
    stored: dict[str, Any]

    @property
    def group_name(self) -> Text:
        """In the middle of a sentence: buiten Europa."""
        return ORIGINS[self.group]

    @property
    def slug(self) -> str:
        return slugify(self.group)

    @property
    def is_said(self) -> bool:
        return not self[IS_SAID].is_hidden

    @property
    def is_unequal(self) -> bool | None:
        """Whether the gap differs between combinations of sector, level and region."""
        found: bool | None = self.stored["is_unequal"]
        return found

    def __getitem__(self, name: str) -> Figure:
        return Figure(name, self.stored[name])


def releases(scope: Scope, region: str = "") -> list[Release]:
    """The releases of a place that are out, newest first, of a year the final one first."""
    found: QuerySet[Release] = Release.objects.filter(scope=scope, region=region)
    return list(found.order_by("-year", "kind"))


def regions() -> list[str]:
    """Regions with a release, by name: the order says nothing about them."""
    found = Release.objects.filter(scope=Scope.REGION).order_by("region")
    return list(found.values_list("region", flat=True).distinct())


def region_links() -> list[tuple[str, str]]:
    """Each region with the name that it has in addresses."""
    return [(name, slugify(name)) for name in regions()]


def region_named(slug: str) -> str | None:
    """A region with figures, or a province that has none yet: its page says what is needed."""
    known = [*regions(), *map(str, Province.labels)]
    return next((name for name in known if slugify(name) == slug), None)


def comparisons(release: Release) -> list[Comparison]:
    """In the order in which they were stored."""
    rows = PublishedGap.objects.filter(release=release).order_by("pk")
    return [Comparison(release, row.name, row.figures) for row in rows]


def rows(release: Release) -> Iterator[dict[str, Any]]:
    """One line a figure, for a machine: the stored numbers and nothing else."""
    for comparison in comparisons(release):
        for name in NAMES:
            stored = comparison.stored[name]
            yield {
                "scope": release.scope,
                "region": release.region,
                "school_year": school_year_name(release),
                "kind": release.kind,
                "released_on": release.released_on.isoformat(),
                "group": comparison.group,
                "reference": REFERENCE,
                "figure": name,
                "unit": UNITS[name].value,
                "value": stored["value"],
                "suppressed": stored["value"] is None,
                "low": stored["low"],
                "high": stored["high"],
                "k": stored["k"],
                "n_group": stored["group"],
                "n_reference": stored["reference"],
            }


def place_name(scope: Scope, region: str) -> str:
    return region if scope is Scope.REGION else _("Heel Nederland")

"""Which figure somebody looks at: chosen in the address, so that it can be kept and sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from placements.releases.catalogue import INDICATORS, TABLE_LABELS, TABLES, Indicator, Text
from placements.releases.models import Kind, Release
from placements.releases.reading import school_year_name
from schools.registry.models import School

ORDER: Final = (Kind.FINAL, Kind.PROVISIONAL, Kind.BLOCK)


def releases_of(school: School) -> list[Release]:
    """All that is out of a school, the latest year first and in it what counts most."""
    found = Release.objects.filter(school=school)
    return sorted(found, key=lambda one: (-one.year, ORDER.index(Kind(one.kind))))


def code(release: Release) -> str:
    return f"{release.year}-{release.kind}"


def release_name(release: Release) -> str:
    words = {"years": school_year_name(release), "kind": release.get_kind_display()}
    return _("%(years)s, %(kind)s") % words


@dataclass(frozen=True)
class Choice:
    releases: list[Release]
    release: Release
    indicator: Indicator
    table: str
    tables: Sequence[str] = tuple(TABLES)

    def address(self, **other: str) -> str:
        """The query of this choice, with something else in it."""
        chosen = {"maat": self.indicator.name, "per": self.table, "uitgave": code(self.release)}
        return "?" + urlencode(chosen | other)

    @property
    def indicators(self) -> list[tuple[str, Text, bool]]:
        return [(name, one.label, one is self.indicator) for name, one in INDICATORS.items()]

    @property
    def splits(self) -> list[tuple[str, Text, bool]]:
        return [(name, TABLE_LABELS[name], name == self.table) for name in self.tables]

    @property
    def editions(self) -> list[tuple[str, str, bool]]:
        return [(code(one), release_name(one), one == self.release) for one in self.releases]

    @property
    def others(self) -> list[tuple[str, Text]]:
        """The same figure, split another way."""
        return [
            (self.address(per=name), TABLE_LABELS[name])
            for name in self.tables
            if name != self.table
        ]


def chosen(
    query: QueryDict, releases: list[Release], tables: Sequence[str] = tuple(TABLES)
) -> Choice | None:
    """What the address asks for, or else the first there is. None: there are no figures."""
    if not releases or not tables:
        return None
    release = next((one for one in releases if code(one) == query.get("uitgave")), releases[0])
    indicator = INDICATORS.get(query.get("maat", ""), INDICATORS["first_try"])
    table = query.get("per", "")
    return Choice(releases, release, indicator, table if table in tables else tables[0], tables)

"""From true counts to what is published: everything passes placements/protection.

First each count is rounded by itself. Then, on rounded counts alone, the floors decide what is
shown; whoever hides more (statistics.md §3, rule 6) does so between the two.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.conf import settings

from placements.protection import floors, keys
from placements.protection.floors import Figure
from placements.protection.rounding import Release
from reports.yearly.catalogue import TABLES, TOTALS, Cell, Table, Whole
from reports.yearly.counting import Counts, of_schools, together
from reports.yearly.models import Group, PublishedCell, YearlyRelease
from schools.registry.models import School, Sector

PERSONS = "n"  # the measure under which a whole is rounded; a part goes under its table's name
Published = tuple[Cell, Figure, int | None]  # with n, the whole that it is a part of
NOBODY = Counts()


def figures(release: YearlyRelease, years: int) -> Iterator[PublishedCell]:
    """Every figure of a release over its school year, or over the block of years that it ends."""
    drawn = keys.release(str(release.pk))
    first = release.year - years + 1
    counted = of_schools(range(first, release.year + 1), drawn)
    schools = dict(School.objects.values_list("pk", "sector"))
    for school in schools:  # also without a report: that it is missing would tell
        for (table, item), figure, whole in of_scope(counted.get(school, NOBODY), drawn):
            yield _row(figure, whole, release=release, school_id=school, years=years,
                       table=table, item=item)  # fmt: skip
    for group, members in groups(schools, counted, drawn).items():
        for (table, item), figure, whole in of_scope(together(members), drawn):
            yield _row(figure, whole, release=release, group=group, years=years,
                       table=table, item=item)  # fmt: skip


def _row(figure: Figure, whole: int | None, **place: object) -> PublishedCell:
    rate = figure.rate
    return PublishedCell(
        value=figure.count,
        whole=None if figure.is_hidden else whole,
        percent=rate.percent if rate else None,
        low=rate.low_percent if rate else None,
        high=rate.high_percent if rate else None,
        **place,
    )


def of_scope(cells: Counts, release: Release) -> Iterator[Published]:
    """What is shown of one school, or group; of a hidden whole nothing but that it is hidden.

    What is hidden is not stored: that has one form, and nothing to find. The number of reports
    alone always is, because a school without it would be one that was not there.
    """
    wholes = {whole: release.rounded(PERSONS, cells[TOTALS, whole]) for whole in Whole}
    reports = floors.figure(wholes[Whole.REPORTS])
    yield (TOTALS, Whole.REPORTS), reports, None
    if reports.is_hidden:
        return
    for whole, count in wholes.items():
        if whole is not Whole.REPORTS and not floors.figure(count).is_hidden:
            yield (TOTALS, whole), floors.figure(count), None
    for table in TABLES:
        n = wholes[table.whole]
        for item, figure in floors.breakdown(_rounded(table, cells, release), whole=n).items():
            if not figure.is_hidden:
                yield (table.name, item), figure, n


def _rounded(table: Table, cells: Counts, release: Release) -> dict[str, int]:
    """Each item from its own count."""
    return {item: release.rounded(table.name, cells[table.name, item]) for item in table.items}


def groups(
    schools: Mapping[UUID, str], counted: Mapping[UUID, Counts], release: Release
) -> dict[Group, list[Counts]]:
    """The groups of schools of which there is something to publish, with their members' cells.

    Attack: a school subtracts its own figures from those of all. With five schools in it the rest
    is still four; and where mbo is shown and all is, the hbo schools between them are five as well.
    How many schools take part is seen on rounded counts.
    """
    taking_part: dict[str, list[Counts]] = {Sector.MBO: [], Sector.HBO: []}
    for school, cells in counted.items():
        if release.rounded(PERSONS, cells[TOTALS, Whole.REPORTS]):
            taking_part[schools[school]].append(cells)
    enough = settings.YEARLY_GROUP_SCHOOLS
    found = {
        Group(sector): members for sector, members in taking_part.items() if len(members) >= enough
    }
    if found and all(not members or len(members) >= enough for members in taking_part.values()):
        found[Group.ALL] = [cells for members in taking_part.values() for cells in members]
    return found

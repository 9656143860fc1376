"""Put figures out, once. What is out stays as it is (statistics.md §3, rule 7)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from placements.outcomes.cohort import Cohort
from placements.outcomes.release.cells import Cell, Share
from placements.outcomes.release.measures import ALL
from placements.outcomes.release.publishing import publish
from placements.protection import keys
from placements.releases import gaps
from placements.releases.models import (
    LABELS,
    Kind,
    PublishedCell,
    PublishedGap,
    Release,
    Scope,
)
from schools.registry.models import School
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope as Seen
from stagebaken.audit.models import Verb

BATCH = 500  # rows in one statement
STUDENTS = "n"  # the measure whose hidden cells have a row as well: which groups there are
Progress = Callable[[float], None]  # told how far it is, from 0 to 1


class Superseded(ValueError):
    """The final figures are out: provisional ones beside them would only narrow them down."""


def publish_school(
    *,
    school: School,
    year: int,
    kind: Kind,
    cohort: Cohort,
    units: Sequence[str],
    day: date,
    name: UUID | None = None,
    measures: Collection[str] = ALL,
    progress: Progress = lambda part: None,
) -> Release:
    """Publish the figures of a school once; asked again, give what is out.

    `year` is that in which the (last) school year starts; `units` name the students in the order
    of the cohort; `name` is the id of the release, when the units were made for it; fewer
    `measures` are attacked sooner. It takes minutes and holds no transaction but at the end.
    Raises Superseded.
    """
    places = Release.objects.filter(school=school, year=year)
    out: dict[str, Release] = {one.kind: one for one in places}
    if kind in out:
        return out[kind]
    if kind is Kind.PROVISIONAL and Kind.FINAL in out:
        raise Superseded
    made = Release(
        pk=name or uuid4(), scope=Scope.SCHOOL, school=school, year=year, kind=kind, released_on=day
    )
    published = publish(
        cohort, units, release=keys.release(made.name), measures=measures, progress=progress
    )
    cells = [*_counts(made, published.cells), *_shares(made, published.shares)]
    return _put_out(made, lambda: PublishedCell.objects.bulk_create(cells, batch_size=BATCH))


def publish_gap(
    *,
    region: str | None,
    year: int,
    cohort: Cohort,
    units: Sequence[str],
    day: date,
    kind: Kind = Kind.FINAL,
    name: UUID | None = None,
    progress: Progress = lambda part: None,
) -> Release:
    """Publish the gap between groups in a region, or without one in the country, once.

    `cohort` holds the students of many schools; of a region its own students count. The rest as
    with a school. Raises Superseded, and gaps.TooLittle.
    """
    scope = Scope.COUNTRY if region is None else Scope.REGION
    places = Release.objects.filter(scope=scope, region=region or "", year=year)
    out: dict[str, Release] = {one.kind: one for one in places}
    if kind in out:
        return out[kind]
    if kind is Kind.PROVISIONAL and Kind.FINAL in out:
        raise Superseded
    made = Release(
        pk=name or uuid4(),
        scope=scope,
        region=region or "",
        year=year,
        kind=kind,
        released_on=day,
    )
    if region is not None:
        cohort, units = gaps.of_region(cohort, units, region)
    figures = gaps.figures(cohort, units, release=made.name, progress=progress)
    rows = [PublishedGap(release=made, name=group, figures=one) for group, one in figures.items()]
    return _put_out(made, lambda: PublishedGap.objects.bulk_create(rows))


def _put_out(made: Release, add_figures: Callable[[], object]) -> Release:
    """Of two that were made at once the first one stands: a constraint refuses the second."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            add_figures()
            record(
                verb=Verb.FIGURES_RELEASED,
                actor=None,
                scope=Seen.SYSTEM,
                subject=made.pk,
                detail={"year": made.year, "kind": made.kind, "of": made.scope},
            )
    except IntegrityError:
        first = _twin(made)
        if first is None:
            raise
        return first
    return made


def _twin(made: Release) -> Release | None:
    """The release that is out already of the same place, year and kind."""
    places = Release.objects.filter(scope=made.scope, school=made.school, region=made.region)
    found: Release | None = places.filter(year=made.year, kind=made.kind).first()
    return found


def _counts(made: Release, cells: Iterable[Cell]) -> Iterator[PublishedCell]:
    for cell in cells:
        if cell.value is not None or cell.measure == STUDENTS:
            yield PublishedCell(
                release=made,
                form=PublishedCell.Form.COUNT,
                table=cell.table,
                name=cell.measure,
                value=cell.value,
                base=cell.base,
                **_labels(cell),
            )


def _shares(made: Release, shares: Iterable[Share]) -> Iterator[PublishedCell]:
    for share in shares:
        if share.value is not None:
            yield PublishedCell(
                release=made,
                form=PublishedCell.Form.SHARE,
                table=share.table,
                name=share.indicator,
                base=0,
                k=share.k,
                n=share.n,
                estimate=_decimal(share.value),
                low=_decimal(share.low),
                high=_decimal(share.high),
                **_labels(share),
            )


def _labels(one: Cell | Share) -> dict[str, str]:
    return {name: getattr(one, name) for name in LABELS}


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.2f}")

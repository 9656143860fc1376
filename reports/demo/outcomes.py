"""Outcomes by group of students who do not exist: figures of the demo's school, or of a country."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from placements.outcomes.synthetic.population import Population, population
from placements.outcomes.synthetic.world import World, draw
from placements.releases.actions import publish_gap, publish_school
from placements.releases.consenting import give
from placements.releases.gaps import TooLittle
from placements.releases.models import Kind, SchoolConsent
from placements.releases.timetable import due_on, latest
from reports.demo.schoolnames import NAMES
from schools.registry.actions import enlist
from schools.registry.models import School
from stagebaken.accounts.models import User

SEED: Final = 2026
OF_A_SCHOOL: Final = 400  # students
OF_A_COUNTRY: Final = 13_000
# Of all measures the attack that guards them takes half a minute a school.
MEASURES: Final = ("n", "placed", "applicants", "first_try", "four_or_more", "apps20")
Covers = SchoolConsent.Covers


def publish_own(*, today: date, school: School, by: User) -> None:
    """The last final year of the school that the demo shows from within, by herkomst too."""
    for year, kind in kinds(today)[:1]:
        made = draw(population(seed=SEED), seed=SEED + year, students=OF_A_SCHOOL, year=year)
        _publish(school, made, year, kind)
    give(by=by, school=school, covers=Covers.ORIGIN, day=today)


def publish_country(*, today: date, seed: int) -> Iterator[str]:
    """Some sixty more schools, each with a cohort of its own; their regions, and all together."""
    place = population(seed=seed, schools=len(NAMES))
    schools = {label: enlist(code=name.lower(), name=f"mbo {name}", sector="mbo")
               for label, name in zip(place.layout.schools, NAMES, strict=True)}  # fmt: skip
    yield f"{len(schools)} verzonnen scholen."
    for year, kind in kinds(today):
        made = draw(place, seed=seed + year, students=OF_A_COUNTRY, year=year)
        for label in made.schools:
            _publish(schools[label], made.of_school(label), year, kind)
            yield f"{schools[label].name}: uitkomsten van {year}, {Kind(kind).label}."
        if kind == Kind.FINAL:
            yield from _publish_gaps(place, made, year)


def kinds(today: date) -> list[tuple[int, Kind]]:
    """What is due: the final figures, and provisional ones of a later year if there are."""
    (final, _), (provisional, _) = due = latest(today)
    return due if provisional > final else due[:1]


def _publish(school: School, made: World, year: int, kind: Kind) -> None:
    publish_school(
        school=school,
        year=year,
        kind=kind,
        cohort=made.cohort(),
        units=made.units(),
        day=due_on(year, kind),
        measures=MEASURES,
    )


def _publish_gaps(place: Population, made: World, year: int) -> Iterator[str]:
    for region in (None, *place.layout.regions):
        try:
            publish_gap(
                region=region,
                year=year,
                cohort=made.cohort(),
                units=made.units(),
                day=due_on(year, Kind.FINAL),
            )
        except TooLittle:
            continue  # a region of a few schools: its page says why there is nothing
        yield f"Verschil tussen groepen: {region or 'landelijk'}."

"""Earlier school years of the fictional schools, so that there is a yearly report to look at."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from reports.dossiers.vocabulary import Ground, Phase
from reports.registration.actions import count_only, register
from reports.registration.vocabulary import Measure, Outcome
from reports.yearly.actions import latest, release
from schools.registry.models import School

REPORTS = (64, 9)  # a year at the first school, of which something is shown, and at the others
GROUNDS = (Ground.RACE, Ground.RACE, Ground.RELIGION, Ground.SEX, Ground.APPEARANCE, Ground.AGE)
OUTCOMES = (Outcome.AGREEMENTS, Outcome.SETTLED, Outcome.NO_STEPS, Outcome.NO_ACTION)
MEASURES = (Measure.SUPPORT, Measure.TALK, Measure.AGREEMENT)
SECTORS = ("02", "03", "04")


def publish(today: date) -> None:
    """Write the records of the years that are due, and release them."""
    for year, kind in latest(today):
        schools = School.objects.order_by("-sector", "code")
        for school, number in zip(
            schools, (REPORTS[0], *[REPORTS[1]] * len(schools)), strict=False
        ):
            told(school, year, number)
        release(year=year, kind=kind, day=today)


def told(school: School, year: int, number: int) -> None:
    """The same every time: nothing here happened to anybody."""
    chance = random.Random(year)  # noqa: S311 - a story, not a secret
    for position in range(number):
        received = date(year, 9, 1) + timedelta(days=chance.randrange(270))
        grounds, phases = [chance.choice(GROUNDS)], [chance.choice(Phase.values)]
        if position % 3 == 0:
            count_only(school=school, day=received, grounds=grounds, phases=phases)
        else:
            handled(school, received, grounds, phases, chance)


def handled(
    school: School,
    received: date,
    grounds: Sequence[str],
    phases: Sequence[str],
    chance: random.Random,
) -> None:
    looked_for = received + timedelta(days=5) if chance.random() < 0.6 else None
    register(
        school=school,
        received_on=received,
        acknowledged_on=received + timedelta(days=chance.randrange(7)),
        outcome_on=received + timedelta(days=chance.randrange(10, 80)),
        grounds=grounds,
        phases=phases,
        outcome=chance.choice(OUTCOMES),
        measures=MEASURES[: chance.randint(1, 3)],
        sector=chance.choice(SECTORS),
        replacement_asked_on=looked_for,
        replaced_on=looked_for and looked_for + timedelta(days=chance.randrange(40)),
    )

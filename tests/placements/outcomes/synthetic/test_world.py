"""A made-up country is what it says it is: shares, patterns that were published, and its truth."""

from pathlib import Path

import numpy as np
import pytest

from placements.outcomes import indicators
from placements.outcomes.cohort import Cohort
from placements.outcomes.reading import read_cohort
from placements.outcomes.synthetic.population import Population, aimed, population
from placements.outcomes.synthetic.truth import LEVELS, ORIGINS, SECTORS, Truth
from placements.outcomes.synthetic.world import World, draw, generate

SEED = 20260901


@pytest.fixture(scope="module")
def country() -> World:
    return generate(seed=SEED, students=60_000, schools=60)


def share(cohort: Cohort, column: str, name: str) -> float:
    return float(cohort.labels[column].equals(name).mean())


def test_the_seed_says_all() -> None:
    one, same, other = (generate(seed=seed, students=300, schools=3) for seed in (1, 1, 2))
    for name in one.students.numbers:
        np.testing.assert_array_equal(one.students[name], same.students[name])
    assert one.units() == same.units()
    assert (one.students["days"] != other.students["days"]).any()


def test_a_country_has_the_shares_of_a_country(country: World) -> None:
    cohort = country.cohort()
    for column, kinds in (("level", LEVELS), ("sector", SECTORS), ("herkomst", ORIGINS)):
        for name, kind in kinds.items():
            assert share(cohort, column, name) == pytest.approx(kind.share, abs=0.01)
    assert share(cohort, "leerweg", "BBL") == pytest.approx(0.25, abs=0.01)
    assert len(country.schools) == 60
    assert set(country.schools) == {f"school-{at:03}" for at in range(1, 61)}


def test_it_shows_the_pattern_that_was_published() -> None:
    """First try 69 against 48 %, four or more 10 against 25 % (ROA 2017), experienced: 5 against
    22 % (CBS 2024). Within two points."""
    place = population(seed=SEED, schools=60)
    one, other = (place.indicators(name) for name in ("Nederland", "Buiten-Europa"))
    assert one["first_try"] == pytest.approx(0.69, abs=1e-9)
    assert other["first_try"] == pytest.approx(0.48, abs=0.01)
    assert one["four_or_more"] == pytest.approx(0.10, abs=0.02)
    assert other["four_or_more"] == pytest.approx(0.25, abs=0.02)
    assert (one["discrim"], other["discrim"]) == (0.05, 0.22)


@pytest.mark.parametrize("herkomst", ["Nederland", "Europa", "Buiten-Europa"])
def test_what_is_said_to_be_true_is_true_of_the_students(country: World, herkomst: str) -> None:
    """Enumeration and dice are two ways; they meet within four standard errors."""
    true = country.population.indicators(herkomst)
    group = country.cohort().groups("herkomst")[herkomst]
    for name, value in true.items():
        found = indicators.INDICATORS[name](group, 60_000).estimate
        assert found.value is not None
        assert found.low is not None
        assert found.high is not None
        assert abs(found.value - value) < 4 * (found.high - found.low) / 3.9, name


def test_direct_placements_are_a_route_of_their_own(country: World) -> None:
    direct = country.students.select(country.students.is_direct)
    assert direct.is_placed.all()
    assert not direct["n_applications"].any()
    for name in ("Nederland", "Buiten-Europa"):
        group = country.cohort().groups("herkomst")[name]
        assert group.is_direct.mean() == pytest.approx(country.population.direct(name), abs=0.02)
    assert country.population.direct("Nederland") > country.population.direct("Buiten-Europa") + 0.1


def test_a_country_that_is_written_is_read_as_it_was(tmp_path: Path) -> None:
    made = generate(seed=3, students=400, schools=4)
    made.write_csv(tmp_path / "cohort.csv")
    read, here = read_cohort(tmp_path / "cohort.csv"), made.cohort()
    for name, column in here.labels.items():
        assert read.labels[name].names == column.names
        np.testing.assert_array_equal(read.labels[name].codes, column.codes)
    for name, values in here.numbers.items():
        np.testing.assert_array_equal(read[name], values)


def test_schools_part_the_students_and_each_is_in_one_region() -> None:
    made = generate(seed=4, students=900, schools=6)
    parts = [made.of_school(name) for name in made.schools]
    assert sorted(name for part in parts for name in part.units()) == sorted(made.units())
    assert all(len(part.cohort().labels["region"].names) == 1 for part in parts)


@pytest.mark.parametrize(("gap", "unexplained"), [(0.21, 0.7), (0.15, 0.4), (0.1, 1.0)])
def test_a_test_sets_the_gap_and_its_unexplained_part(gap: float, unexplained: float) -> None:
    place = population(seed=SEED, schools=40)
    truth = aimed(Truth(), place.layout, gap=gap, unexplained=unexplained)
    found = Population(truth, place.layout).first_try()
    assert -found.gap == pytest.approx(gap, abs=1e-6)
    assert found.unexplained == pytest.approx(unexplained, abs=1e-6)
    assert found.reference == pytest.approx(0.69, abs=1e-6)


def test_a_gap_that_directions_cannot_explain_is_refused() -> None:
    place = population(seed=SEED, schools=40)
    with pytest.raises(ValueError, match="no such truth"):
        aimed(Truth(), place.layout, gap=0.6, unexplained=0.05)


def test_without_composition_nothing_is_explained_and_without_effect_all_is() -> None:
    alike = population(Truth(composition=0.0), seed=SEED, schools=40)
    assert alike.first_try().unexplained == pytest.approx(1)
    assert alike.applications().unexplained == pytest.approx(1)
    fair = population(Truth(effect=0.0), seed=SEED, schools=40)
    assert fair.first_try().unexplained == pytest.approx(0)
    assert fair.first_try().gap < -0.03
    assert fair.applications().log_unexplained == pytest.approx(0)


def test_students_of_one_group_can_be_drawn_alone() -> None:
    made = draw(population(schools=9), seed=5, students=50, herkomst="Europa")
    assert made.cohort().labels["herkomst"].names == ("Europa",)

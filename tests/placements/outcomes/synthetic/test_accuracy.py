"""The estimators against a truth that is known: bias, and how often the interval holds it."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from scipy.stats import chi2

from placements.outcomes.accuracy import SOURCE, Accuracy, simulated
from placements.outcomes.gap import strata
from placements.outcomes.ratio import ratio
from placements.outcomes.synthetic import searching
from placements.outcomes.synthetic.population import Population, aimed, population
from placements.outcomes.synthetic.truth import GROUP, Truth
from placements.protection.floors import RATE_FROM
from placements.protection.rates import rate
from placements.protection.rounding import Release, Tally
from tests.placements.outcomes.synthetic import limits, simulating

OTHER_SEED = 8
NOMINAL = 0.95
FARTHEST = 4.5  # standard errors; there are some hundred figures
MODELS = ("mh_", "poisson_", "logit_", "decomp_")


def published() -> dict[tuple[str, str, int], Accuracy]:
    return {(row.indicator, row.group, row.n): row for row in simulated().rows}


def test_the_figures_of_the_method_page_are_all_there() -> None:
    rows = published()
    assert len(rows) == len(simulated().rows)
    for name in ("first_try", "placed", "invitation", "apps_per_placement", "first_try_diff"):
        assert {n for indicator, _, n in rows if indicator == name} == set(simulating.SIZES)
    for name in ("mh_or", "poisson_rr", "decomp_first_try", "decomp_apps"):
        assert {n for indicator, _, n in rows if indicator == name} == set(simulating.MODEL_SIZES)
    assert {row.source for row in rows.values()} == {SOURCE}


def test_what_is_said_holds_the_truth_about_as_often_as_it_promises() -> None:
    """As the specification found: shares 91 and more, applications per placement 90 to 95 from
    100 on, unexplained shares 91 to 94 of a hundred. What holds it less often is not said."""
    for row in simulated().rows:
        if row.said > 0.5:
            assert 0.9 <= row.coverage <= 0.99, row


def test_applications_per_placement_need_a_hundred_students() -> None:
    rows = published()
    few, more = (rows["apps_per_placement", "Nederland", n] for n in (30, 100))
    assert few.said == 0
    assert few.coverage < more.coverage
    assert more.said == 1


@pytest.mark.parametrize("unexplained", [0.4, 0.7, 1.0])
def test_with_ever_more_students_the_decompositions_come_to_the_truth(unexplained: float) -> None:
    """First tries exactly. Applications within three points above it: a student who was refused
    has less chance than the model says, and the more so the fewer chances there are."""
    place = population(seed=1, schools=9)
    truth = aimed(Truth(), place.layout, gap=0.21, unexplained=unexplained)
    made = Population(truth, place.layout)
    assert limits.of_first_tries(made) == pytest.approx(unexplained, abs=1e-5)
    apart = limits.of_applications(made) - made.applications().unexplained
    assert -0.005 < apart < 0.03


def test_strata_and_the_model_come_to_the_odds_ratio_that_was_set() -> None:
    place = population(seed=1, schools=9)
    found = strata.odds_ratio(limits.tables(place)).value
    assert found == pytest.approx(math.exp(place.effect(GROUP)))
    assert limits.of_poisson(place) == pytest.approx(
        strata.risk_ratio(limits.tables(place)).value, rel=0.01
    )


def agrees(drawn: Accuracy) -> None:
    """With the file, within the error of both simulations."""
    stored = published()[drawn.indicator, drawn.group, drawn.n]
    assert drawn.truth == pytest.approx(stored.truth)
    error = math.sqrt(NOMINAL * (1 - NOMINAL) * (1 / drawn.simulations + 1 / stored.simulations))
    assert abs(drawn.coverage - stored.coverage) < FARTHEST * error + 0.5 / drawn.simulations, drawn
    assert abs(drawn.said - stored.said) < 0.2, drawn


def test_a_few_hundred_countries_agree_with_the_figures() -> None:
    """A short part of the long one below."""
    sizes = (30, 100)
    found = [*simulating.of_indicators(60, seed=OTHER_SEED, sizes=sizes),
             *simulating.of_raw_gaps(40, seed=OTHER_SEED, sizes=sizes),
             *simulating.of_models(8, seed=OTHER_SEED, sizes=(1_000,))]  # fmt: skip
    for row in found:
        agrees(row)


def test_applications_taken_as_independent_hold_the_truth_too_seldom() -> None:
    """Exact Poisson on applications per placement, of a hundred students: far below 95 %. The one
    that goes by student holds it."""
    place = simulating.country()
    found = place.chances(GROUP)
    tries = np.arange(1, searching.MOST + 1)
    truth = tries @ (found.placed + found.stopped)[0] / found.placed.sum()
    held = np.zeros(2)
    for sample in simulating.samples(100, 200, seed=OTHER_SEED, herkomst=GROUP):
        applied, placed = sample["n_applications"], sample["placed"]
        ends = chi2.ppf([0.025, 0.975], 2 * applied.sum() + [0, 2]) / 2 / placed.sum()
        own = ratio(applied, placed)
        assert own is not None
        estimate = own.estimate
        assert estimate.low is not None
        assert estimate.high is not None
        held += [ends[0] <= truth <= ends[1], estimate.low <= truth <= estimate.high]
    assert held[0] < 0.75 * 200
    assert held[1] > 0.87 * 200


@pytest.mark.parametrize("n", [31, 50, 99, 250])
@pytest.mark.parametrize("herkomst", ["Nederland", GROUP])
def test_published_shares_hold_the_truth_after_rounding(n: int, herkomst: str) -> None:
    """With a fresh key each time, as the specification found: 91 in a hundred and more."""
    truth = simulating.country().indicators(herkomst)["first_try"]
    hits = np.random.Generator(np.random.PCG64(n)).binomial(n, truth, 600)
    held, shown = 0, 0
    for at, k in enumerate(hits.tolist()):
        release = Release(f"draw {at}", key=b"a test")
        part, whole = (release.rounded(name, Tally.of(number, at * 7919 + number))
                       for name, number in (("first_try", k), ("applicants", n)))  # fmt: skip
        if whole >= RATE_FROM:
            found = rate(part, whole)
            shown += 1
            held += found.low_percent <= 100 * truth <= found.high_percent
    assert shown
    assert held / shown > 0.91 - 3 * math.sqrt(0.91 * 0.09 / shown)


@pytest.mark.slow
def test_many_countries_agree_with_the_figures() -> None:
    def every() -> Iterator[Accuracy]:
        yield from simulating.of_indicators(500, seed=OTHER_SEED)
        yield from simulating.of_raw_gaps(400, seed=OTHER_SEED)
        yield from simulating.of_models(250, seed=OTHER_SEED)
        yield from simulating.of_splits(80, seed=OTHER_SEED)

    for row in every():
        agrees(row)

"""Draw countries of which the truth is known, and see how often the estimators find it.

Run as a module this makes the figures of `placements.outcomes.accuracy` anew, in some minutes:
`python -m tests.placements.outcomes.synthetic.simulating`.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache

import numpy as np

from placements.outcomes import floors
from placements.outcomes.accuracy import FILE, Accuracy
from placements.outcomes.cohort import Cohort
from placements.outcomes.estimates import Estimate
from placements.outcomes.gap import decomposition, poisson, strata
from placements.outcomes.gap.pairs import Pair, first_tries, pair
from placements.outcomes.gap.report import _tries, raw_difference
from placements.outcomes.indicators import INDICATORS
from placements.outcomes.means import mean_share
from placements.outcomes.ratio import capped, compared, ratio
from placements.outcomes.synthetic.population import Population, population
from placements.outcomes.synthetic.truth import GROUP, REFERENCE
from placements.outcomes.synthetic.world import draw
from tests.placements.outcomes.synthetic import limits

SEED = 20261121
SIZES = (30, 100, 1_000, 4_000)
MODEL_SIZES = (1_000, 4_000)
SIMULATIONS, MODELS, SPLITS = 2_000, 1_000, 150
DRAWS = 400  # of a bootstrap; the product's own 2,000 are the same to a digit and take five times
BATCH = 400_000
SHARES = ("first_try", "four_or_more", "invited_half", "invitation", "apps_per_placement")
ALL = ("placed", "within56", "rmst126")  # of all students, with those placed directly
COUNTRY = "country"
Say = Callable[[Cohort], Estimate]


@dataclass(frozen=True)
class Question:
    """What is asked of each sample of `n`, and what the answer should have been."""

    indicator: str
    group: str
    of: str
    truth: float
    say: Say
    is_said: Callable[[int], bool] = lambda _: True


@cache
def country() -> Population:
    """Three regions: with nine, a thousand students have nobody to be compared with."""
    return population(seed=SEED, schools=3)


def samples(
    n: int, number: int, *, seed: int, herkomst: str = "", applicants: bool = True
) -> Iterator[Cohort]:
    """Of one herkomst; or of the group and its reference together, in their own proportions."""
    stream = 0
    while number > 0:
        stream += 1
        size = max(4 * n, min(BATCH, 2 * n * number))
        made = draw(
            country(), seed=seed * 1_000 + stream, students=size, herkomst=herkomst
        ).students
        kept = made.is_applicant if applicants else np.ones(len(made), dtype=bool)
        if not herkomst:
            origin = made.labels["herkomst"]
            kept &= origin.equals(REFERENCE) | origin.equals(GROUP)
        made = made.select(kept)
        for start in range(0, len(made) - n + 1, n)[:number]:
            yield made.select(slice(start, start + n))
            number -= 1


def asked(questions: list[Question], some: Iterator[Cohort], n: int) -> list[Accuracy]:
    given: list[list[Estimate]] = [[] for _ in questions]
    for sample in some:
        for question, answers in zip(questions, given, strict=True):
            answers.append(question.say(sample))
    return [summed(*both, n) for both in zip(questions, given, strict=True)]


def summed(question: Question, answers: list[Estimate], n: int) -> Accuracy:
    whole = [one for one in answers if None not in (one.value, one.low, one.high)]
    value, low, high = np.array([(one.value, one.low, one.high) for one in whole]).T
    held = (low <= question.truth + 1e-12) & (question.truth - 1e-12 <= high)
    said = len(whole) / len(answers) if question.is_said(n) else 0.0
    return Accuracy(question.indicator, question.group, n, question.of, round(question.truth, 5),
                    len(answers), round(float(value.mean() - question.truth), 4),
                    round(float(held.mean()), 4), round(said, 3))  # fmt: skip


def indicator(name: str, herkomst: str) -> Question:
    """Below its floor, too: that is why there is a floor."""
    truth = country().indicators(herkomst)[name]
    say: Say = lambda sample: INDICATORS[name](sample, floors.REGION_FROM).estimate  # noqa: E731
    allowed: Callable[[int], bool] = floors.allows_share
    if name == "apps_per_placement":
        say, allowed = applications, floors.allows_ratio
    if name == "invitation":
        say = lambda sample: mean_share(sample["n_invited"] / sample["n_applications"])  # noqa: E731
    if name in ("invitation", "rmst126"):
        allowed = lambda n: n >= floors.REGION_FROM  # noqa: E731
    return Question(name, herkomst, "group", truth, say, allowed)


def applications(sample: Cohort) -> Estimate:
    found = ratio(capped(sample["n_applications"]), sample["placed"])
    return Estimate() if found is None else found.estimate


def of_indicators(number: int, *, seed: int, sizes: tuple[int, ...] = SIZES) -> Iterator[Accuracy]:
    for herkomst in (REFERENCE, GROUP):
        for n in sizes:
            some = samples(n, number, seed=seed, herkomst=herkomst)
            yield from asked([indicator(name, herkomst) for name in SHARES], some, n)
            some = samples(n, number, seed=seed + 1, herkomst=herkomst, applicants=False)
            names = [name for name in ALL if name != "rmst126" or n >= floors.REGION_FROM]
            yield from asked([indicator(name, herkomst) for name in names], some, n)


def both(sample: Cohort) -> Pair:
    return pair(sample, "herkomst", reference=REFERENCE, group=GROUP)


def of_raw_gaps(number: int, *, seed: int, sizes: tuple[int, ...] = SIZES) -> Iterator[Accuracy]:
    """`n` of the group, and as many of its reference."""
    place = country()
    first, many = (
        [place.indicators(name)[what] for name in (GROUP, REFERENCE)]
        for what in ("first_try", "apps_per_placement")
    )
    for n in sizes:
        pairs = zip(samples(n, number, seed=seed, herkomst=GROUP),
                    samples(n, number, seed=seed + 7, herkomst=REFERENCE), strict=True)  # fmt: skip
        given: tuple[list[Estimate], list[Estimate]] = ([], [])
        for one, other in pairs:
            given[0].append(difference(one, other))
            given[1].append(quotient(one, other))
        for name, truth, answers, allowed in (
            ("first_try_diff", first[0] - first[1], given[0], floors.allows_share),
            ("apps_ratio", many[0] / many[1], given[1], floors.allows_ratio),
        ):
            question = Question(name, GROUP, "group", truth, applications, allowed)
            yield summed(question, answers, n)


def difference(one: Cohort, other: Cohort) -> Estimate:
    return raw_difference(both(joined(one, other)))


def quotient(one: Cohort, other: Cohort) -> Estimate:
    found = [ratio(capped(some["n_applications"]), some["placed"]) for some in (one, other)]
    return compared(*found) if all(found) else Estimate()


def joined(one: Cohort, other: Cohort) -> Cohort:
    labels = {name: type(column)(column.names, np.concatenate([column.codes,
              other.labels[name].codes])) for name, column in one.labels.items()}  # fmt: skip
    return Cohort(labels, {name: np.concatenate([values, other[name]])
                           for name, values in one.numbers.items()})  # fmt: skip


def model_questions() -> list[Question]:
    tables, effect = limits.tables(country()), float(np.exp(country().effect(GROUP)))

    def by_strata(say: Callable[[strata.Tables], Estimate]) -> Say:
        def answer(sample: Cohort) -> Estimate:
            some = both(sample)
            if not some.allows_model or not some.is_supported:
                return Estimate()
            return say(strata.tables(some, first_tries(some)))

        return answer

    def model(say: Callable[[Pair], Estimate]) -> Say:
        return lambda sample: say(both(sample)) if both(sample).allows_model else Estimate()

    risk, points = (say(tables).value or 0 for say in (strata.risk_ratio, strata.risk_difference))
    return [
        Question("mh_or", GROUP, "both", effect, by_strata(strata.odds_ratio)),
        Question("mh_rr", GROUP, "both", risk, by_strata(strata.risk_ratio)),
        Question("mh_rd", GROUP, "both", points, by_strata(strata.risk_difference)),
        Question("poisson_rr", GROUP, "both", limits.of_poisson(country()),
                 model(lambda some: poisson.risk_ratio(some).hc0)),
        Question("logit_or", GROUP, "both", effect,
                 model(lambda some: decomposition.odds_ratio(_tries(some)))),
    ]  # fmt: skip


def of_models(
    number: int, *, seed: int, sizes: tuple[int, ...] = MODEL_SIZES
) -> Iterator[Accuracy]:
    for n in sizes:
        yield from asked(model_questions(), samples(n, number, seed=seed), n)


def split_questions() -> list[Question]:
    place = country()

    def first_try(sample: Cohort) -> Estimate:
        some = both(sample)
        raw = raw_difference(some)
        assert raw.value is not None
        gap = Estimate(-raw.value, -(raw.high or 0), -(raw.low or 0), raw.se)
        return decomposition.decomposed(_tries(some), release="a", draws=DRAWS, gap=gap).share

    def many(sample: Cohort) -> Estimate:
        some = both(sample)
        made = decomposition.model(some.is_group, some.factors, some.people["placed"],
                                   some.people["n_applications"],
                                   split=decomposition.applications)  # fmt: skip
        return decomposition.decomposed(made, release="a", draws=DRAWS).share

    return [
        Question("decomp_first_try", GROUP, "both", place.first_try().unexplained, first_try),
        Question("decomp_apps", GROUP, "both", place.applications().unexplained, many),
    ]


def of_splits(
    number: int, *, seed: int, sizes: tuple[int, ...] = MODEL_SIZES
) -> Iterator[Accuracy]:
    for n in sizes:
        yield from asked(split_questions(), samples(n, number, seed=seed), n)


def every(*, seed: int) -> Iterator[Accuracy]:
    yield from of_indicators(SIMULATIONS, seed=seed)
    yield from of_raw_gaps(SIMULATIONS, seed=seed + 20)
    yield from of_models(MODELS, seed=seed + 40)
    yield from of_splits(SPLITS, seed=seed + 60)


def main() -> None:
    rows = []
    for row in every(seed=SEED):
        rows.append(asdict(row))
        sys.stderr.write(f"{row}\n")
    made = {"day": date.today().isoformat(), "seed": SEED, "rows": rows}  # noqa: DTZ011
    FILE.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Laws of the quickscan: bounded, never lower for a better answer, always three fitting steps."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.companies.models import SizeClass
from placements.quickscan import scoring
from placements.quickscan.questions import CURRENT, HIGHEST, VERSIONS, Band, Theme, band_of

ASKED = VERSIONS[CURRENT]
CODES = [question.code for question in ASKED]
answers = st.fixed_dictionaries({code: st.integers(0, HIGHEST) for code in CODES})
bands = st.sampled_from(list(Band))


@given(answers)
def test_a_score_lies_between_nothing_and_everything(given_answers: dict[str, int]) -> None:
    themes = scoring.per_theme(CURRENT, given_answers)
    total = scoring.total(CURRENT, given_answers)
    for score in (*themes.values(), total):
        assert 0 <= score.points <= score.most
        assert 0 <= score.share <= 1
    assert sum(score.points for score in themes.values()) == total.points
    assert sum(score.most for score in themes.values()) == total.most == 30


@given(answers, st.sampled_from(CODES))
def test_a_better_answer_lowers_nothing(given_answers: dict[str, int], code: str) -> None:
    better = given_answers | {code: min(given_answers[code] + 1, HIGHEST)}
    before = scoring.per_theme(CURRENT, given_answers)
    after = scoring.per_theme(CURRENT, better)
    assert all(after[theme].points >= before[theme].points for theme in before)
    gain = better[code] - given_answers[code]
    total = scoring.total(CURRENT, given_answers).points
    assert scoring.total(CURRENT, better).points == total + gain


@given(answers, bands)
def test_there_are_always_three_distinct_steps_of_the_companys_size(
    given_answers: dict[str, int], band: Band
) -> None:
    steps = scoring.next_steps(CURRENT, given_answers, band)
    assert len({step.question.code for step in steps}) == len({step.text for step in steps}) == 3
    for step in steps:
        is_there = given_answers[step.question.code] == HIGHEST
        assert step.is_kept == is_there
        assert step.text == (step.question.keep if is_there else step.question.steps[band])


@given(answers, bands)
def test_steps_are_where_most_is_to_be_won(given_answers: dict[str, int], band: Band) -> None:
    chosen = {step.question.code for step in scoring.next_steps(CURRENT, given_answers, band)}
    worst_chosen = max(given_answers[code] for code in chosen)
    assert all(given_answers[code] >= worst_chosen for code in CODES if code not in chosen)


def test_safety_comes_first_where_answers_are_equal() -> None:
    steps = scoring.next_steps(CURRENT, dict.fromkeys(CODES, 1), Band.SMALL)
    assert [step.question.theme for step in steps[:2]] == [Theme.SAFETY, Theme.SAFETY]


@given(st.dictionaries(st.sampled_from([*CODES, "other"]), st.integers(-2, 5)))
def test_answers_are_whole_and_within_the_scale_or_refused(found: dict[str, int]) -> None:
    fits = found.keys() == set(CODES) and all(0 <= one <= HIGHEST for one in found.values())
    if fits:
        scoring.require_answers(CURRENT, found)
    else:
        with pytest.raises(scoring.WrongAnswers):
            scoring.require_answers(CURRENT, found)


def test_ten_questions_two_in_each_theme_and_no_sentence_twice() -> None:
    assert len(set(CODES)) == 10
    assert Counter(question.theme for question in ASKED) == Counter(dict.fromkeys(Theme, 2))
    texts = [str(text) for one in ASKED for text in (one.text, one.keep, *one.steps.values())]
    assert len(set(texts)) == len(texts) == 50
    assert all(len(set(map(str, one.answers))) == HIGHEST + 1 for one in ASKED)
    assert all(one.steps.keys() == set(Band) for one in ASKED)


@pytest.mark.parametrize("size", [*SizeClass.values, "", "unknown"])
def test_every_size_has_its_steps_and_an_unknown_one_the_simplest(size: str) -> None:
    known = {"10-49": Band.MIDDLE, "50-249": Band.LARGE, "250+": Band.LARGE}
    assert band_of(size) == known.get(size, Band.SMALL)


def test_versions_in_use_do_not_change() -> None:
    """Stored answers are read with these: a change is a new version with a number of its own."""
    frozen = "vacancy channel criteria interview start trainer norm confidant allowance answer"
    assert [question.code for question in VERSIONS[1]] == frozen.split()

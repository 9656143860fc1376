"""Whatever is typed gives an answer, in its place, and in little work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.wording.check import (
    FINDING_LIMIT,
    LENGTH_LIMIT,
    Finding,
    coded_index,
    dutch_index,
    english_index,
    findings,
    segments,
)
from placements.wording.entries import DUTCH, ENGLISH

PIECES = sorted({part.strip("*") for entry in (*DUTCH, *ENGLISH) for part in
                 entry.pattern.replace("|", " ").split()} - {"~"})  # fmt: skip
TEXTS = st.text() | st.lists(
    st.sampled_from([*PIECES, "25", "the", "you", "niet", ".", ",", "\n", "İ", "ﬁ", "e\u0301"])
).map(" ".join)


def steps() -> int:
    return sum(index.steps for index in (dutch_index(), english_index(), coded_index()))


def work(text: str) -> int:
    before = steps()
    findings(text)
    return steps() - before


@given(TEXTS)
def test_any_text_gives_findings_in_their_place_and_in_order(text: str) -> None:
    end = 0
    for found in findings(text):
        assert isinstance(found, Finding)
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.words
        end = found.end


@given(TEXTS)
def test_the_pieces_together_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in segments(text)) == text


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.integers(1, 300))
def test_twice_the_text_is_no_more_than_twice_the_work(words: list[str], times: int) -> None:
    text = " ".join(words) + " "
    assert work(text * times * 2) <= 2 * work(text * times) + 500


@pytest.mark.parametrize("word", [*PIECES[::8], "25 ", "jonge tussen 20 en", "(((", "a" * 200])
def test_a_hostile_text_costs_a_bounded_number_of_steps(word: str) -> None:
    text = (f"{word} " * LENGTH_LIMIT)[: LENGTH_LIMIT * 2]
    assert work(text) <= 25 * LENGTH_LIMIT


def test_what_comes_after_the_limit_is_not_read_and_a_page_of_findings_is_enough() -> None:
    assert findings("x " * LENGTH_LIMIT + "klusjesman") == []
    assert len(findings("klusjesman. " * 1000)) == FINDING_LIMIT


def test_what_overlaps_is_said_once() -> None:
    assert [one.words for one in findings("Een jonge, vlotte dame.")] == ["jonge, vlotte dame"]


def test_a_denial_in_another_sentence_frees_nothing() -> None:
    text = "Ervaring is niet nodig. Een rijbewijs wel."
    assert [one.words for one in findings(text)] == ["rijbewijs"]

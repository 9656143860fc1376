"""Plain words: what people type and what companies are called become the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.companies.words import WORD_LIMIT, plain, words_of


@given(st.text())
def test_whatever_is_typed_becomes_plain_words(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IJmuiden", "Ymuiden"),
        ("Ĳsselstein", "ijsselstein"),
        ("St. Jansteen", "SINT-JANSTEEN"),
        ("Crème & Zoë", "creme zoe"),
        ("Łódź", "lodz"),
    ],
)
def test_what_is_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize("words", ["%", "_", "a%b", "' OR 1=1 --", "\\", "\ud800", "\x00"])
def test_a_wildcard_is_no_wildcard(words: str) -> None:
    assert set("".join(words_of(words))) <= set("abcdefghijklmnopqrstuvwxyz0123456789")


def test_a_question_of_many_words_is_cut() -> None:
    assert len(words_of(" ".join(f"w{number}" for number in range(50)))) == WORD_LIMIT

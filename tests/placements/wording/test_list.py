"""The list itself: every entry finds what it names, and recommends nothing that it would flag."""

from itertools import product

import pytest

from placements.wording.check import coded_index, english_index, findings
from placements.wording.entries import DUTCH, ENGLISH, FREEING
from placements.wording.gendered import FEMININE, MASCULINE
from placements.wording.patterns import Index, words_of
from placements.wording.vocabulary import Entry, Severity, Theme
from tests.placements.wording.vacancies import FINE, FOUND

SMALL = ("0", "1", "2", "3")


def written(pattern: str) -> list[str]:
    """Write out what a pattern stands for: each alternative of each word once."""
    words = [one.split("|") for one in pattern.split() if one != "~"]
    rows = []
    for number, alternatives in enumerate(words):
        others = [alternatives if at == number else word[:1] for at, word in enumerate(words)]
        rows += [" ".join(row) for row in product(*others)]
    return [row.replace("*", "").replace("#", "25") for row in dict.fromkeys(rows)]


def found_by(entry: Entry, sentence: str) -> bool:
    index = Index.of([(entry.pattern, entry)])
    return any(True for _ in index.find(words_of(sentence)))


@pytest.mark.parametrize("entry", [*DUTCH, *ENGLISH], ids=lambda entry: entry.pattern)
def test_every_entry_finds_all_that_it_names_in_capitals_too_and_not_across_sentences(
    entry: Entry,
) -> None:
    for words in written(entry.pattern):
        assert found_by(entry, f"Wij vragen: {words}, en dan meer.")
        assert found_by(entry, words.upper())
        assert " " not in words or not found_by(entry, words.replace(" ", ". "))


@pytest.mark.parametrize("entry", [*DUTCH, *ENGLISH], ids=lambda entry: entry.pattern)
def test_every_entry_recommends_words_that_nobody_would_flag(entry: Entry) -> None:
    assert entry.better
    assert findings(f"{entry.better[0].upper()}{entry.better[1:]}.") == []


def test_no_two_entries_are_the_same() -> None:
    patterns = [entry.pattern for entry in (*DUTCH, *ENGLISH)]
    assert len(patterns) == len(set(patterns))


def test_the_list_is_long_and_covers_every_theme() -> None:
    assert len(DUTCH) > 150
    assert {entry.reason.theme for entry in DUTCH} == set(Theme)


def test_what_usually_is_not_allowed_names_its_law_and_nothing_is_called_illegal() -> None:
    for reason in {entry.reason for entry in (*DUTCH, *ENGLISH)}:
        if reason.severity is Severity.LAW:
            assert reason.law
            assert "meestal niet" in str(reason.text)
        assert not any(word in str(reason.text).lower() for word in ("verboden", "strafbaar"))


def test_first_words_are_long_enough_to_be_looked_up() -> None:
    for item in (*DUTCH, *ENGLISH, *FREEING):
        first, *_ = item.pattern.split()
        assert first != "~"
        assert all(len(part.strip("*")) >= 3 for part in first.split("|") if "*" in part)


@pytest.mark.parametrize(("sentence", "words", "theme"), FOUND)
def test_a_sentence_that_shuts_people_out_is_found(sentence: str, words: str, theme: Theme) -> None:
    found = findings(sentence)
    assert (words, theme) in [(one.words, one.reason.theme) for one in found]


@pytest.mark.parametrize("sentence", FINE)
def test_a_good_sentence_raises_no_alarm(sentence: str) -> None:
    assert [one.words for one in findings(sentence)] == []


def test_all_good_sentences_together_raise_no_alarm_either() -> None:
    assert [one.words for one in findings(" ".join(FINE))] == []


def test_english_stems_count_in_english_alone_and_for_the_side_that_outweighs() -> None:
    english = "You are a driven and competitive person and you will lead the support team with us."
    assert [one.words for one in findings(english)] == ["driven", "competitive", "lead"]
    assert findings("Je gaat lead zijn. Je bent driven en je doet dat met ons.") == []
    balanced = "You are driven and you support the others with your work."
    assert findings(balanced) == []


def test_feminine_stems_are_marked_when_there_are_more_of_them() -> None:
    text = "You support and understand the people who you work with and you are a leader."
    assert [one.words for one in findings(text)] == ["support", "understand"]


def test_no_stem_is_on_both_sides() -> None:
    assert not MASCULINE & FEMININE
    assert coded_index().by_beginning.keys() >= {stem[:3] for stem in MASCULINE}
    assert english_index().by_word

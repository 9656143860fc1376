"""Find patterns in a text: one walk along its words, however many patterns there are.

No regular expression does the matching: a hostile text could make one slow. Each word looks up
the few patterns that may begin with it, so the work grows with the text and no faster.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

GAP = 3  # words that `~` may skip
AGES = range(14, 100)
KEY = 3  # letters by which the beginning or end of a word is looked up

Named = TypeVar("Named")

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?;•\n\r]")


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    plain: str
    sentence: int


def words_of(text: str) -> list[Word]:
    """The words of a text, each with its place and the number of its sentence."""
    words: list[Word] = []
    end = sentence = 0
    for found in _WORD.finditer(text):
        if _ends(text, end, found.start()):
            sentence += 1
        end = found.end()
        words.append(Word(found.start(), end, found.group().lower(), sentence))
    return words


def _ends(text: str, end: int, start: int) -> bool:
    """Whether a sentence ends between two words; the dot of '17.00 uur' ends none."""
    is_number = text[end - 1 : start + 1].replace(".", "", 1).isdecimal() and start == end + 1
    return not is_number and bool(_SENTENCE_END.search(text, end, start))


@dataclass(frozen=True)
class One:
    """One word of a pattern: any of these."""

    exact: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    is_age: bool = False

    @classmethod
    def of(cls, written: str) -> "One":
        parts = written.split("|")
        return cls(
            exact=frozenset(part for part in parts if "*" not in part and part != "#"),
            beginnings=tuple(part[:-1] for part in parts if part.endswith("*")),
            endings=tuple(part[1:] for part in parts if part.startswith("*")),
            is_age="#" in parts,
        )

    def fits(self, word: str) -> bool:
        if word in self.exact or (self.is_age and is_age(word)):
            return True
        return word.startswith(self.beginnings) or word.endswith(self.endings)


def is_age(word: str) -> bool:
    return len(word) == 2 and word.isascii() and word.isdigit() and int(word) in AGES


@dataclass(frozen=True)
class Compiled(Generic[Named]):
    """A pattern as a row of words; before a word that `after_gap`, others may stand."""

    named: Named
    words: tuple[One, ...]
    after_gap: tuple[bool, ...]

    @classmethod
    def of(cls, pattern: str, named: Named) -> "Compiled[Named]":
        words, gaps, gap = [], [], False
        for written in pattern.split():
            if written == "~":
                gap = True
                continue
            words.append(One.of(written))
            gaps.append(gap)
            gap = False
        return cls(named, tuple(words), tuple(gaps))


@dataclass
class Index(Generic[Named]):
    """Patterns by the word that they begin with."""

    by_word: dict[str, list[Compiled[Named]]] = field(default_factory=lambda: defaultdict(list))
    by_beginning: dict[str, list[Compiled[Named]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_ending: dict[str, list[Compiled[Named]]] = field(default_factory=lambda: defaultdict(list))
    by_age: list[Compiled[Named]] = field(default_factory=list)
    steps: int = 0  # comparisons made so far, for those who measure

    @classmethod
    def of(cls, patterns: Iterable[tuple[str, Named]]) -> "Index[Named]":
        index = cls()
        for pattern, named in patterns:
            index.add(Compiled.of(pattern, named))
        return index

    def add(self, pattern: Compiled[Named]) -> None:
        first = pattern.words[0]
        for word in first.exact:
            self.by_word[word].append(pattern)
        for key in {part[:KEY] for part in first.beginnings}:
            self.by_beginning[key].append(pattern)
        for key in {part[-KEY:] for part in first.endings}:
            self.by_ending[key].append(pattern)
        if first.is_age:
            self.by_age.append(pattern)

    def find(self, words: list[Word]) -> Iterator[tuple[Named, int, int]]:
        """Give what was found, with the place of its first and last word in `words`."""
        for place, word in enumerate(words):
            for pattern in self._candidates(word.plain):
                last = self._match(pattern, words, place)
                if last is not None:
                    yield pattern.named, place, last

    def _candidates(self, word: str) -> Iterator[Compiled[Named]]:
        yield from self.by_word.get(word, ())
        yield from self.by_beginning.get(word[:KEY], ())
        yield from self.by_ending.get(word[-KEY:], ())
        if self.by_age and is_age(word):
            yield from self.by_age

    def _match(self, pattern: Compiled[Named], words: list[Word], place: int) -> int | None:
        """Take the nearest word each time: no way back, so the work per pattern is bounded."""
        sentence = words[place].sentence
        at = place - 1
        for one, is_after_gap in zip(pattern.words, pattern.after_gap, strict=True):
            reach = range(at + 1, min(at + 2 + GAP * is_after_gap, len(words)))
            found = None
            for number in reach:
                self.steps += 1
                if words[number].sentence != sentence:
                    break
                if one.fits(words[number].plain):
                    found = number
                    break
            if found is None:
                return None
            at = found
        return at

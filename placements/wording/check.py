"""Read a vacancy for words that shut people out. Advice, and never a reason to stop anybody."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from placements.wording.entries import DUTCH, ENGLISH, FREEING
from placements.wording.gendered import FEMININE, FEMININE_REASON, MASCULINE, MASCULINE_REASON
from placements.wording.patterns import Index, Word, words_of
from placements.wording.vocabulary import Entry, Freeing, Reason, Theme

LENGTH_LIMIT = 20_000  # characters that are read; what follows is not
FINDING_LIMIT = 60  # nobody reads more, and a page stays light

# What says in which language a text is; words that both have are left out.
_DUTCH_WORDS = frozenset(
    "de het een en je jij van met bij wij zijn voor op te dat die ook niet onze jouw".split()  # noqa: SIM905
)
_ENGLISH_WORDS = frozenset(
    "the and you your our for with to an are this that from who can have at of".split()  # noqa: SIM905
)
_DENIALS = frozenset({"geen", "niet", "zonder", "nooit", "no", "not", "without"})


@dataclass(frozen=True)
class Finding:
    """Words of the text, `start` to `end`, with the reason and words that would do better."""

    start: int
    end: int
    words: str
    reason: Reason
    better: str
    language: str  # of `better`


@dataclass(frozen=True)
class Segment:
    """A piece of the text, with what was found in it or nothing."""

    text: str
    finding: Finding | None = None


def findings(text: str) -> list[Finding]:
    """Say what to think about, in the order of the text."""
    text = text[:LENGTH_LIMIT]
    words = words_of(text)
    found = list(_found(text, words, dutch_index(), "nl"))
    if is_english(words):
        found += _found(text, words, english_index(), "en")
        found += _coded(text, words)
    return _without_overlap(found)[:FINDING_LIMIT]


def segments(text: str) -> list[Segment]:
    """The same text in pieces, for a page that marks what was found."""
    pieces, at = [], 0
    for finding in findings(text):
        pieces.append(Segment(text[at : finding.start]))
        pieces.append(Segment(text[finding.start : finding.end], finding))
        at = finding.end
    pieces.append(Segment(text[at:]))
    return [piece for piece in pieces if piece.text]


def is_english(words: Iterable[Word]) -> bool:
    """More English than Dutch function words, and more than a phrase or two of them."""
    said = Counter(word.plain for word in words)
    english = sum(said[word] for word in _ENGLISH_WORDS)
    return english > 2 and english > sum(said[word] for word in _DUTCH_WORDS)


@cache
def dutch_index() -> Index[Entry | Freeing]:
    return _index(DUTCH)


@cache
def english_index() -> Index[Entry | Freeing]:
    return _index(ENGLISH)


def _index(entries: tuple[Entry, ...]) -> Index[Entry | Freeing]:
    items: tuple[Entry | Freeing, ...] = (*entries, *FREEING)
    return Index.of((item.pattern, item) for item in items)


@cache
def coded_index() -> Index[str]:
    return Index.of((f"{stem}*", stem) for stem in (*MASCULINE, *FEMININE))


def _found(
    text: str, words: list[Word], index: Index[Entry | Freeing], language: str
) -> Iterator[Finding]:
    hits: list[tuple[Entry, int, int]] = []
    freed: dict[int, list[Freeing]] = {}
    for item, first, last in index.find(words):
        if isinstance(item, Freeing):
            freed.setdefault(words[first].sentence, []).append(item)
        elif not _is_meant_otherwise(item, words, first, last):
            hits.append((item, first, last))
    said = _sentences(words) if hits else {}
    for entry, first, last in hits:
        sentence = words[first].sentence
        is_freed = _is_freed(entry.reason.theme, freed.get(sentence, []))
        if not is_freed and entry.beside.isdisjoint(said[sentence]):
            yield _finding(text, words, first, last, entry.reason, entry.better, language)


def _sentences(words: list[Word]) -> dict[int, set[str]]:
    said: dict[int, set[str]] = {}
    for word in words:
        said.setdefault(word.sentence, set()).add(word.plain)
    return said


def _is_meant_otherwise(entry: Entry, words: list[Word], first: int, last: int) -> bool:
    """'Geen rijbewijs nodig', or a word beside it that gives it another meaning."""
    before, after = _neighbour(words, first, -1), _neighbour(words, last, +1)
    if before in entry.before or after in entry.after:
        return True
    if entry.followed and after not in entry.followed:
        return True
    return before in _DENIALS and words[first].plain not in _DENIALS


def _neighbour(words: list[Word], place: int, step: int) -> str:
    """The word before or after this one, in the same sentence."""
    there = place + step
    is_near = 0 <= there < len(words) and words[there].sentence == words[place].sentence
    return words[there].plain if is_near else ""


def _is_freed(theme: Theme, freeing: list[Freeing]) -> bool:
    return any(not item.themes or theme in item.themes for item in freeing)


def _coded(text: str, words: list[Word]) -> Iterator[Finding]:
    """English words that research found coded; only of the side that outweighs the other."""
    hits: dict[int, str] = {}
    for stem, place, _last in coded_index().find(words):
        hits.setdefault(place, stem)
    masculine = [place for place, stem in hits.items() if stem in MASCULINE]
    feminine = [place for place, stem in hits.items() if stem in FEMININE]
    if len(masculine) == len(feminine):
        return
    is_masculine = len(masculine) > len(feminine)
    reason = MASCULINE_REASON if is_masculine else FEMININE_REASON
    for place in masculine if is_masculine else feminine:
        yield _finding(text, words, place, place, reason, "", "en")


def _finding(
    text: str, words: list[Word], first: int, last: int, reason: Reason, better: str, language: str
) -> Finding:
    start, end = words[first].start, words[last].end
    return Finding(start, end, text[start:end], reason, better, language)


def _without_overlap(found: list[Finding]) -> list[Finding]:
    """Of what overlaps, keep what begins first, and of those the longest."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept

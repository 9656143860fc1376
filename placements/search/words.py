"""From what somebody types to what is looked for: everyday Dutch, word parts, typing errors.

Of every word typed, one of its terms has to occur in a company's words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placements.companies.words import plain, words_of
from placements.search import vocabulary
from placements.search.synonyms import FALSE_FRIENDS, SYNONYMS
from placements.search.text import Term, occurs

ENDING_LENGTH = 6  # letters from which a meaning is looked for at the end of words too

# Said, but about no company: with only these, nothing was asked.
_SILENT = """
aan als and at bedryf bedryven bv by de den der die door een en erkend erkende het iets ik in
is leerbedryf leerbedryven leerwerkplek leren met mijn myn naar nabij naby nv of om op plek s
stage stages stageplaats stageplaatsen stageplek stageplekken t te the tot van vof voor vlakby
werken werkplek wil worden zoek zoeken zoekt
"""
SILENT = frozenset(_SILENT.split())


@dataclass(frozen=True)
class Corrected:
    """What was typed and occurs nowhere, and what was looked for in its place."""

    typed: str
    used: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    groups: tuple[tuple[Term, ...], ...] = ()
    typed: tuple[str, ...] = ()  # the words that count, as they are looked for
    corrected: tuple[Corrected, ...] = ()


def understand(text: str, own: Mapping[str, str] | None = None) -> Asked:
    """Work out what to look for. `own` are a school's words, with what they mean."""
    typed = telling(words_of(text))
    if not typed:
        return Asked()
    memory = vocabulary.current()
    groups: list[tuple[Term, ...]] = []
    corrected: list[Corrected] = []
    for word in typed:
        terms = _terms(word, memory, own or {})
        used = () if _is_known(word, terms, memory) else _meant(word, memory, own or {})
        if used:
            corrected.append(Corrected(word, used))
            terms = _corrected(used, own or {})
        groups.append(terms)
    return Asked(tuple(groups), tuple(typed), tuple(corrected))


def telling(words: Sequence[str]) -> list[str]:
    """Leave out the words that are about no company, unless there are no others."""
    return [word for word in words if word not in SILENT] or [
        word for word in words if len(word) > 1
    ]


def _terms(word: str, memory: vocabulary.Memory, own: Mapping[str, str]) -> tuple[Term, ...]:
    if len(word) == 1:
        return (Term(word),)
    starts = [word]
    if word.endswith("i"):
        starts.append(f"{word[:-1]}y")  # 'bi' may become 'bij', which is kept as 'by'
    meanings = _meanings(word, own)
    terms = [Term(start, is_start=True) for start in (*starts, *meanings)]
    terms += [Term(part) for part in (*_inside(word, memory), *_endings(meanings, memory))]
    return tuple(dict.fromkeys(terms))


def _meant(word: str, memory: vocabulary.Memory, own: Mapping[str, str]) -> tuple[str, ...]:
    """What may have been meant: a word of the register, or an everyday one for a word of it."""
    everyday = vocabulary.nearest(word, {*SYNONYMS, *own}.difference(memory.words))
    telling = [
        name
        for name in everyday
        if any(vocabulary.starts_some(one, memory) for one in _meanings(name, own))
    ]
    return tuple(vocabulary.corrections(word, memory, telling))


def _corrected(used: Sequence[str], own: Mapping[str, str]) -> tuple[Term, ...]:
    terms = [Term(near) for near in used]
    terms += [Term(one, is_start=True) for near in used for one in _meanings(near, own)]
    return tuple(dict.fromkeys(terms))


def _inside(word: str, memory: vocabulary.Memory) -> list[str]:
    """Words of which the typed one is a part, but for those that hold it by chance."""
    others = FALSE_FRIENDS.get(word, ())
    parts = vocabulary.containing(word, memory)
    return [part for part in parts if not any(other in part for other in others)]


def _endings(meanings: Sequence[str], memory: vocabulary.Memory) -> list[str]:
    """Words that end in a long meaning. Anywhere inside, or short, it brings other trades."""
    long = [one for one in meanings if len(one) >= ENDING_LENGTH]
    return [part for one in long for part in vocabulary.containing(one, memory, at_end=True)]


def _meanings(word: str, own: Mapping[str, str]) -> list[str]:
    """The register's words for an everyday word, also in the plural."""
    names = [word, word.removesuffix("en"), word.removesuffix("n"), word.removesuffix("s")]
    found = [own.get(name) or SYNONYMS.get(name) or "" for name in dict.fromkeys(names)]
    return [one for text in found for one in plain(text).split() if len(one) > 1]


def _is_known(word: str, terms: Sequence[Term], memory: vocabulary.Memory) -> bool:
    if len(terms) > 1 or vocabulary.starts_some(word, memory):
        return True
    # The memory may be behind what another process has just written.
    return occurs(terms[0])

"""The words that occur in the index, in the memory of this process: for parts and typing errors.

What is kept here only ever proposes words; whether a company is found, the database decides. So a
process that is behind, or ahead of a transaction that was undone, gives no wrong company.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from threading import Lock

from django.db import connection, transaction
from rapidfuzz import process
from rapidfuzz.distance import OSA

from placements.search import text
from placements.search.models import WORDS, SearchWord

PART_LENGTH = 4  # letters from which a word is looked for inside others: auto|monteur
PARTS = 40  # words of which it is a part: a bound on the work
CORRECTIONS = 6  # words that may have been meant
WORD_LENGTH = 40  # letters of a word that are kept
ONE_ERROR, TWO_ERRORS = 4, 8  # letters from which one, or two, may be wrong

_INSERT = {
    "sqlite": (
        f"INSERT OR IGNORE INTO {WORDS} (word) VALUES (%s)"  # noqa: S608
    ),
    "postgresql": (
        f"INSERT INTO {WORDS} (word)"  # noqa: S608
        " SELECT word FROM unnest(%s::text[]) AS fresh (word) WHERE NOT EXISTS"
        f" (SELECT 1 FROM {WORDS} known WHERE known.word = fresh.word)"
        " ON CONFLICT DO NOTHING"
    ),
}

_SAID = "temp.search_said"  # on SQLite: the words of the index, as a table of this connection
_PRUNE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {_SAID} USING fts5vocab(main, {text.NAME}, row)",
        f"DELETE FROM {WORDS} WHERE word NOT IN (SELECT term FROM {_SAID})",  # noqa: S608
        f"DROP TABLE {_SAID}",
    ],
    "postgresql": [
        (
            "WITH said AS MATERIALIZED"  # noqa: S608 - our own names
            f" (SELECT word FROM ts_stat('SELECT terms FROM {text.NAME}'))"
            f" DELETE FROM {WORDS} known"
            " WHERE NOT EXISTS (SELECT 1 FROM said WHERE said.word = known.word)"
        ),
    ],
}


@dataclass
class Memory:
    """Words in the order of their ids; the last is read again, to see a table that began anew."""

    last_id: int = 0
    last_word: str = ""
    words: list[str] = field(default_factory=list)
    joined: str = "\n"  # every word between line ends, to look through at the speed of C


_memory = Memory()
_lock = Lock()


def add(words: Iterable[str]) -> None:
    """Keep the words of letters: a number is looked for as it is, and there are very many."""
    # In one order: two imports at once would otherwise wait for each other.
    fresh = sorted({word for word in words if word.isalpha() and len(word) <= WORD_LENGTH})
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(_INSERT["sqlite"], [(word,) for word in fresh])
        else:
            cursor.execute(_INSERT["postgresql"], [fresh])


@transaction.atomic
def prune() -> None:
    """Forget what no company says any more: who keeps changing its words fills no memory."""
    before = SearchWord.objects.count()
    with connection.cursor() as cursor:
        for statement in _PRUNE[connection.vendor]:
            cursor.execute(statement)
    last = SearchWord.objects.order_by("pk").last()
    if last and SearchWord.objects.count() < before:
        # Under a new number: every process sees that the table began anew.
        last.delete()
        SearchWord.objects.create(word=last.word)


def current() -> Memory:
    """The words of now: only what is new is read."""
    global _memory  # noqa: PLW0603 - one per process, as the heading says
    with _lock:
        memory = _memory
        rows = _rows(memory.last_id)
        if memory.last_id and rows[:1] != [(memory.last_id, memory.last_word)]:
            memory, rows = Memory(), _rows(0)
        fresh = [word for number, word in rows if number > memory.last_id]
        if fresh:
            words = memory.words + fresh
            last_id, last_word = rows[-1]
            memory = Memory(last_id, last_word, words, memory.joined + "\n".join([*fresh, ""]))
        _memory = memory
        return memory


def _rows(last_id: int) -> list[tuple[int, str]]:
    found = SearchWord.objects.filter(pk__gte=last_id).order_by("pk")
    return list(found.values_list("pk", "word"))


def starts_some(word: str, memory: Memory) -> bool:
    return f"\n{word}" in memory.joined


def containing(word: str, memory: Memory, *, at_end: bool = False) -> list[str]:
    """Words that hold this one inside or at their end; the shortest first."""
    if len(word) < PART_LENGTH or not word.isalpha():
        return []
    found: set[str] = set()
    joined, place = memory.joined, 0
    sought = f"{word}\n" if at_end else word
    while (place := joined.find(sought, place)) >= 0:
        start, end = joined.rfind("\n", 0, place) + 1, joined.find("\n", place)
        if start != place:
            found.add(joined[start:end])
        place = end
    return sorted(found, key=lambda one: (len(one), one))[:PARTS]


def corrections(word: str, memory: Memory, others: Collection[str] = ()) -> list[str]:
    """The words, of these and `others`, fewest wrong letters away; a number is never corrected."""
    return nearest(word, [*memory.words, *others]) if word.isalpha() else []


def nearest(word: str, words: Collection[str]) -> list[str]:
    """Of these words the ones with fewest wrong letters: one, or two in a long word."""
    errors = (len(word) >= ONE_ERROR) + (len(word) >= TWO_ERRORS)
    if not errors:
        return []
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=errors, limit=None)
    fewest = min((far for _, far, _ in found), default=0)
    return sorted(near for near, far, _ in found if far == fewest)[:CORRECTIONS]


def forget() -> None:
    global _memory  # noqa: PLW0603
    with _lock:
        _memory = Memory()

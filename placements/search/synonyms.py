"""Everyday words, and the words of the register for them; see everyday_words.csv.

A school adds its own at /beheer/; those win.
"""

from collections.abc import Iterator
from pathlib import Path

from placements.companies.words import plain

FILE = Path(__file__).with_name("everyday_words.csv")

# Words that hold another by chance: who seeks sport has no use for transport.
FALSE_FRIENDS = {
    "akker": ("bakker",),
    "licht": ("voorlichting",),
    "ober": ("ober",),
    "plant": ("voortplanting",),
    "sport": ("transport",),
    "zorg": (
        "haarverzorg", "dierverzorg", "schoonheidsverzorg", "voetverzorg", "lichaamsverzorg",
    ),
}  # fmt: skip


def _read() -> Iterator[tuple[str, str]]:
    """Each word and its meanings, in the plain words of the index."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    table = [line.split(";") for line in lines if not line.startswith("#")]
    for word, meanings in table[1:]:
        yield plain(word).replace(" ", ""), plain(meanings)


SYNONYMS = dict(_read())

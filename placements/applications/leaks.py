"""Words by which a company could learn who writes. Shown to the student alone, and never a block.

A list and a few shapes (dates, numbers, addresses), as for vacancies (ADR 24). It sees no meaning:
what it does not find may still give somebody away, and the student is told so.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.applications.shapes import WORD, Shape, shapes
from placements.wording.patterns import Index, Word

FILE = Path(__file__).with_name("leak_words.csv")
LENGTH_LIMIT = 20_000  # characters that are read; what follows is not
FINDING_LIMIT = 60  # nobody reads more
NAME_PART = 2  # letters: an initial gives nobody away, and would be found everywhere
# Parts of a name that many share, and that are words of Dutch besides.
PARTICLES = frozenset(
    "aan al bij da de del den der di du el en het in la le op te ten ter uit van von voor".split()  # noqa: SIM905
)
# Letters that Unicode does not take apart into a base letter and a sign.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_SENTENCE_ENDS = frozenset(".!?;•\n\r")


class Leak(TextChoices):
    NAME = "name", _("Je naam")
    AGE = "age", _("Je leeftijd")
    ORIGIN = "origin", _("Je afkomst")
    RELIGION = "religion", _("Je geloof")
    SCHOOL_EMAIL = "school_email", _("Je e-mailadres van school")
    EMAIL = "email", _("Een e-mailadres")
    PHONE = "phone", _("Een telefoonnummer of ander nummer")
    LINK = "link", _("Een link of account")
    ADDRESS = "address", _("Waar je woont")
    PHOTO = "photo", _("Een foto")
    PERSON = "person", _("Iets anders over wie je bent")


class Advice(NamedTuple):
    reason: str | Promise
    hint: str | Promise


ADVICE = {
    Leak.NAME: Advice(
        _("Met je naam weet het bedrijf wie je bent, voordat het je profiel heeft gelezen."),
        _("Laat je naam weg. Het bedrijf krijgt hem als jij een uitnodiging aanneemt."),
    ),
    Leak.AGE: Advice(
        _("Je leeftijd of geboortedag zegt niets over wat je kunt."),
        _("Laat dit weg, of schrijf hoe lang je iets al doet."),
    ),
    Leak.ORIGIN: Advice(
        _("Dit kan iets zeggen over waar jij of je ouders vandaan komen."),
        _("Hoort het bij het werk, zoals een taal die je met klanten spreekt? Dan mag het blijven. "
          "Anders kun je het weglaten."),
    ),
    Leak.RELIGION: Advice(
        _("Dit kan iets zeggen over wat je gelooft."),
        _("Heb je iets nodig op de werkplek? Zet dat bij ‘Wat heb je nodig?’."),
    ),
    Leak.SCHOOL_EMAIL: Advice(
        _("In je e-mailadres van school staat vaak je naam of je studentnummer."),
        _("Haal het adres weg. Een bedrijf antwoordt je hier."),
    ),
    Leak.EMAIL: Advice(
        _("Aan een e-mailadres is vaak te zien van wie het is."),
        _("Haal het adres weg. Een bedrijf antwoordt je hier."),
    ),
    Leak.PHONE: Advice(
        _("Met een nummer is op te zoeken van wie het is."),
        _("Haal het nummer weg. Een bedrijf antwoordt je hier."),
    ),
    Leak.LINK: Advice(
        _("Op een pagina of account staat vaak een naam of een foto."),
        _("Beschrijf hier wat je gemaakt hebt. De link geef je in het gesprek."),
    ),
    Leak.ADDRESS: Advice(
        _("Je straat, postcode of wijk zegt waar je woont."),
        _("Schrijf liever hoe lang je reist."),
    ),
    Leak.PHOTO: Advice(
        _("Op een foto is te zien wie je bent."),
        _("Een foto is nooit nodig. Laat hem weg."),
    ),
    Leak.PERSON: Advice(
        _("Dit gaat over wie je bent, en niet over wat je wilt leren."),
        _("Je hoeft dit niet te vertellen. Heb je iets nodig op de werkplek? Zet dat bij ‘Wat heb "
          "je nodig?’."),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Own:
    """What is known of whoever writes; without it only the general words are found."""

    name: str = ""
    school_domains: tuple[str, ...] = ()


NOBODY = Own()


@dataclass(frozen=True)
class Finding:
    """Words of the text, `start` to `end`, and what they could give away."""

    start: int
    end: int
    words: str
    leak: Leak

    @property
    def reason(self) -> str | Promise:
        return ADVICE[self.leak].reason

    @property
    def hint(self) -> str | Promise:
        return ADVICE[self.leak].hint


@dataclass(frozen=True)
class Segment:
    """A piece of the text, with what was found in it or nothing."""

    text: str
    finding: Finding | None = None


def findings(text: str, *, year: int, own: Own = NOBODY) -> list[Finding]:
    """What to think about, in the order of the text. `year` tells a birth year from a plan."""
    text = text[:LENGTH_LIMIT]
    words = _words_of(text)
    found = [*_shaped(text, year, own), *_listed(text, words), *_named(text, words, own)]
    return _without_overlap(found)[:FINDING_LIMIT]


def segments(text: str, found: list[Finding]) -> list[Segment]:
    """The same text in pieces, for a page that marks what was found."""
    pieces, at = [], 0
    for finding in found:
        pieces += [
            Segment(text[at : finding.start]),
            Segment(text[finding.start : finding.end], finding),
        ]
        at = finding.end
    return [piece for piece in (*pieces, Segment(text[at:])) if piece.text]


def folded(word: str) -> str:
    """Without capitals and accents: `ÉÈ` and `ee` are one word."""
    apart = unicodedata.normalize("NFKD", word.casefold()).translate(_LETTERS)
    # Twice: taking a sign apart can bring out a capital again.
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def _words_of(text: str) -> list[Word]:
    words: list[Word] = []
    end = sentence = 0
    for found in WORD.finditer(text):
        sentence += not _SENTENCE_ENDS.isdisjoint(text[end : found.start()])
        end = found.end()
        words.append(Word(found.start(), end, folded(found.group()), sentence))
    return words


# ---------- the list ----------


class Listed(NamedTuple):
    leak: Leak
    unless_before: tuple[str, ...]


@cache
def listed() -> Index[Listed]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(";") for line in lines if line and not line.startswith("#")][1:]
    return Index.of(
        (pattern, Listed(Leak(kind), tuple(filter(None, unless.split("|")))))
        for kind, pattern, unless in rows
    )


def _listed(text: str, words: list[Word]) -> Iterator[Finding]:
    for item, first, last in listed().find(words):
        if not _is_freed(item, words, last):
            yield _finding(text, words[first].start, words[last].end, item.leak)


def _is_freed(item: Listed, words: list[Word], last: int) -> bool:
    there = last + 1
    if there >= len(words) or words[there].sentence != words[last].sentence:
        return False
    after = words[there].plain
    return any(
        after == word or (word.endswith("*") and after.startswith(word[:-1]))
        for word in item.unless_before
    )


# ---------- shapes and own names ----------


def _shaped(text: str, year: int, own: Own) -> Iterator[Finding]:
    for shape, start, end in shapes(text, year):
        leak = _SHAPES[shape]
        if leak == Leak.EMAIL and _is_of_school(text[start:end], own.school_domains):
            leak = Leak.SCHOOL_EMAIL
        yield _finding(text, start, end, leak)


_SHAPES = {
    Shape.EMAIL: Leak.EMAIL,
    Shape.LINK: Leak.LINK,
    Shape.BIRTH: Leak.AGE,
    Shape.NUMBER: Leak.PHONE,
    Shape.ADDRESS: Leak.ADDRESS,
    Shape.AGE: Leak.AGE,
}


def _is_of_school(address: str, domains: tuple[str, ...]) -> bool:
    host = address.rpartition("@")[2].casefold()
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _named(text: str, words: list[Word], own: Own) -> Iterator[Finding]:
    parts = own_names(own.name)
    for word in words:
        # 'Yasmina' and 'Yasminas'; 'Yasmina's' is two words already.
        if word.plain in parts or (word.plain.endswith("s") and word.plain[:-1] in parts):
            yield _finding(text, word.start, word.end, Leak.NAME)


def own_names(name: str) -> frozenset[str]:
    parts = (folded(found.group()) for found in WORD.finditer(name))
    return frozenset(part for part in parts if len(part) >= NAME_PART and part not in PARTICLES)


def _finding(text: str, start: int, end: int, leak: Leak) -> Finding:
    return Finding(start, end, text[start:end], leak)


def _without_overlap(found: list[Finding]) -> list[Finding]:
    """Of what overlaps, keep what begins first, and of those the longest."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept

"""What anybody needs to do a round again, and what is claimed of its result."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from placements.matching import lottery
from placements.matching.cutoffs import CutOff
from placements.matching.market import Assignment, Market

FORMAT = "stagebaken matching certificate"
VERSION = 1
METHOD = "student-proposing deferred acceptance with capacities"
LOTTERY = "ascending HMAC-SHA256(seed, student_id), both in UTF-8, as hexadecimal digits"
STATEMENT = (
    "No blocking pair exists: no student prefers a place at which the student is eligible and "
    "which has a free seat or took somebody who comes later there. Of all results of which this "
    "is true, it is the best for every student."
)
NUMBER_LENGTH = 15  # digits that every reader of JSON keeps


class NoCertificate(Exception):
    """This is no certificate of a kind that we know. The message is one line."""


@dataclass(frozen=True)
class Counts:
    students: int
    places: int
    seats: int
    placed: int


@dataclass(frozen=True)
class Moved:
    """A student whom a person put elsewhere than the lists and the lottery did. Ids, and no words:
    `reason` is one of the published list."""

    student_id: str
    before: str | None
    after: str | None
    reason: str


@dataclass(frozen=True)
class Certificate:
    seed: str
    seed_sha256: str
    students_sha256: str
    places_sha256: str
    counts: Counts
    cut_offs: Mapping[str, CutOff | None]
    blocking_pairs: int = 0
    adjusted: tuple[Moved, ...] = ()
    method: str = METHOD
    lottery: str = LOTTERY
    statement: str = STATEMENT


def issue(
    *,
    market: Market,
    seed: str,
    hashes: tuple[str, str],
    assignment: Assignment,
    cut_offs: Mapping[str, CutOff | None],
) -> Certificate:
    """`hashes`: SHA-256 of what the students handed in, and of what the places did."""
    counts = count(market, assignment)
    return Certificate(seed, lottery.commitment(seed), *hashes, counts, cut_offs)


def count(market: Market, assignment: Assignment) -> Counts:
    return Counts(
        students=len(market.preferences),
        places=len(market.places),
        seats=sum(place.capacity for place in market.places.values()),
        placed=sum(place is not None for place in assignment.values()),
    )


def written(certificate: Certificate) -> bytes:
    """Canonical: the same certificate is the same bytes."""
    facts: dict[str, Any] = asdict(certificate)
    facts |= {"format": FORMAT, "version": VERSION, "seed": _seed_value(certificate.seed)}
    if not certificate.adjusted:
        del facts["adjusted"]  # as the contract has it
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def _seed_value(seed: str) -> int | str:
    """A whole number is written as one; any other seed as text."""
    is_number = len(seed) <= NUMBER_LENGTH and seed.isdecimal() and str(int(seed)) == seed
    return int(seed) if is_number else seed


def read(content: bytes) -> Certificate:
    facts = _facts(content)
    try:
        return _certificate(facts)
    except KeyError as missing:
        raise NoCertificate(f"has no {missing.args[0]!r}") from None
    except (TypeError, ValueError, AttributeError, lottery.NoSeed):
        raise NoCertificate("holds something of another kind than a certificate does") from None


def _facts(content: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise NoCertificate("is no JSON") from None
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise NoCertificate("is no certificate of a matching")
    if facts.get("version") != VERSION:
        raise NoCertificate("is a certificate of another version than this program knows")
    return facts


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice would say one thing to one reader and another to the next."""
    facts = dict(pairs)
    if len(facts) < len(pairs):
        raise ValueError
    return facts


def _certificate(facts: dict[str, Any]) -> Certificate:
    counts = {name: _is(int, facts["counts"][name]) for name in Counts.__annotations__}
    texts = ("seed_sha256", "students_sha256", "places_sha256", "method", "lottery", "statement")
    cut_offs = {
        place: None if value is None else CutOff(_is(int, value["tier"]), _is(str, value["below"]))
        for place, value in facts["cut_offs"].items()
    }
    moved = tuple(_moved(one) for one in facts.get("adjusted", ()))
    if len({one.student_id for one in moved}) < len(moved):
        raise ValueError
    return Certificate(
        adjusted=moved,
        seed=_seed(facts["seed"]),
        counts=Counts(**counts),
        cut_offs=cut_offs,
        blocking_pairs=_is(int, facts["blocking_pairs"]),
        **{name: _is(str, facts[name]) for name in texts},
    )


def _moved(facts: dict[str, Any]) -> Moved:
    before, after = (
        None if facts[end] is None else _is(str, facts[end]) for end in ("before", "after")
    )
    return Moved(_is(str, facts["student_id"]), before, after, _is(str, facts["reason"]))


def _seed(value: object) -> str:
    seed = str(value) if type(value) in {int, str} else ""
    return lottery.checked(seed)


def _is(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError
    return value

"""What the origin register knows of students who are counted: in memory, for one release.

The only module of this room that may read it (pyproject.toml). What comes from it is of one
person each: it goes into a `Cohort` for the protector, and into no row, log, cache or error.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schools.origin.reading import Known, NotSwitchedOn, read
from schools.registry.models import School

__all__ = ["Asked", "Known", "join"]


@dataclass(frozen=True)
class Asked:
    """About whom, by own number; a record that is gone has none."""

    number: str | None
    year: int  # the school year whose evaluation counts
    has_placement: bool  # else no evaluation of that year is about this search


def join(*, school: School, asked: Sequence[Asked], release: str) -> list[Known | None]:
    """What is known of each of these, in their order; None is nothing at all.

    Commits an event of its own first: call it outside a transaction. Raises KeyChanged of the
    register; of a school that keeps none, nothing is known of anybody.
    """
    of_year = defaultdict(set)
    for one in asked:
        if one.number is not None:
            of_year[one.year].add(one.number)
    try:
        found = {
            year: read(school=school, year=year, numbers=sorted(numbers), release=release)
            for year, numbers in sorted(of_year.items())
        }
    except NotSwitchedOn:
        return [None] * len(asked)
    return [_of(found, one) for one in asked]


def _of(found: dict[int, dict[str, Known]], one: Asked) -> Known | None:
    if one.number is None:
        return None
    known = found[one.year][one.number]
    if one.has_placement:
        return known
    return replace(known, responded=False, discrim=None, satisfaction=None)

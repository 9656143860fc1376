"""The one way out of the origin register, for the statistics protector alone (docs/adr/0049).

Who may import this stands in pyproject.toml and is checked by `lint-imports`. What it gives is of
one person each: it lives in memory while figures are made, and goes into no row, log or answer.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from schools.origin.models import Entry, Response
from schools.origin.pseudonyms import pseudonym
from schools.origin.registers import NotSwitchedOn, readable
from schools.origin.sealing import Answers, Facts, open_answers, open_facts
from schools.registry.models import School
from stagebaken.audit.actions import record_now
from stagebaken.audit.models import Scope, Verb

__all__ = ["Known", "NotSwitchedOn", "read"]

ROWS = 500  # names in one query: SQLite bounds them


@dataclass(frozen=True)
class Known:
    """What is known of one student in a school year, under the names of a cohort's file."""

    herkomst: str
    herkomst_land: str
    born_nl: bool | None
    gender: str
    responded: bool
    discrim: bool | None
    satisfaction: int | None


def read(*, school: School, year: int, numbers: Collection[str], release: str) -> dict[str, Known]:
    """What is known of these students, by own number; who gave nothing is unknown in everything.

    Commits an event of its own first, so call it outside a transaction. Raises NotSwitchedOn.
    """
    readable(school)
    record_now(
        verb=Verb.ORIGIN_READ,
        actor=None,
        scope=Scope.VAULT,
        vault_id=school.vault_id,
        subject=school.pk,
        detail={"year": year, "release": release},
    )
    found: dict[str, Known] = {}
    for some in _batches(list(numbers)):
        facts = _facts({pseudonym(school, number): number for number in some})
        answers = _answers({pseudonym(school, number, year): number for number in some})
        found |= {number: _known(facts.get(number), answers.get(number)) for number in some}
    return found


def _batches(numbers: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(numbers), ROWS):
        yield numbers[start : start + ROWS]


def _facts(names: dict[UUID, str]) -> dict[str, Facts]:
    return {names[row.pseudonym]: open_facts(row)
            for row in Entry.objects.filter(pseudonym__in=list(names))}  # fmt: skip


def _answers(names: dict[UUID, str]) -> dict[str, Answers]:
    return {names[row.pseudonym]: open_answers(row)
            for row in Response.objects.filter(pseudonym__in=list(names))}  # fmt: skip


def _known(facts: Facts | None, answers: Answers | None) -> Known:
    facts = facts or Facts()
    said = answers or Answers()
    return Known(
        herkomst=facts.herkomst,
        herkomst_land=facts.herkomst_land,
        born_nl=facts.born_nl,
        gender=facts.gender,
        responded=answers is not None,
        discrim=said.discrim,
        satisfaction=said.satisfaction,
    )

"""Rows of the register, written and found by pseudonym."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db.models import QuerySet

from schools.origin.models import Entry, Register, Response
from schools.origin.pseudonyms import key_id, pseudonym
from schools.origin.sealing import Answers, Facts, seal_answers, seal_facts
from schools.registry.models import School

BATCH = 500  # rows a statement
Row = TypeVar("Row", Entry, Response)


def named(model: type[Row], names: Iterable[UUID]) -> QuerySet[Row]:
    return model._base_manager.filter(pseudonym__in=list(names))  # noqa: SLF001


def put_facts(register: Register, facts: Mapping[UUID, Facts]) -> None:
    """By pseudonym."""
    sealed = {name: seal_facts(one, pseudonym=name) for name, one in facts.items()}
    kept = _ids(Entry, sealed)
    _put(Entry, [
        Entry(id=kept.get(name) or uuid4(), register=register, pseudonym=name, key_id=key_id(),
              sealed=content)
        for name, content in sealed.items()
    ])  # fmt: skip


def put_answers(register: Register, answers: Mapping[UUID, tuple[int, Answers]]) -> None:
    """By pseudonym, with the school year."""
    years = {name: year for name, (year, _) in answers.items()}
    sealed = {name: seal_answers(one, pseudonym=name) for name, (_, one) in answers.items()}
    kept = _ids(Response, sealed)
    _put(Response, [
        Response(id=kept.get(name) or uuid4(), register=register, pseudonym=name, key_id=key_id(),
                 sealed=content, school_year=years[name])
        for name, content in sealed.items()
    ])  # fmt: skip


def _ids(model: type[Row], names: Iterable[UUID]) -> dict[UUID, UUID]:
    """A row that is written again keeps its id (see `Sealed`)."""
    return dict(named(model, names).values_list("pseudonym", "pk"))


def _put(model: type[Row], rows: list[Row]) -> None:
    named(model, [row.pseudonym for row in rows]).delete()
    # Attack: rows written in the order of a file would lie in the order of the students.
    ordered = sorted(rows, key=lambda row: row.pseudonym)
    model._base_manager.bulk_create(ordered, batch_size=BATCH)  # noqa: SLF001


def years(register: Register | None) -> set[int]:
    """School years of which there are answers."""
    said = Response.objects.filter(register=register).order_by()
    return set(said.values_list("school_year", flat=True).distinct())


def of(school: School, number: str, register: Register | None) -> list[QuerySet[Any]]:
    """All rows of one student."""
    names = [pseudonym(school, number, year) for year in years(register)]
    return [
        Entry.objects.filter(pseudonym=pseudonym(school, number)),
        Response.objects.filter(pseudonym__in=names),
    ]


def ids(rows: Iterable[QuerySet[Any]]) -> list[UUID]:
    return [one for some in rows for one in some.values_list("pk", flat=True)]


def delete(rows: Iterable[QuerySet[Any]]) -> int:
    return sum(some.delete()[0] for some in rows)

"""Many rows at once leave what one at a time would have left, on both databases."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from placements.companies.models import CompanySource, TrainingCompany
from placements.companies.rows import among_companies, insert, numbers, update

pytestmark = pytest.mark.django_db
SINCE = date(2026, 3, 1)
NAMES = ("id", "company", "source", "source_id", "since")


def companies(*names: str) -> list[UUID]:
    rows = [(uuid4(), name) for name in names]
    insert(TrainingCompany, ("id", "name"), rows)
    return [key for key, _ in rows]


def test_a_field_that_is_not_named_gets_what_the_model_gives_it() -> None:
    (made,) = companies('Café \'t Wad; "van" \\N\tons')
    TrainingCompany.objects.create(name="Ander")
    inserted, created = (
        TrainingCompany.objects.filter(name__startswith=start).values().get()
        for start in ("Café", "Ander")
    )
    assert inserted.pop("id") == made
    assert inserted.pop("name") == 'Café \'t Wad; "van" \\N\tons'
    assert inserted == {name: created[name] for name in inserted}


def test_numbers_are_given_once_also_to_who_asks_the_database_later() -> None:
    one, two, three = companies("A", "B", "C")
    with transaction.atomic():
        keys = numbers(CompanySource, 2)
        rows = [(keys[0], one, "f", "1", SINCE), (keys[1], two, "f", "2", SINCE)]
        insert(CompanySource, NAMES, rows)
    later = CompanySource.objects.create(company_id=three, source="f", since=SINCE)
    assert later.pk not in keys
    assert dict(CompanySource.objects.filter(pk__in=keys).values_list("pk", "company")) == {
        keys[0]: one, keys[1]: two,
    }  # fmt: skip
    assert list(numbers(CompanySource, 0)) == []


def test_a_change_reaches_its_own_rows_and_its_own_fields() -> None:
    one, two, three = companies("A", "B", "C")
    update(TrainingCompany, ("id", "name", "ended_on"), [(one, "É", SINCE), (three, "C", None)])
    update(TrainingCompany, ("id", "name"), [])
    found = TrainingCompany.objects.filter(pk__in=among_companies([one, two, three]))
    assert {row.pk: (row.name, row.ended_on) for row in found} == {
        one: ("É", SINCE), two: ("B", None), three: ("C", None),
    }  # fmt: skip


def test_what_the_database_refuses_is_an_error_that_django_knows() -> None:
    (one,) = companies("A")
    twice = [(one, "f", "", SINCE)] * 2
    with pytest.raises(DatabaseError), transaction.atomic():
        insert(CompanySource, NAMES[1:], twice)
    assert not CompanySource.objects.exists()

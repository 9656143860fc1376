"""What a closed case leaves behind: codes and bands, nothing that leads back to it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from reports.registration import actions
from reports.registration.models import RegistrationRecord
from reports.registration.vocabulary import (
    AcknowledgedWithin,
    OutcomeWithin,
    ReplacedWithin,
    band,
)
from schools.registry.models import School
from tests.cast import zeewaarde

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 11, 9)


@pytest.fixture
def school() -> School:
    return zeewaarde()


def closed(school: School, **facts: Any) -> RegistrationRecord:
    known: dict[str, Any] = {
        "received_on": RECEIVED,
        "acknowledged_on": RECEIVED + timedelta(days=3),
        "outcome_on": RECEIVED + timedelta(days=40),
        "grounds": ["religion", "race"],
        "phases": ["during"],
        "outcome": "agreements",
        "measures": ["sbb", "talk"],
        "sector": "03",
    }
    return actions.register(school=school, **(known | facts))


def test_a_closed_case_is_kept_as_codes_and_bands(school: School) -> None:
    record = RegistrationRecord.objects.get(pk=closed(school).pk)
    assert (record.school_year, record.only_counted) == (2026, False)
    assert record.grounds == ["race", "religion"]
    assert record.measures == ["talk", "sbb"]  # in the order of the vocabulary, not of the act
    assert (record.sector, record.outcome) == ("03", "agreements")
    assert (record.acknowledged_within, record.outcome_within) == ("3-5", "31-60")
    assert record.replaced_within == ""


def test_a_record_holds_no_day_no_text_and_nothing_that_points_to_a_case() -> None:
    kinds = {field.name: field.get_internal_type() for field in RegistrationRecord._meta.fields}
    assert not set(kinds.values()) & {"DateField", "DateTimeField", "TextField", "BinaryField"}
    related = [field.name for field in RegistrationRecord._meta.fields if field.is_relation]
    assert related == ["school"]


def test_words_where_a_code_belongs_are_not_kept(school: School) -> None:
    record = closed(school, grounds=["race", "Garage De Vonk zei het"], phases=["Sem was erbij"])
    assert (record.grounds, record.phases) == (["race"], [])


@pytest.mark.parametrize(
    "facts", [{"outcome": "Garage De Vonk"}, {"outcome": "won"}, {"sector": "99"}]
)
def test_what_is_on_no_list_is_refused(school: School, facts: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        closed(school, **facts)


def test_the_school_year_is_that_of_receipt_also_when_it_was_closed_later(school: School) -> None:
    late = closed(school, received_on=date(2026, 7, 31), outcome_on=date(2026, 10, 1))
    assert late.school_year == 2025


def test_a_report_that_is_only_counted_knows_no_handling(school: School) -> None:
    counted = actions.count_only(school=school, day=RECEIVED, grounds=["age"], phases=["seeking"])
    counted.outcome = "other"
    with pytest.raises(IntegrityError):
        counted.save()


@pytest.mark.parametrize(
    ("asked", "found", "expected"),
    [(None, None, ""), (0, None, "not_found"), (0, 7, "0-7"), (5, 34, "29-56"), (0, 400, "57+")],
)
def test_another_placement_is_counted_when_it_was_asked_for(
    school: School, asked: int | None, found: int | None, expected: str
) -> None:
    day = [None if one is None else RECEIVED + timedelta(days=one) for one in (asked, found)]
    record = closed(school, replacement_asked_on=day[0], replaced_on=day[1])
    assert record.replaced_within == expected


@given(
    choices=st.sampled_from([AcknowledgedWithin, OutcomeWithin, ReplacedWithin]),
    start=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.integers(-5, 2000),
)
def test_every_number_of_days_is_in_the_one_band_that_names_it(
    choices: Any, start: date, days: int
) -> None:
    name = band(choices, start, start + timedelta(days=days))
    days = max(days, 0)  # days that a clock put the wrong way round
    first, _, last = name.rstrip("+").partition("-")
    assert int(first) <= days
    assert name.endswith("+") or days <= int(last)

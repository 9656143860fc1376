"""Two that release or write in the same moment, with real transactions.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

import pytest

from reports.registration.models import RegistrationRecord
from reports.registration.shuffling import shuffle
from reports.yearly import actions
from reports.yearly.models import Kind, PublishedCell, YearlyRelease
from schools.registry.models import School
from tests.at_once import at_once
from tests.cast import zeewaarde
from tests.reports.yearly.making import HANDLED, LATER, YEAR, records

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def school() -> School:
    school = zeewaarde()
    records(school, 40, **HANDLED)
    return school


def test_two_servers_that_release_at_once_release_once(school: School) -> None:
    done = at_once(*[lambda: actions.release(year=YEAR, kind=Kind.FINAL, day=LATER)] * 3)
    assert sorted(is_new for _, is_new in done) == [False, False, True]  # type: ignore[misc]
    made = YearlyRelease.objects.get()
    assert {release.pk for release, _ in done} == {made.pk}  # type: ignore[misc]
    assert PublishedCell.objects.filter(item="reports", years=1).count() == 1


def test_a_record_that_is_written_while_the_table_is_shuffled_is_not_lost(school: School) -> None:
    at_once(shuffle, *[lambda: records(school, 1, grounds=["age"])] * 6)
    assert RegistrationRecord.objects.count() == 46


def test_figures_that_are_released_while_the_table_is_shuffled_are_whole(school: School) -> None:
    at_once(shuffle, lambda: actions.release(year=YEAR, kind=Kind.FINAL, day=LATER))
    assert PublishedCell.objects.get(item="reports", years=1).value == 40

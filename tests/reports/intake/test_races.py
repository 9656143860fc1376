"""Two clicks in the same moment, with real transactions.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

import pytest

from reports.casework.models import Case
from reports.dossiers.models import Report
from reports.intake import drafts
from reports.registration.models import RegistrationRecord
from schools.registry.models import School
from stagebaken.vault import receipts
from stagebaken.vault.models import Installation
from tests import cast
from tests.at_once import at_once
from tests.reports.filing import file

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def school() -> School:
    school = cast.make_school()
    cast.make_recovery(school)
    cast.make_team(school)
    Installation.salt()
    return school


@pytest.mark.parametrize("wish", ["talk", "count"])
def test_clicks_at_once_file_once(school: School, wish: str) -> None:
    receipt = receipts.new_receipt()
    filed = at_once(*[lambda: file(school, receipt=receipt, wish=wish)] * 4)
    assert sorted(one.is_new for one in filed) == [False, False, False, True]  # type: ignore[attr-defined]
    assert Report.objects.count() == 1
    assert Case.objects.count() + RegistrationRecord.objects.count() == 1


def test_answers_from_two_tabs_at_once_are_both_kept(db: None) -> None:
    key = drafts.DraftKey.new()
    drafts.change(key, lambda answers: answers)
    at_once(
        lambda: drafts.change(key, lambda answers: answers.with_(account="a")),
        lambda: drafts.change(key, lambda answers: answers.with_(grounds=["race"])),
        lambda: drafts.change(key, lambda answers: answers.with_(wish="talk")),
    )
    opened = drafts.open_with(key)
    assert opened is not None
    answers = opened.answers
    assert (answers.account, answers.grounds, answers.wish) == ("a", ["race"], "talk")

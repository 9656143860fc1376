"""A case number is random and short: two cases may draw the same one."""

import pytest

from reports.casework import actions
from reports.casework.models import Case
from schools.registry.models import School
from tests.cast import Member
from tests.reports.filing import file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("team")]


def test_a_number_drawn_twice_keeps_nobody_from_reporting(
    school: School, team: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(["K7M-42P", "K7M-42P", "K7M-42P", "B2C-D3F"])
    monkeypatch.setattr(actions, "new_number", lambda: next(drawn))
    first, second = file(school).dossier.case, file(school).dossier.case
    assert (first.number, second.number) == ("K7M-42P", "B2C-D3F")
    assert Case.objects.count() == 2

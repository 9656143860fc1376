"""A case that does not exist for somebody, or no more, whatever they were doing."""

from typing import Any
from unittest.mock import patch

import pytest

from reports.casework import actions
from reports.casework.models import Case, Note, Status
from reports.reporter import actions as reporter
from schools.registry.models import School
from stagebaken.vault import keyring
from tests.cast import Member, duinkerk, make_member
from tests.reports.casework.conftest import VERBS, WORDS, Desk, DeskOf, fresh
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_is_absent_for_the_excluded_and_for_another_school(
    school: School, team: list[Member], desk_of: DeskOf, name: str
) -> None:
    case = file(school, excluded=(team[2].user,)).dossier.case
    stranger = make_member(duinkerk(), name="Els Vreemd")
    for desk in (desk_of(team[2]), desk_of(stranger)):
        assert desk.get(case).status_code == 404
        assert desk.post(case, name, **WORDS).status_code == 404


def test_a_withdrawn_case_is_absent(mehmet: Desk, school: School) -> None:
    filed = file(school)
    case = filed.dossier.case
    reporter.withdraw(own=own(filed))
    assert mehmet.get(case).status_code == 404
    assert mehmet.post(case, "reply", **WORDS).status_code == 404


@pytest.mark.parametrize("name", [verb for verb in VERBS if verb != "notify"])
@pytest.mark.parametrize("happens", ["excluded", "withdrawn"])
def test_a_verb_that_began_before_an_exclusion_or_withdrawal_ends_after_it(
    mehmet: Desk, school: School, team: list[Member], name: str, happens: str
) -> None:
    """The case was found; before the verb takes its lock the reporter decides otherwise."""
    filed = file(school)
    case = filed.dossier.case
    locked = actions.locked

    def decide_first(*given: Any) -> Case:
        if happens == "withdrawn":
            reporter.withdraw(own=own(filed))
        else:
            keyring.exclude(filed.dossier, [mehmet.member.user])
        return locked(*given)

    with patch("reports.casework.actions.locked", decide_first):
        assert mehmet.post(case, name, **WORDS).status_code == 404
    assert not Note.objects.exists()
    if happens == "excluded":
        assert not own(filed).conversation
        assert fresh(case).status == Status.RECEIVED

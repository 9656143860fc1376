"""Two changes of membership in the same moment, with real transactions.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from functools import partial

import pytest

from schools.registry.models import School
from schools.teams import actions
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from tests import cast
from tests.at_once import at_once as together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


at_once = partial(together, refusals=(actions.RuleBroken,))


def test_two_administrators_who_remove_each_other_leave_one(
    school: School, administrator: User
) -> None:
    second = cast.make_administrator(school, "Tweede Beheer")
    first_role, second_role = (
        Membership.objects.get(user=user) for user in (administrator, second)
    )
    results = at_once(
        lambda: actions.remove(by=administrator, membership=first_role),
        lambda: actions.remove(by=second, membership=second_role),
    )
    assert results.count(actions.LastAdministrator) == 1
    assert Membership.objects.administrators(school).count() == 1


def test_a_double_click_joins_once(school: School, administrator: User) -> None:
    offer = actions.invite(
        by=administrator,
        school=school,
        email="n@zeewaarde.example",
        name="N",
        role=Role.CUSTODIAN,
    )
    results = at_once(*[lambda: actions.accept(user=offer.user, invitation=offer)] * 3)
    assert results.count(actions.InvitationClosed) == 2
    assert Membership.objects.custodians(school).count() == 1


def test_roles_that_clash_are_not_both_taken(school: School, administrator: User) -> None:
    team, lead = (
        actions.invite(
            by=administrator, school=school, email="n@zeewaarde.example", name="N", role=role
        )
        for role in (Role.INTERNSHIP_COORDINATOR, Role.SCHOOL_ADMINISTRATOR)
    )
    results = at_once(
        lambda: actions.accept(user=team.user, invitation=team),
        lambda: actions.accept(user=lead.user, invitation=lead),
    )
    assert results.count(actions.RolesClash) == 1


def test_a_fourth_custodian_does_not_slip_in(school: School, administrator: User) -> None:
    def invite(number: int) -> object:
        email = f"bewaarder{number}@zeewaarde.example"
        return actions.invite(
            by=administrator, school=school, email=email, name="B", role=Role.CUSTODIAN
        )

    results = at_once(*[lambda number=number: invite(number) for number in range(5)])
    assert results.count(actions.EnoughCustodians) == 2

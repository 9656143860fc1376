"""Two verbs in the same moment, with real transactions; where rows are locked one by one."""

from collections.abc import Callable
from functools import partial

import pytest

from placements.companies.models import TrainingCompany
from placements.contacts import actions, errors, profile
from placements.contacts.models import CompanyContact
from placements.quickscan import actions as quickscan
from placements.quickscan.models import QuickScan
from placements.quickscan.questions import FIRST
from schools.teams.models import Membership
from stagebaken.accounts.models import User
from tests.at_once import at_once as together
from tests.placements.contacts import people

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


at_once = partial(together, refusals=(errors.RuleBroken, profile.ProfileChanged))


def test_two_contacts_who_stop_at_once_do_not_leave_a_company_alone_unseen(
    gijs: User, company: TrainingCompany
) -> None:
    carla = people.make_contact(company, "Carla Collega")
    ending = [CompanyContact.objects.get(user=user) for user in (gijs, carla)]
    results = at_once(
        lambda: actions.end(by=gijs, contact=ending[0]),
        lambda: actions.end(by=carla, contact=ending[1]),
    )
    assert results.count(errors.LastContact) == 1
    assert CompanyContact.objects.active().count() == 1


def test_accepting_two_companies_at_once_gives_the_role_once(
    gijs: User, advisor: User, other: TrainingCompany
) -> None:
    third = people.make_company("Kapsalon Krul")
    carla = people.cast.make_user("Carla Collega")
    offers = [
        actions.invite(by=advisor, company=one, email=carla.email, name="Carla")
        for one in (other, third)
    ]
    at_once(
        *[
            lambda offer=offer: actions.accept(user=carla, invitation=offer)  # type: ignore[misc]
            for offer in offers
        ]
    )
    assert CompanyContact.objects.active().filter(user=carla).count() == 2
    assert Membership.objects.of(carla).count() == 1


def test_of_two_who_save_the_same_state_one_is_told(gijs: User, company: TrainingCompany) -> None:
    carla = people.make_contact(company, "Carla Collega")
    state = {name: getattr(company, name) for name in profile.FIELDS}
    version = profile.version_of(company)

    def saving(by: User, trades: str) -> Callable[[], object]:
        facts = state | {"trades": trades}
        return lambda: profile.save(by=by, company_id=company.pk, version=version, facts=facts)

    results = at_once(saving(gijs, "banden"), saving(carla, "remmen"))
    assert results.count(profile.ProfileChanged) == 1


def test_two_contacts_who_fill_the_quickscan_in_at_once_leave_one_filling(
    gijs: User, company: TrainingCompany
) -> None:
    carla = people.make_contact(company, "Carla Collega")

    def filling(by: User, value: int) -> Callable[[], object]:
        answers = {question.code: value for question in FIRST}
        return lambda: quickscan.fill(by=by, company_id=company.pk, answers=answers)

    at_once(filling(gijs, 1), filling(carla, 2))
    assert QuickScan.objects.get().total.points in (10, 20)

"""A hbo school approves a company for its own students, and for nobody else."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from placements.accreditations.actions import RuleBroken, is_erkend
from placements.accreditations.approvals import approve, schools_of, withdraw
from placements.accreditations.models import Key, Programme, SchoolApproval
from placements.companies.models import TrainingCompany
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose
from tests import cast
from tests.placements.accreditations.conftest import TODAY

DAY = timedelta(days=1)


@pytest.fixture
def school(db: None) -> School:
    return cast.duinkerk()


@pytest.fixture
def coordinator(school: School) -> User:
    user = cast.make_user("Els Vreemd", school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)
    return user


Approving = Callable[..., SchoolApproval]


@pytest.fixture
def approving(school: School, coordinator: User, garage: TrainingCompany) -> Approving:
    def do(
        *,
        by: User = coordinator,
        at: School = school,
        programme: Programme | None = None,
        start: date = TODAY,
        until: date | None = TODAY + 9 * DAY,
    ) -> SchoolApproval:
        return approve(
            by=by,
            school=at,
            company=garage,
            programme=programme,
            valid_from=start,
            valid_until=until,
            reason="Gezien",
        )

    return do


def test_an_approval_is_no_recognition(approving: Approving, key: Key) -> None:
    approving()
    assert SchoolApproval.objects.valid(TODAY).exists()
    assert not is_erkend(key, TODAY)
    assert Event.objects.latest("seq").verb == Verb.COMPANY_APPROVED


def test_a_school_approves_again_when_the_first_approval_has_run_out(approving: Approving) -> None:
    approving()
    with suppose(TODAY + 10 * DAY):
        approving(start=TODAY + 10 * DAY, until=None)
    assert SchoolApproval.objects.count() == 2


def test_days_are_approved_once(approving: Approving, designer: Programme) -> None:
    approving()
    with pytest.raises(RuleBroken):
        approving(start=TODAY + DAY)
    assert approving(programme=designer), "for one programme is another approval"


def test_a_programme_of_the_mbo_is_not_the_schools_to_approve(
    approving: Approving, mechanic: Programme
) -> None:
    with pytest.raises(RuleBroken):
        approving(programme=mechanic)


@pytest.mark.parametrize(("start", "until"), [(TODAY - DAY, None), (TODAY, TODAY - DAY)])
def test_days_that_passed_or_run_backwards_are_refused(
    approving: Approving, start: date, until: date | None
) -> None:
    with pytest.raises(RuleBroken):
        approving(start=start, until=until)


def test_a_withdrawn_approval_counts_no_longer_and_stays_in_the_history(
    approving: Approving, coordinator: User
) -> None:
    approval = approving()
    withdraw(by=coordinator, approval=approval, reason="Gesloten")
    assert not SchoolApproval.objects.valid(TODAY).exists()
    assert SchoolApproval.objects.get().withdrawal_reason == "Gesloten"
    with pytest.raises(RuleBroken):
        withdraw(by=coordinator, approval=approval, reason="Nog eens")
    assert approving(), "and the school may approve again"


def test_only_coordinators_and_administrators_of_a_hbo_school_decide_and_only_for_it(
    approving: Approving, school: School, coordinator: User
) -> None:
    mbo = cast.zeewaarde()
    of_mbo = cast.make_administrator(mbo)
    counsellor = cast.make_user("Mehmet Aydın", school)
    cast.join(school, counsellor, Role.CONFIDENTIAL_COUNSELLOR)
    approval = approving()
    for stranger, at in ((of_mbo, mbo), (of_mbo, school), (counsellor, school), (coordinator, mbo)):
        with pytest.raises(PermissionDenied):
            approving(by=stranger, at=at)
    with pytest.raises(PermissionDenied):
        withdraw(by=of_mbo, approval=approval, reason="")
    assert set(schools_of(cast.make_administrator(school, "Karel Kantoor"))) == {school}

"""Which cases end or threaten a placement, so that the team must ask about another one (R5)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from placements.accreditations import approvals
from placements.accreditations.actions import block, lift
from placements.accreditations.models import Key, Status
from placements.companies.models import TrainingCompany
from placements.measures import actions as measures
from placements.measures.days import Days
from placements.measures.models import Kind
from reports.casework.models import Case
from reports.dossiers.account import Account
from reports.replacing.matter import Matter
from reports.replacing.need import is_needed, must_be_asked
from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.web.days import suppose
from tests.cast import Member, duinkerk, join, make_user
from tests.placements.search.conftest import TODAY
from tests.reports.replacing.conftest import Reporter, Team
from tests.reports.replacing.threatened import filed_as

DAY = timedelta(days=1)
There = Callable[..., Account]


@pytest.fixture
def there(school: School, garage: TrainingCompany) -> There:
    """A student of the garage, who says nothing that ends a placement by itself."""

    def there(**facts: Any) -> Account:
        told = {"phases": ["during"], "company_id": str(garage.pk)} | facts
        return Account(school=school.code, account="x", **told)

    return there


@pytest.mark.parametrize(
    ("facts", "wish", "status", "needed"),
    [
        ({"forms": ["sent_away"]}, "talk", "received", True),
        ({"forms": ["refused"], "phases": ["seeking"]}, "act", "received", True),
        ({"forms": ["ignored"], "phases": ["seeking"]}, "act", "received", False),
        ({"forms": ["threat"], "phases": ["during"]}, "talk", "received", True),
        ({"forms": ["threat"]}, "talk", "received", True),  # when, they did not say
        ({"forms": ["harassment"], "phases": ["seeking"]}, "talk", "received", False),
        ({"danger": "now", "phases": ["during"]}, "talk", "received", True),
        ({"danger": "no", "phases": ["during"]}, "talk", "received", False),
        ({}, "place", "received", True),
        ({}, "talk", "replacement", True),
    ],
)
def test_what_the_report_says(
    facts: dict[str, Any], wish: str, status: str, needed: bool, school: School
) -> None:
    account = Account(school="zeewaarde", account="x", **facts)
    case = Case(status=status, school=school)
    assert is_needed(case, account, wish, Matter()) is needed


def asked(school: School, account: Account, known: Matter | None = None) -> bool:
    case = Case(status="received", school=school)
    return must_be_asked(case, account, "talk", known or Matter())


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.WITHDRAWN])
def test_sbb_ends_the_recognition_of_the_company(
    there: There, school: School, garage: TrainingCompany, status: Status
) -> None:
    assert not asked(school, there())
    key = Key(garage.pk, garage.accreditations.get(programme__crebo="90211").programme_id, "bol")
    block(key=key, status=status, source="SBB", day=TODAY + 5 * DAY)  # announced is enough
    assert asked(school, there())
    assert not asked(school, there(phases=["seeking"]))  # who seeks has nothing to lose there
    assert not asked(school, there(company_id=""))
    with suppose(TODAY + 5 * DAY):
        lift(key=key, source="SBB", day=TODAY + 6 * DAY)
    with suppose(TODAY + 6 * DAY):
        assert not asked(school, there())


def test_the_recognition_ran_out_or_the_company_left_the_register(
    there: There, school: School, garage: TrainingCompany
) -> None:
    with suppose(TODAY + 1000 * DAY):
        assert asked(school, there())
    garage.ended_on = TODAY
    garage.save()
    assert asked(school, there())


def test_sbb_wrote_it_to_the_school(there: There, school: School) -> None:
    """A company that the reporter typed is in no register."""
    typed = there(company_id="")
    assert asked(school, typed, replace(Matter(), is_lost=True))
    assert not asked(school, typed)


def test_a_school_of_the_hbo_takes_its_own_approval_back(
    there: There, garage: TrainingCompany
) -> None:
    school = duinkerk()
    user = make_user("Els Bakker", school)
    join(school, user, Role.INTERNSHIP_COORDINATOR)
    facts: Any = {"school": school, "company": garage, "programme": None, "reason": "Bezocht."}
    approval = approvals.approve(by=user, valid_from=TODAY, valid_until=None, **facts)
    assert not asked(school, there())
    approvals.withdraw(by=user, approval=approval, reason="Het ging mis.")
    assert asked(school, there())
    with suppose(TODAY + DAY):
        approvals.approve(by=user, valid_from=TODAY + DAY, valid_until=None, **facts)
        assert not asked(school, there())


def test_where_the_school_places_nobody_the_team_asks_and_nobody_learns_why(
    there: There,
    mehmet: Team,
    reporter: Reporter,
    school: School,
    team: list[Member],
    garage: TrainingCompany,
) -> None:
    """Attack: a counsellor, or the reporter, reads the school's own decision from a task."""
    days = Days(TODAY, TODAY + 100 * DAY, TODAY + 50 * DAY)
    measures.take(
        by=team[1].user, school=school, company=garage, kind=Kind.NO_PLACEMENTS, days=days
    )
    assert asked(school, there())
    assert not is_needed(Case(status="received", school=school), there(), "talk", Matter())
    case = filed_as(school, company_id=str(garage.pk)).dossier.case
    page = Team(mehmet.desk, case).page()
    assert "Deze melding raakt een stage" in page
    assert "plaatst" not in page.split('id="andere-plek"')[1].split("</div>")[0]


def test_many_reasons_are_one_task(
    mehmet: Team, school: School, garage: TrainingCompany, reporter: Reporter
) -> None:
    everything: Any = {
        "forms": ["sent_away", "threat", "refused"],
        "danger": "now",
        "wish": "place",
    }
    filed = filed_as(school, company_id=str(garage.pk), **everything)
    there = Team(mehmet.desk, filed.dossier.case)
    assert there.page().count("Deze melding raakt een stage") == 1
    there.ask()
    assert "Deze melding raakt een stage" not in there.page()

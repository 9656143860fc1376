"""mbo Zeewaarde with its team of three and its recovery key; a reporter who has begun nothing."""

import pytest

from schools.registry.models import School
from tests import cast
from tests.cast import Member, Recovery
from tests.reports.intake.journey import Reporter


@pytest.fixture
def school(db: None) -> School:
    return cast.make_school(welcome_text="Fijn dat je er bent.", welcome_text_en="Good to see you.")


@pytest.fixture
def recovery(school: School) -> Recovery:
    return cast.make_recovery(school)


@pytest.fixture
def team(school: School, recovery: Recovery) -> list[Member]:
    return cast.make_team(school)


@pytest.fixture
def reporter(team: list[Member]) -> Reporter:
    return Reporter()

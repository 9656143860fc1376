"""Whatever is done with a running case, it has a day that is looked after: it cannot rest."""

from datetime import timedelta

import pytest
from django.conf import settings

from reports.casework import actions, deadlines
from reports.casework.models import Announcement, Stage, Status, Turn
from reports.casework.watching import watch
from reports.intake.actions import FiledReport
from reports.reporter import actions as reporter
from schools.registry.models import School
from schools.terms.working_days import Calendar
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.casework.acting import fresh, step, walk
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db

S = Status
TOLD = (S.ACKNOWLEDGED, S.INTAKE, S.OUTCOME_KNOWN)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school)


def test_a_known_outcome_has_a_day_by_which_aftercare_is_planned(
    filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, *TOLD)
    due = today() + timedelta(days=settings.AFTERCARE_DAYS)
    assert (case.due_on, case.term_on, case.limit_on) == (due, due, None)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (TOLD, S.INTAKE),
        (TOLD, S.AWAITING_STUDENT_CHOICE),
        (TOLD, S.REPLACEMENT),
        ((*TOLD, S.AFTERCARE), S.AWAITING_STUDENT_CHOICE),
        ((*TOLD, S.AFTERCARE), S.REPLACEMENT),
        ((*TOLD, S.CLOSED), S.INTAKE),
    ],
)
def test_a_case_that_is_worked_on_again_has_both_clocks_anew(
    school: School, filed: FiledReport, team: list[Member], path: tuple[Status, ...], to: Status
) -> None:
    walk(team[0], filed, *path)
    case = step(team[0], filed, to)
    assert case.limit_on == deadlines.feedback_limit(today())
    if case.turn == Turn.REPORTER:
        assert (case.paused_days, case.due_on) == (school.feedback_days, case.limit_on)
    else:
        assert case.term_on == Calendar.of(school).shift(today(), school.feedback_days)
        assert case.due_on == min(case.term_on, case.limit_on)


def test_a_replacement_before_the_outcome_keeps_the_clocks_that_ran(
    filed: FiledReport, team: list[Member]
) -> None:
    before = walk(team[0], filed, S.ACKNOWLEDGED, S.INTAKE)
    case = step(team[0], filed, S.REPLACEMENT)
    assert (case.term_on, case.limit_on) == (before.term_on, before.limit_on)


@pytest.mark.parametrize("path", [TOLD, (*TOLD, S.AFTERCARE)])
def test_a_day_that_was_agreed_does_not_stand_still_for_the_reporter(
    filed: FiledReport, team: list[Member], path: tuple[Status, ...]
) -> None:
    """There is no outer limit behind it: standing still, it would never come."""
    before = walk(team[0], filed, *path)
    actions.reply(member=team[0].unlocked, case=before, text="Hoe gaat het?")
    case = fresh(before)
    assert case.turn == Turn.REPORTER
    assert (case.due_on, case.paused_days) == (before.due_on, None)
    assert case.due_on is not None
    watch(case.due_on + timedelta(days=1))
    assert Announcement.objects.filter(case=case, stage=Stage.LAPSED).exists()
    reporter.send(own=own(filed), text="Goed.")
    assert fresh(before).due_on == before.due_on

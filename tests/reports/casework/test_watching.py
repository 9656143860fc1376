"""Deadlines are announced before they lapse, each once; no reporter is mailed by time alone."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.casework import actions
from reports.casework.models import Announcement, Case, Stage
from reports.casework.watching import watch
from reports.intake.actions import FiledReport
from reports.notices import rounds
from reports.notices.models import News
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from reports.reporter.road import is_alone
from schools.registry.models import School
from schools.terms.models import Break
from stagebaken.web.days import suppose
from tests.cast import Member, duinkerk, make_member
from tests.reports.casework.acting import fresh
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)  # no holiday near
MOST_QUERIES = 12


def on(day: date) -> int:
    """The task of this day; what was new before is read."""
    News.objects.all().delete()
    with suppose(day):
        return watch(day)


def told() -> set[str]:
    return set(News.objects.values_list("recipient__user__name", flat=True))


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    school.acknowledge_days = 4
    school.save()
    with suppose(MONDAY):
        return file(school, address="ik@elders.example")  # due on Friday 27


def days_later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def test_all_readers_are_reminded_and_told_again_when_it_is_about_to_lapse(
    filed: FiledReport, team: list[Member]
) -> None:
    everybody = {member.user.name for member in team}
    for days, names in ((0, set()), (1, set()), (2, everybody), (3, everybody), (4, set())):
        on(days_later(days))
        assert told() == names, days
    assert on(days_later(5)) == 1  # it lapsed
    assert told() == everybody


def test_who_took_it_up_is_reminded_and_then_the_others(
    filed: FiledReport, team: list[Member]
) -> None:
    mehmet, ilse, wim = team
    actions.assign(member=mehmet.unlocked, case=filed.dossier.case, assignee=ilse.user)
    on(days_later(2))
    assert told() == {ilse.user.name}
    on(days_later(3))
    assert told() == {mehmet.user.name, wim.user.name}


def test_whom_the_reporter_excluded_is_told_of_no_deadline(
    school: School, team: list[Member]
) -> None:
    with suppose(MONDAY):
        file(school, excluded=(team[2].user,))
    on(MONDAY)
    on(days_later(30))
    assert told() == {team[0].user.name, team[1].user.name}


def test_where_there_is_one_reader_the_reporter_is_told_in_the_dossier(
    school: School, team: list[Member]
) -> None:
    with suppose(MONDAY):
        filed = file(school, excluded=(team[1].user, team[2].user))
    assert not is_alone(fresh(filed.dossier.case))
    for days in (0, 1, 2):
        on(days_later(days))
    assert is_alone(fresh(filed.dossier.case))
    assert Announcement.objects.filter(stage=Stage.ALONE).count() == 1
    assert not Announcement.objects.filter(stage=Stage.ESCALATED).exists()


def test_time_mails_no_reporter_and_staff_only_in_the_rounds(filed: FiledReport) -> None:
    for days in range(12):
        on(days_later(days))
    assert not mail.outbox
    with suppose(days_later(12)):
        for user in rounds.members_with_news():
            rounds.mail_member(user)
    assert {message.subject for message in mail.outbox} <= {rounds.SUBJECT}
    assert not any("ik@elders.example" in message.to for message in mail.outbox)


def test_running_it_again_announces_nothing_and_asks_little(
    school: School, team: list[Member], filed: FiledReport
) -> None:
    with suppose(MONDAY):
        for _ in range(20):
            file(school)
    day = days_later(9)
    assert on(day) == 21
    with CaptureQueriesContext(connection) as captured:
        assert on(day) == 0
    assert len(captured) < MOST_QUERIES, [query["sql"][:120] for query in captured]
    call_command("deadlines", "watch")


def test_cases_in_which_nothing_is_due_cost_no_query(school: School, team: list[Member]) -> None:
    """Of every kind: far from their day, told already, told to the reporter alone, too late."""
    other = duinkerk()
    make_member(other, name="Els Vreemd")
    Break.objects.create(school=other, name="Vrij", first_day=days_later(1), last_day=days_later(2))

    def cases() -> None:
        for days in (-30, 0, 2, 7):
            with suppose(days_later(days)):
                file(school)
                file(school, excluded=(team[1].user, team[2].user))
                file(other)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert on(day) == 0
        return len(captured)

    day = days_later(7)
    cases()
    on(day)
    assert set(Announcement.objects.values_list("stage", flat=True)) == set(Stage)
    few = asked()
    for _ in range(4):
        cases()
    on(day)
    assert asked() == few


def test_who_may_read_later_is_told_what_the_reporter_was_told_alone(
    school: School, team: list[Member]
) -> None:
    with suppose(MONDAY):
        filed = file(school, excluded=(team[1].user, team[2].user))
    due = fresh(filed.dossier.case).due_on
    assert due is not None
    on(due)
    assert Announcement.objects.filter(stage=Stage.ALONE).exists()
    choose_readers(own=own(filed), excluded=[team[2].user])
    assert on(due) == 1
    assert told() == {team[0].user.name, team[1].user.name}
    assert on(due) == 0


def test_an_answer_ends_it_and_a_new_deadline_is_announced_anew(
    filed: FiledReport, team: list[Member], school: School
) -> None:
    on(days_later(3))
    with suppose(days_later(3)):
        actions.acknowledge(member=team[0].unlocked, case=filed.dossier.case)
    assert on(days_later(4)) == 0
    due = fresh(filed.dossier.case).due_on
    assert due is not None
    assert on(due) == 2
    assert on(due + timedelta(days=1)) == 1


def test_while_the_reporter_has_the_turn_the_outer_limit_is_still_announced(
    filed: FiledReport, team: list[Member]
) -> None:
    with suppose(days_later(1)):
        actions.reply(member=team[0].unlocked, case=filed.dossier.case, text="Wil je praten?")
    case = fresh(filed.dossier.case)
    assert case.term_on is None
    assert on(days_later(60)) == 0
    assert case.limit_on is not None
    assert on(case.limit_on) == 2


def test_a_deadline_within_a_break_is_announced_before_the_break(
    school: School, team: list[Member]
) -> None:
    Break.objects.create(
        school=school, name="Kerst", first_day=date(2026, 12, 21), last_day=date(2027, 1, 3)
    )
    with suppose(date(2026, 12, 17)):  # Thursday; the outer limit is on the 24th
        file(school)
    on(date(2026, 12, 18))
    assert {one.stage for one in Announcement.objects.all()} == {Stage.REMINDED, Stage.ESCALATED}


def test_a_withdrawn_or_closed_case_announces_nothing(
    filed: FiledReport, team: list[Member]
) -> None:
    reporter.withdraw(own=own(filed))
    assert on(days_later(30)) == 0
    assert not Announcement.objects.exists()


def test_another_school_has_its_own_days(filed: FiledReport, team: list[Member]) -> None:
    other = duinkerk()
    make_member(other, name="Els Vreemd")
    with suppose(MONDAY):
        theirs = file(other).dossier.case
    on(days_later(2))
    assert "Els Vreemd" in told()
    assert Announcement.objects.filter(case=Case.objects.get(pk=theirs.pk)).exists()

"""A step of the table, as a member takes it: what it demands, writes, starts and tells."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from reports.casework import actions, deadlines
from reports.casework.models import CaseEvent, Status, Turn
from reports.casework.moving import MissingNeed, StaleStep, moved_by
from reports.casework.opening import open_case
from reports.casework.signals import case_moved
from reports.casework.transitions import IllegalTransition, Who
from reports.casework.words import told
from reports.consents.actions import NoConsent
from reports.consents.vocabulary import Step
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.registration.models import RegistrationRecord
from reports.reporter import actions as reporter
from reports.reporter.reopening import reopen
from schools.registry.models import School
from schools.terms.working_days import Calendar
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import add_months, suppose, today
from tests.cast import Member, duinkerk, make_member, make_team
from tests.reports.casework.acting import carry_out, fresh, given, say_yes, step, walk
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db

S = Status


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school)


@pytest.fixture
def heard() -> Iterator[list[dict[str, Any]]]:
    """What the rooms above hear."""
    news: list[dict[str, Any]] = []

    def receive(**told: Any) -> None:
        news.append(told)

    case_moved.connect(receive)
    yield news
    case_moved.disconnect(receive)


def statuses(filed: FiledReport) -> list[str]:
    events = CaseEvent.objects.filter(case__dossier=filed.dossier).order_by("position")
    return list(events.values_list("status", flat=True))


def test_a_case_goes_all_the_way_and_its_history_says_how(
    filed: FiledReport, team: list[Member], heard: list[dict[str, Any]]
) -> None:
    path = (S.ACKNOWLEDGED, S.INTAKE, S.OUTCOME_KNOWN, S.REPLACEMENT, S.AFTERCARE, S.CLOSED)
    case = walk(team[0], filed, *path)
    assert statuses(filed) == [S.RECEIVED, *path]
    assert [news["after"] for news in heard] == list(path)
    assert [news["before"] for news in heard] == [S.RECEIVED, *path[:-1]]
    assert (case.turn, case.due_on, case.closed_on) == (Turn.NOBODY, None, today())


def test_a_step_is_told_in_the_dossier_with_the_words_of_the_team(
    filed: FiledReport, team: list[Member]
) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED, S.AWAITING_STUDENT_CHOICE)
    said = own(filed).conversation[-1]
    assert (said.kind, said.text, said.author) == ("step", "We deden dit.", team[0].user.name)
    assert "De keuze is aan de melder." in told(said.step)


def test_the_reason_is_for_the_team_alone(filed: FiledReport, team: list[Member]) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    actions.move(
        member=team[0].unlocked,
        case=case,
        to=S.CLOSED,
        **given(case, S.CLOSED) | {"note": "Geheim."},
    )
    assert open_case(member=team[1].unlocked, case=case).notes[0].text == "Geheim."
    assert "Geheim." not in str(own(filed).conversation)


@pytest.mark.parametrize("missing", ["words", "outcome", "note"])
def test_without_what_the_table_demands_nothing_happens(
    filed: FiledReport, team: list[Member], missing: str
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    brought = given(case, S.CLOSED)
    brought[missing] = "  " if missing != "outcome" else ""
    with pytest.raises(MissingNeed):
        actions.move(member=team[0].unlocked, case=case, to=S.CLOSED, **brought)
    assert fresh(case).status == S.ACKNOWLEDGED
    assert not RegistrationRecord.objects.exists()
    assert not own(filed).conversation


def test_a_talk_is_not_planned_yesterday(filed: FiledReport, team: list[Member]) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    with pytest.raises(MissingNeed):
        actions.move(
            member=team[0].unlocked, case=case, to=S.INTAKE, day=today() - timedelta(days=1)
        )


@pytest.mark.parametrize(("to", "ask"), [(S.HEARING, Step.HEAR), (S.FORWARDED_SBB, Step.SBB)])
def test_no_step_outward_without_a_yes_that_was_carried_out(
    filed: FiledReport, team: list[Member], to: Status, ask: Step
) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED)
    with pytest.raises(NoConsent):
        step(team[0], filed, to)
    say_yes(filed, ask)
    with pytest.raises(NoConsent):
        step(team[0], filed, to)
    other = Step.SBB if ask == Step.HEAR else Step.HEAR
    carry_out(filed, other)
    with pytest.raises(NoConsent):
        step(team[0], filed, to)
    carry_out(filed, ask)
    assert step(team[0], filed, to).turn == {S.HEARING: "company"}.get(to, "sbb")


def test_a_school_of_hbo_has_no_way_to_sbb() -> None:
    school = duinkerk()
    member, *_ = make_team(school)
    filed = file(school)
    walk(member, filed, S.ACKNOWLEDGED)
    carry_out(filed, Step.SBB)
    with pytest.raises(IllegalTransition):
        step(member, filed, S.FORWARDED_SBB)


def test_the_same_step_twice_is_one_step(
    filed: FiledReport, team: list[Member], heard: list[dict[str, Any]]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    brought = given(case, S.OUTCOME_KNOWN)
    for member in (team[0], team[1]):
        actions.move(
            member=member.unlocked, case=case, to=S.OUTCOME_KNOWN, seen=S.ACKNOWLEDGED, **brought
        )
    assert len(own(filed).conversation) == 1
    assert len(heard) == 2


def test_who_looked_at_an_old_page_is_told_so(filed: FiledReport, team: list[Member]) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    step(team[1], filed, S.INTAKE)
    with pytest.raises(StaleStep):
        actions.move(
            member=team[0].unlocked,
            case=case,
            to=S.REPLACEMENT,
            seen=S.ACKNOWLEDGED,
        )


def test_nobody_of_another_school_takes_a_step(filed: FiledReport) -> None:
    stranger = make_member(duinkerk(), name="Els Vreemd")
    with pytest.raises(PermissionDenied):
        actions.move(member=stranger.unlocked, case=filed.dossier.case, to=S.ACKNOWLEDGED)


# The clocks


def test_the_term_stands_still_while_the_reporter_has_the_turn(
    school: School, team: list[Member]
) -> None:
    begin = today()
    with suppose(begin):
        filed = file(school)
        case = walk(team[0], filed, S.ACKNOWLEDGED)
        term, limit = case.term_on, case.limit_on
        actions.reply(member=team[0].unlocked, case=case, text="Wil je praten?")
    case = fresh(case)
    assert (case.term_on, case.due_on) == (None, limit)
    assert case.paused_days == school.feedback_days
    calendar = Calendar.of(school)
    later = calendar.shift(begin, 10)
    with suppose(later):
        reporter.send(own=own(filed), text="Ja.")
    case = fresh(case)
    assert case.paused_days is None
    assert case.term_on == calendar.shift(later, school.feedback_days)
    assert case.limit_on == limit
    assert term is not None
    assert case.due_on == min(case.term_on, limit)


def test_an_answer_while_the_company_has_the_turn_leaves_it_there(
    filed: FiledReport, team: list[Member]
) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED)
    carry_out(filed, Step.HEAR)
    case = step(team[0], filed, S.HEARING)
    actions.reply(member=team[0].unlocked, case=case, text="We wachten op het bedrijf.")
    assert fresh(case).turn == Turn.COMPANY
    assert fresh(case).term_on is not None


def test_the_limit_of_an_answer_runs_until_there_is_one(
    filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED, S.INTAKE, S.REPLACEMENT)
    assert case.limit_on == add_months(today(), 3)
    case = step(team[0], filed, S.OUTCOME_KNOWN)
    assert case.limit_on is None


def test_the_outcome_of_sbb_is_news_and_leaves_the_answer_to_the_school(
    filed: FiledReport, team: list[Member]
) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED)
    carry_out(filed, Step.SBB)
    case = step(team[0], filed, S.FORWARDED_SBB)
    open_case(member=team[0].unlocked, case=case)
    due = case.due_on
    moved_by(who=Who.SBB, case=case, to=S.OUTCOME_KNOWN)
    case = fresh(case)
    assert (case.status, case.turn, case.due_on) == (S.OUTCOME_KNOWN, Turn.SCHOOL, due)
    assert News.objects.filter(recipient=team[0].recipient).exists()


def test_neither_sbb_nor_the_reporter_takes_a_step_of_the_team(
    filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    for who in (Who.SBB, Who.REPORTER, Who.TIME):
        with pytest.raises(IllegalTransition):
            moved_by(who=who, case=case, to=S.CLOSED)


# Closing and opening again


def test_closing_leaves_a_record_without_the_case(filed: FiledReport, team: list[Member]) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED)
    carry_out(filed, Step.HEAR)
    walk(team[0], filed, S.HEARING, S.OUTCOME_KNOWN, S.CLOSED)
    record = RegistrationRecord.objects.get()
    assert (record.outcome, record.measures) == ("settled", ["hearing"])
    assert record.grounds == ["race", "religion"]
    assert record.acknowledged_within == "0-2"
    assert own(filed).decisions.counted


def test_a_case_that_closes_twice_is_counted_once(filed: FiledReport, team: list[Member]) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED, S.CLOSED)
    reopen(own=own(filed))
    walk(team[0], filed, S.CLOSED)
    assert RegistrationRecord.objects.count() == 1


def test_a_report_that_was_counted_before_is_not_counted_at_closing(
    school: School, team: list[Member]
) -> None:
    filed = file(school, wish="count")
    reporter.change_wish(own=own(filed), wish="talk", school=school)  # type: ignore[arg-type]
    walk(team[0], filed, S.ACKNOWLEDGED, S.CLOSED)
    assert RegistrationRecord.objects.count() == 1


def test_a_record_that_cannot_be_written_leaves_the_case_open(
    filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED)
    brought = given(case, S.CLOSED) | {"outcome": "verzonnen"}
    with pytest.raises(Exception, match="verzonnen"):
        actions.move(member=team[0].unlocked, case=case, to=S.CLOSED, **brought)
    assert fresh(case).status == S.ACKNOWLEDGED
    assert not own(filed).conversation


def test_the_reporter_opens_a_closed_case_again_and_the_terms_begin_anew(
    filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED, S.CLOSED)
    for _ in range(2):
        reopen(own=own(filed), text="Het is weer gebeurd.")
    case = fresh(case)
    assert (case.status, case.turn, case.closed_on) == (S.INTAKE, Turn.SCHOOL, None)
    assert case.due_on == deadlines.feedback_due(case.school, today())
    assert News.objects.filter(recipient=team[1].recipient).exists()
    assert own(filed).conversation[-1].text == "Het is weer gebeurd."
    assert Event.objects.filter(verb=Verb.REOPENED).count() == 1


def test_a_member_opens_a_closed_case_again_with_a_reason(
    filed: FiledReport, team: list[Member]
) -> None:
    walk(team[0], filed, S.ACKNOWLEDGED, S.CLOSED)
    case = fresh(filed.dossier.case)
    with pytest.raises(MissingNeed):
        actions.move(member=team[0].unlocked, case=case, to=S.INTAKE)
    assert step(team[0], filed, S.INTAKE).term_on is not None


def test_what_is_said_after_closing_is_news_and_asks_nobody_for_an_answer(
    filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, S.ACKNOWLEDGED, S.CLOSED)
    News.objects.all().delete()
    reporter.send(own=own(filed), text="Dank je wel.")
    actions.reply(member=team[0].unlocked, case=fresh(case), text="Graag gedaan.")
    assert fresh(case).turn == Turn.NOBODY
    assert News.objects.filter(recipient=team[1].recipient).exists()


def test_a_withdrawal_is_heard_before_everything_is_destroyed(
    filed: FiledReport, heard: list[dict[str, Any]]
) -> None:
    reporter.withdraw(own=own(filed))
    assert [(news["after"], news["keys"] is None) for news in heard] == [(S.WITHDRAWN, False)]


def test_the_log_says_that_a_step_was_taken_and_by_whom(
    filed: FiledReport, team: list[Member]
) -> None:
    walk(team[1], filed, S.ACKNOWLEDGED, S.INTAKE, S.CLOSED)
    verbs = Event.objects.of_dossier(filed.dossier.pk).filter(actor_id=team[1].user.pk)
    told_of = list(verbs.order_by("seq").values_list("verb", flat=True))
    steps = [Verb.ACKNOWLEDGED, Verb.STATUS_CHANGED, Verb.CLOSED]
    assert told_of == [verb for step in steps for verb in (Verb.OPENED, step)]

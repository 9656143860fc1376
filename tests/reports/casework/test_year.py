"""A year of cases, as a team, its reporters and SBB go about them: nothing lapses unannounced.

Not the deadline of a case, also of one that is worked on again; no task, also one that nobody has,
or the day of a talk; no first response, promised word or agreements of SBB, also not to the school
that waits.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db.models import F, Q

from placements.companies.actions import register
from reports.casework import actions
from reports.casework.models import Announcement, Case, Stage, Status
from reports.casework.transitions import Who, rules_from
from reports.casework.watching import watch
from reports.consents.vocabulary import Step
from reports.handover import actions as handover
from reports.handover import expecting, investigating, linking
from reports.handover.expecting import SameDay
from reports.handover.models import Handover, Investigation, InvestigationAnnouncement, Reply
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion, ReplyKind, State
from reports.handover.watching import watch as watch_dates
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.reporter import actions as reporter
from reports.tasks import actions as tasks
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind
from reports.tasks.watching import watch as watch_tasks
from schools.registry.models import School
from schools.terms.models import Break
from stagebaken.web.days import suppose, today
from tests.cast import Member, make_advisor
from tests.reports.casework.acting import fresh, given, say_yes
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db

BEGIN = date(2027, 1, 1)
SEED = 20270101
TO_SBB = {Status.ACKNOWLEDGED, Status.INTAKE, Status.AWAITING_STUDENT_CHOICE}
AGREED: dict[str, Any] = {
    "conclusion": Conclusion.AGREEMENT, "reasons": "Er is iets mis.", "agreements": "Een buddy.",
}  # fmt: skip
NO_DAY = Q(state=State.EXAMINED, expected_on=None) | Q(state=State.AGREED, agreed_until=None)


def days(count: int) -> Iterator[date]:
    return (BEGIN + timedelta(days=number) for number in range(count))


def act(chance: random.Random, team: list[Member], filed: FiledReport) -> None:
    """Something that may happen to a case on a day."""
    member, case = team[0], fresh(filed.dossier.case)
    if case.is_closed or chance.random() < 0.3:
        reporter.send(own=own(filed), text="Hoe staat het?")
        return
    if chance.random() < 0.3:
        plan(chance, team, case)
    if chance.random() < 0.5 and case.status in TO_SBB:
        asked = say_yes(filed, Step.SBB)
        handover.hand_over(member=member.unlocked, case=case, consent_id=asked.pk)
        return
    rules = rules_from(case.status, who=Who.MEMBER, sector=case.school.sector)
    steps = [one.to for one in rules if one.consent is None]
    if chance.random() < 0.4 or not steps:
        actions.reply(member=member.unlocked, case=case, text="We zijn ermee bezig.")
    else:
        to = chance.choice(steps)
        actions.move(member=member.unlocked, case=case, to=to, **given(case, to))


def plan(chance: random.Random, team: list[Member], case: Case) -> None:
    """Write a task down, for somebody or for nobody yet."""
    tasks.add(
        member=team[0].unlocked,
        case=case,
        text="Bel de mentor.",
        due_on=today() + timedelta(days=chance.randint(1, 15)),
        assignee=chance.choice([None, None, team[1].user]),
    )


def examine(chance: random.Random, advisor: Member) -> None:
    """SBB takes the next step of one copy: responds, names another day, agrees, or ends it."""
    rows = Investigation.objects.exclude(state=State.CLOSED).select_related("dossier__vault")
    running = list(rows.order_by("received_on"))
    if not running:
        return
    one = chance.choice(running)
    does: dict[str, Any] = {"member": advisor.unlocked, "investigation": one}
    if one.state == State.RECEIVED:
        investigating.respond(**does, text="Wij kijken ernaar.", expected_on=coming(chance))
    elif one.state == State.EXAMINED and chance.random() < 0.5:
        with suppress(SameDay):
            expecting.move(**does, text="Het duurt langer.", day=coming(chance))
    elif one.state == State.EXAMINED:
        linking.link_company(**does, company=register(name="Bakkerij Kruim"))
        investigating.conclude(**does, outcome=Outcome(**AGREED, until=coming(chance)))
    else:
        investigating.conclude(**does, outcome=Outcome(Conclusion.NO_ACTION, "Het is klaar."))


def coming(chance: random.Random) -> date:
    return today() + timedelta(days=chance.randint(1, 8))


def check(day: date, seen: Counter[str]) -> None:
    """What lapsed was announced; nothing that did not lapse was."""
    check_cases(day)
    running = Case.objects.running().values("dossier")
    late = Task.objects.filter(dossier__in=running, done_on=None, due_on__lt=day)
    assert not late.filter(told_on=None).exists()
    check_sbb(day, running, seen)


def check_sbb(day: date, running: Any, seen: Counter[str]) -> None:
    """`seen`: in which states SBB let a day pass, and that a school waited for it."""
    assert not Investigation.objects.exclude(state=State.CLOSED).filter(NO_DAY).exists()
    late = [one for one in Investigation.objects.with_a_date() if one.is_late(day)]
    seen.update(one.state for one in late)
    told = InvestigationAnnouncement.objects.filter(stage=Stage.LAPSED)
    known = set(told.values_list("investigation", "due_on"))
    assert {(one.pk, one.next_on) for one in late} <= known
    waiting = Handover.objects.filter(dossier__in=running, awaited_on__lt=day)
    assert not waiting.filter(late_told_on=None).exists()
    seen["waited"] += len(waiting)


def check_cases(day: date) -> None:
    late = set(Case.objects.running().late(day).values_list("pk", "due_on"))
    told = Announcement.objects.filter(stage=Stage.LAPSED).values_list("case", "due_on")
    assert late <= set(told)
    without_a_day = Q(due_on=None) | Q(due_on__gt=F("limit_on"))
    assert not Case.objects.running().filter(without_a_day).exists()


def was_warned(lapsed: Announcement) -> bool:
    """A second reader knew before it lapsed; or it was late already when it stood still."""
    others = Announcement.objects.filter(case=lapsed.case)
    before = others.filter(due_on=lapsed.due_on, stage=Stage.ESCALATED, day__lt=lapsed.day)
    return before.exists() or others.filter(stage=Stage.LAPSED, day__lt=lapsed.day).exists()


def assert_all_of_it_happened() -> None:
    """So that the year is no proof of nothing."""
    assert Task.objects.filter(assignee=None, told_on__isnull=False).exists()
    assert Task.objects.filter(kind=Kind.TALK, reminded_on__isnull=False).exists()
    assert Reply.objects.filter(kind=ReplyKind.DAY).exists()


@pytest.mark.parametrize(
    ("cases", "length", "acts"),  # acts a day of each case: a slow team, so that much lapses
    [(25, 120, 0.06), pytest.param(2_000, 365, 0.01, marks=pytest.mark.slow)],
)
def test_a_year_leaves_no_overdue_case_unannounced(
    school: School, team: list[Member], cases: int, length: int, acts: float
) -> None:
    Break.objects.create(
        school=school, name="Zomer", first_day=date(2027, 5, 3), last_day=date(2027, 6, 13)
    )
    chance, filed = random.Random(SEED), list[FiledReport]()  # noqa: S311 - no secret
    advisor, seen = make_advisor(), Counter[str]()
    for day in days(length):
        with suppose(day):
            while len(filed) * length < cases * ((day - BEGIN).days + 1):
                filed.append(file(school))
            for one in filed:
                if chance.random() < acts:
                    act(chance, team, one)
            if chance.random() < 0.4:
                examine(chance, advisor)
            announced = [one(day) for one in (watch, watch_tasks, watch_dates)]
            assert [one(day) for one in (watch, watch_tasks, watch_dates)] == [0, 0, 0], announced
        check(day, seen)
    assert len(filed) == cases
    assert set(+seen) == {State.RECEIVED, State.EXAMINED, State.AGREED, "waited"}
    assert_all_of_it_happened()
    lapsed = Announcement.objects.filter(stage=Stage.LAPSED).order_by("day")
    assert lapsed.exists()
    assert all(was_warned(one) for one in lapsed)
    assert Case.objects.filter(status=Status.CLOSED).exists()
    assert News.objects.exists()
    assert not mail.outbox

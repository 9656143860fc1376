"""A year of cases, as a team and its reporters go about them: no deadline lapses unannounced."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core import mail

from reports.casework import actions
from reports.casework.models import Announcement, Case, Stage, Status
from reports.casework.transitions import Who, rules_from
from reports.casework.watching import watch
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.reporter import actions as reporter
from schools.registry.models import School
from schools.terms.models import Break
from stagebaken.web.days import suppose
from tests.cast import Member
from tests.reports.casework.acting import fresh, given
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db

BEGIN = date(2027, 1, 1)
SEED = 20270101


def days(count: int) -> Iterator[date]:
    return (BEGIN + timedelta(days=number) for number in range(count))


def act(chance: random.Random, member: Member, filed: FiledReport) -> None:
    """Something that may happen to a case on a day."""
    case = fresh(filed.dossier.case)
    if case.is_closed or chance.random() < 0.3:
        reporter.send(own=own(filed), text="Hoe staat het?")
        return
    rules = rules_from(case.status, who=Who.MEMBER, sector=case.school.sector)
    steps = [one.to for one in rules if one.consent is None]
    if chance.random() < 0.4 or not steps:
        actions.reply(member=member.unlocked, case=case, text="We zijn ermee bezig.")
    else:
        to = chance.choice(steps)
        actions.move(member=member.unlocked, case=case, to=to, **given(case, to))


def check(day: date) -> None:
    """What lapsed was announced; nothing that did not lapse was."""
    late = set(Case.objects.running().late(day).values_list("pk", "due_on"))
    told = Announcement.objects.filter(stage=Stage.LAPSED).values_list("case", "due_on")
    assert late <= set(told)
    for case in Case.objects.running():
        assert case.limit_on is None or (case.due_on and case.due_on <= case.limit_on)


def was_warned(lapsed: Announcement) -> bool:
    """A second reader knew before it lapsed; or it was late already when it stood still."""
    others = Announcement.objects.filter(case=lapsed.case)
    before = others.filter(due_on=lapsed.due_on, stage=Stage.ESCALATED, day__lt=lapsed.day)
    return before.exists() or others.filter(stage=Stage.LAPSED, day__lt=lapsed.day).exists()


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
    for day in days(length):
        with suppose(day):
            while len(filed) * length < cases * ((day - BEGIN).days + 1):
                filed.append(file(school))
            for one in filed:
                if chance.random() < acts:
                    act(chance, team[0], one)
            watch(day)
        check(day)
    assert len(filed) == cases
    lapsed = Announcement.objects.filter(stage=Stage.LAPSED).order_by("day")
    assert lapsed.exists()
    assert all(was_warned(one) for one in lapsed)
    assert Case.objects.filter(status=Status.CLOSED).exists()
    assert News.objects.exists()
    assert not mail.outbox

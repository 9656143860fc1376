"""SBB's dates remind its advisors, and whoever waits hears it when they lapse. Each once."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from reports.handover.models import Handover, Investigation, InvestigationAnnouncement
from reports.handover.outcomes import Outcome
from reports.handover.panels import of_reporter
from reports.handover.tasks import watch_sbb
from reports.handover.vocabulary import Conclusion, State
from reports.handover.watching import watch
from reports.notices.models import News
from reports.reporter import actions as reporter
from stagebaken.vault import keyring
from stagebaken.web.days import suppose
from tests.cast import Member, make_advisor
from tests.reports.filing import file, own
from tests.reports.handover.advising import conclude, respond
from tests.reports.handover.conftest import REASONS, Scene, desk, investigation, link
from tests.reports.ladder.conftest import desk as team_desk

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 1, 11)  # no holiday near: SBB responds until Thursday


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with suppose(MONDAY):
        yield


@pytest.fixture
def selma(arend: Member) -> Member:
    return make_advisor("Selma Bos")


@pytest.fixture
def handed(scene: Scene, arend: Member, selma: Member) -> Handover:
    """Selma said which company it is, so that Arend can conclude."""
    handover = scene.hand_over()
    link(selma)
    return handover


def days_later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def on(day: date) -> int:
    """The task of this day; what was new before is read."""
    News.objects.all().delete()
    with suppose(day):
        return watch(day)


def told() -> set[str]:
    return set(News.objects.values_list("recipient__user__name", flat=True))


def agree(member: Member, until: date) -> None:
    conclude(
        member,
        Outcome(
            conclusion=Conclusion.AGREEMENT, reasons=REASONS, agreements="Een buddy.", until=until
        ),
    )


def test_a_first_response_reminds_before_its_term_and_tells_both_sides_when_it_lapsed(
    scene: Scene, handed: Handover, arend: Member, selma: Member
) -> None:
    sbb = {arend.user.name, selma.user.name}
    school = {one.user.name for one in scene.team}
    for days, names in ((0, set()), (1, sbb), (2, sbb), (3, set()), (4, sbb | school), (5, set())):
        on(days_later(days))
        assert told() == names, days
    assert not mail.outbox


def test_who_is_barred_from_the_copy_hears_of_no_date(
    handed: Handover, arend: Member, selma: Member
) -> None:
    """P2: at SBB as at school."""
    keyring.exclude(investigation().dossier, [selma.user])
    on(days_later(2))
    assert told() == {arend.user.name}


def test_a_response_in_time_ends_it_for_both(handed: Handover, arend: Member) -> None:
    respond(arend)
    assert [on(days_later(days)) for days in range(12)] == [0] * 12
    assert not InvestigationAnnouncement.objects.exists()


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_a_school_that_waits_no_more_hears_nothing(
    scene: Scene, handed: Handover, arend: Member, is_withdrawn: bool
) -> None:
    if is_withdrawn:
        reporter.withdraw(own=own(scene.filed))
    else:
        respond(arend)
    on(days_later(9))
    assert not told() & {one.user.name for one in scene.team}


def test_the_last_day_of_agreements_reminds_and_lapses(handed: Handover, arend: Member) -> None:
    until = days_later(31)
    agree(arend, until)
    assert investigation().agreed_until == until
    heard = {days: on(days_later(days)) for days in (27, 28, 29, 30, 31, 32, 33)}
    assert heard == {27: 0, 28: 0, 29: 1, 30: 1, 31: 0, 32: 1, 33: 0}
    assert told() == set()


def test_other_agreements_are_announced_anew_and_an_end_is_none(
    handed: Handover, arend: Member
) -> None:
    agree(arend, days_later(31))
    on(days_later(32))
    with suppose(days_later(32)):
        agree(arend, days_later(60))
    assert on(days_later(61)) == 1
    with suppose(days_later(61)):
        conclude(arend)
    assert (investigation().state, investigation().agreed_until) == (State.CLOSED, None)
    assert on(days_later(99)) == 0


def test_agreements_that_are_over_stand_before_a_report_that_still_has_time(
    scene: Scene, handed: Handover, arend: Member
) -> None:
    agree(arend, days_later(31))
    first = investigation()
    with suppose(days_later(30)):
        Scene(scene.school, scene.team, file(scene.school)).hand_over()
        second = Investigation.objects.exclude(pk=first.pk).get()
        assert list(Investigation.objects.by_urgency(days_later(30))) == [second, first]
    assert list(Investigation.objects.by_urgency(days_later(32))) == [first, second]


def test_what_is_overdue_says_so_in_the_list_and_on_its_page(
    scene: Scene, handed: Handover, arend: Member
) -> None:
    agree(arend, days_later(31))
    with suppose(days_later(33)):
        page = desk(arend).text("sbb_cases:list")
        case = desk(arend).text("sbb_cases:case", investigation().pk)
    assert "2 dagen te laat" in page
    assert "2 dagen te laat" in case
    assert "Afspraken klaar uiterlijk" in case


def test_the_school_reads_that_sbb_is_late_and_so_does_the_reporter(
    scene: Scene, handed: Handover
) -> None:
    with suppose(days_later(3)):
        assert not (of_reporter(own(scene.filed)) or {})["is_late"]
    with suppose(days_later(4)):
        assert "SBB is te laat" in team_desk(scene.mehmet).get(scene.case).content.decode()
        assert (of_reporter(own(scene.filed)) or {})["is_late"]


def test_the_command_and_the_scheduled_task_do_the_same_once(handed: Handover) -> None:
    out = StringIO()
    with suppose(days_later(4)):
        call_command("sbb_dates", "watch", stdout=out)
        call_command("sbb_dates", "watch", stdout=out)
        watch_sbb.enqueue()
    assert out.getvalue().splitlines() == ["2 announcements.", "0 announcements."]
    assert Handover.objects.get().late_told_on == days_later(4)

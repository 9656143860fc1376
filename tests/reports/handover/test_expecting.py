"""An investigation that runs has a day of its own: SBB is held to it, and whoever waits sees it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import IntegrityError, transaction

from reports.handover import actions, expecting
from reports.handover.models import Handover, Investigation, Reply, SentReply
from reports.handover.opening import open_investigation
from reports.handover.panels import of_reporter
from reports.handover.vocabulary import IllegalState, ReplyKind
from reports.handover.watching import watch
from reports.notices.models import News
from reports.reporter import actions as reporter
from reports.reporter.pages import dossier_page
from stagebaken.audit.models import Verb
from stagebaken.vault import keyring
from stagebaken.web.days import suppose
from tests.cast import Member, make_advisor
from tests.reports.filing import file, own
from tests.reports.handover.advising import conclude, respond
from tests.reports.handover.conftest import Desk, Scene, desk, events, investigation, link

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 1, 11)
WHY = "Het bedrijf vroeg uitstel. Wij gaan de week daarna langs."


def later(days: int) -> date:
    return MONDAY + timedelta(days=days)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with suppose(MONDAY):
        yield


@pytest.fixture
def selma(arend: Member) -> Member:
    return make_advisor("Selma Bos")


@pytest.fixture
def examined(scene: Scene, arend: Member, selma: Member) -> Handover:
    """SBB responded today, and says more in a month."""
    handover = scene.hand_over()
    link(selma)
    respond(arend, expected_on=later(30))
    handover.refresh_from_db()
    return handover


def move(member: Member, day: date, **more: Any) -> bool:
    return expecting.move(
        member=member.unlocked, investigation=investigation(), day=day, text=WHY, **more
    )


def on(day: date) -> int:
    News.objects.all().delete()
    with suppose(day):
        return watch(day)


def told() -> set[str]:
    return set(News.objects.values_list("recipient__user__name", flat=True))


def names(team: list[Member]) -> set[str]:
    return {one.user.name for one in team}


def test_a_response_names_the_day_on_which_the_school_hears_more(
    scene: Scene, examined: Handover
) -> None:
    found = investigation()
    assert (found.expected_on, found.next_on) == (later(30), later(30))
    assert (examined.awaited_on, examined.due_on) == (later(30), later(3))
    assert not found.is_late(later(30))
    assert found.is_late(later(31))


@pytest.mark.parametrize("days", [-1, 184, 1200])
def test_a_day_that_is_over_or_too_far_is_none(scene: Scene, arend: Member, days: int) -> None:
    scene.hand_over()
    with pytest.raises(expecting.DayOutOfReach):
        respond(arend, expected_on=later(days))
    assert investigation().answered_on is None
    assert not Reply.objects.exists()


def test_no_day_lies_behind_the_end_of_the_copy(
    scene: Scene, arend: Member, settings: LazySettings
) -> None:
    settings.SBB_OPEN_DAYS = 20
    scene.hand_over()
    with pytest.raises(expecting.DayOutOfReach):
        respond(arend, expected_on=later(21))
    assert respond(arend, expected_on=later(20))


def test_the_database_knows_no_investigation_without_a_day(examined: Handover) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Investigation.objects.update(expected_on=None)


def test_the_day_reminds_sbb_and_tells_both_sides_when_it_lapsed(
    scene: Scene, examined: Handover, arend: Member, selma: Member
) -> None:
    sbb, school = names([arend, selma]), names(scene.team)
    # Wednesday the tenth: so the Friday before it, the Tuesday, and the Thursday after.
    expected = {25: set(), 28: sbb, 29: sbb, 30: set(), 31: sbb | school, 32: set()}
    for days, heard in expected.items():
        on(later(days))
        assert told() == heard, days
    assert not mail.outbox


def test_who_is_barred_from_copy_or_report_hears_of_no_day(
    scene: Scene, examined: Handover, arend: Member, selma: Member
) -> None:
    """P2, on both sides."""
    keyring.exclude(investigation().dossier, [selma.user])
    keyring.exclude(scene.filed.dossier, [scene.team[2].user])
    on(later(31))
    assert told() == names([arend, *scene.team[:2]])


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_a_school_that_waits_no_more_hears_nothing(
    scene: Scene, examined: Handover, arend: Member, is_withdrawn: bool
) -> None:
    if is_withdrawn:
        reporter.withdraw(own=own(scene.filed))
    else:
        conclude(arend)
        examined.refresh_from_db()
        assert (examined.awaited_on, investigation().expected_on) == (None, None)
    on(later(40))
    assert not told() & names(scene.team)


def test_another_day_is_told_to_the_school_with_the_reason(
    scene: Scene, examined: Handover, arend: Member
) -> None:
    News.objects.all().delete()
    assert move(arend, later(50))
    examined.refresh_from_db()
    assert (investigation().expected_on, examined.awaited_on) == (later(50), later(50))
    reply = Reply.objects.get(kind=ReplyKind.DAY)
    for member in scene.team:
        text = actions.reply_text(member.unlocked, reply)
        assert text.startswith("SBB laat uiterlijk op dinsdag 2 maart 2027 weer iets horen.")
        assert WHY in text
    assert names(scene.team) <= told()
    assert scene.case.turn == "sbb"
    found = investigation()
    assert events(found.dossier_id, Verb.DAY_MOVED) == 1
    opened = open_investigation(member=arend.unlocked, investigation=found)
    assert WHY in opened.sent[-1].content["text"]


def test_a_day_that_moved_is_announced_anew_to_both_sides(
    scene: Scene, examined: Handover, arend: Member, selma: Member
) -> None:
    on(later(31))
    with suppose(later(31)):
        move(arend, later(50))
    assert on(later(32)) == 0
    on(later(51))
    assert told() == names([arend, selma]) | names(scene.team)
    assert on(later(52)) == 0


def test_a_second_click_and_the_same_day_move_nothing(examined: Handover, arend: Member) -> None:
    once = uuid4()
    assert [move(arend, later(50), once=once), move(arend, later(50), once=once)] == [True, False]
    with pytest.raises(expecting.SameDay):
        move(arend, later(50))
    assert SentReply.objects.count() == 2


def test_only_an_investigation_that_runs_has_a_day_to_move(
    scene: Scene, arend: Member, selma: Member
) -> None:
    scene.hand_over()
    with pytest.raises(IllegalState):
        move(arend, later(50))
    respond(arend)
    link(selma)
    conclude(arend)
    with pytest.raises(IllegalState):
        move(arend, later(60))


def test_a_withdrawn_report_takes_no_letter_and_the_day_moves(
    scene: Scene, examined: Handover, arend: Member
) -> None:
    reporter.withdraw(own=own(scene.filed))
    assert move(arend, later(50))
    assert not SentReply.objects.get(position=2).has_arrived


def test_what_is_over_stands_before_what_still_has_time(
    scene: Scene, examined: Handover, arend: Member
) -> None:
    first = investigation()
    with suppose(later(29)):
        Scene(scene.school, scene.team, file(scene.school)).hand_over()
        second = Investigation.objects.exclude(pk=first.pk).get()
        assert list(Investigation.objects.by_urgency(later(29))) == [second, first]
    assert list(Investigation.objects.by_urgency(later(31))) == [first, second]


# The pages


def test_the_form_proposes_six_weeks_and_asks_for_the_day(scene: Scene, sbb: Desk) -> None:
    scene.hand_over()
    found = investigation()
    assert f'value="{later(42).isoformat()}"' in sbb.text("sbb_cases:case", found.pk)
    for day, why in (("", "Kies een dag."), (later(-1).isoformat(), "al voorbij")):
        answer = sbb.post("sbb_cases:respond", found.pk, text="Wij kijken.", expected_on=day)
        assert answer.status_code == 422
        assert why in answer.content.decode()
        assert "Wij kijken.</textarea>" in answer.content.decode()
    day = later(20).isoformat()
    assert sbb.post("sbb_cases:respond", found.pk, text="x", expected_on=day).status_code == 302
    assert investigation().expected_on == later(20)
    assert "Weer iets laten horen uiterlijk" in sbb.text("sbb_cases:case", found.pk)


def test_an_advisor_moves_the_day_on_the_page(sbb: Desk, examined: Handover) -> None:
    found = investigation()
    page = sbb.text("sbb_cases:case", found.pk)
    assert "Noem een andere dag" in page
    same = {"text": WHY, "expected_on": later(30).isoformat()}
    answer = sbb.post("sbb_cases:day", found.pk, **same)
    assert answer.status_code == 409
    assert f"{WHY}</textarea>" in answer.content.decode()
    moved = same | {"expected_on": later(40).isoformat()}
    assert sbb.post("sbb_cases:day", found.pk, **moved).status_code == 302
    assert sbb.get("sbb_cases:day", found.pk).status_code == 302  # back to the copy
    assert investigation().expected_on == later(40)
    assert "noemde een andere dag" in sbb.text("sbb_cases:case", found.pk)


def test_words_for_another_day_come_back_when_a_colleague_concluded(
    sbb: Desk, arend: Member, examined: Handover
) -> None:
    conclude(arend)
    answer = sbb.post(
        "sbb_cases:day", investigation().pk, text=WHY, expected_on=later(40).isoformat()
    )
    assert answer.status_code == 409
    assert f"{WHY}</textarea>" in answer.content.decode()
    assert "Stuur de nieuwe dag" not in answer.content.decode()


def test_the_school_and_the_reporter_read_the_day_and_that_it_passed(
    scene: Scene, examined: Handover
) -> None:
    team = desk(scene.mehmet)
    said = "SBB verwacht uiterlijk op 10 februari 2027 weer iets te zeggen."
    assert said in team.text("casework:case", scene.case.pk)
    panel = of_reporter(own(scene.filed)) or {}
    assert [one.expected_on for one in panel["handovers"]] == [later(30)]
    assert "SBB verwacht uiterlijk op 10 februari iets te zeggen" in road(scene)["Bij SBB"]
    with suppose(later(31)):
        late = desk(scene.mehmet).text("casework:case", scene.case.pk)
        assert "SBB is te laat" in late
        assert "SBB zou uiterlijk op 10 februari iets zeggen" in road(scene)["Bij SBB"]


def road(scene: Scene) -> dict[str, str]:
    return {one["name"]: one["when"] for one in dossier_page(own(scene.filed))["track"]}

"""Nothing stays for ever, nothing goes unannounced, and a hold only puts off."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reports.casework.models import Case, Status, Turn
from reports.dossiers.vocabulary import Wish
from reports.intake.actions import FiledReport
from reports.registration.models import RegistrationRecord
from reports.reporter import actions as reporter
from reports.retention import actions
from reports.retention.actions import AlreadyHeld, HoldTooLong, Outcome
from reports.retention.models import EndWarning, Hold
from reports.retention.terms import end_of
from schools.registry.models import School
from stagebaken.audit import destruction
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import UnknownReceipt
from stagebaken.vault.models import Dossier, Wrap
from stagebaken.web.days import suppose, today
from tests.cast import Member, make_team, zeewaarde
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db

CLOSED = date(2024, 3, 31)
END = date(2026, 3, 31)  # 24 months after
SOON = END - timedelta(days=30)


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


def closed(school: School, day: date = CLOSED) -> FiledReport:
    filed = file(school)
    Case.objects.filter(dossier=filed.dossier).update(
        status=Status.CLOSED,
        turn=Turn.NOBODY,
        acknowledged_on=day,
        closed_on=day,
        due_on=None,
        term_on=None,
        limit_on=None,
        paused_days=None,
    )
    return filed


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return closed(school)


def run(day: date, **options: Any) -> tuple[int, int, int]:
    with suppose(day):
        outcome: Outcome = actions.run(day=day, **options)
    return outcome.warned, outcome.destroyed, outcome.held


def test_a_closed_case_is_warned_of_and_then_destroyed(filed: FiledReport) -> None:
    assert run(SOON - timedelta(days=1)) == (0, 0, 0)
    assert run(SOON) == (1, 0, 0)
    assert run(END - timedelta(days=1)) == (0, 0, 0)
    assert run(END) == (0, 1, 0)
    assert not Dossier.objects.exists()
    assert not Wrap.objects.exists()
    with pytest.raises(UnknownReceipt):
        own(filed)


def test_running_twice_does_it_once(filed: FiledReport) -> None:
    assert run(SOON) == (1, 0, 0)
    assert run(SOON) == (0, 0, 0)
    assert run(END) == (0, 1, 0)
    assert run(END) == (0, 0, 0)
    assert Event.objects.filter(verb=Verb.EXPIRED).count() == 1


def test_a_server_that_was_off_still_warns_thirty_days_before(filed: FiledReport) -> None:
    late = END + timedelta(days=200)
    assert run(late) == (1, 0, 0)
    assert run(late + timedelta(days=29)) == (0, 0, 0)
    assert run(late + timedelta(days=30)) == (0, 1, 0)


def test_a_dry_run_changes_nothing(filed: FiledReport) -> None:
    assert run(SOON, is_dry=True) == (1, 0, 0)
    assert not EndWarning.objects.exists()
    run(SOON)
    assert run(END, is_dry=True) == (0, 1, 0)
    assert Dossier.objects.count() == 1


def test_a_case_that_is_worked_on_never_ends(school: School, team: list[Member]) -> None:
    file(school)
    assert run(date(2040, 1, 1)) == (0, 0, 0)
    assert Dossier.objects.count() == 1


def test_a_school_can_keep_shorter_and_the_warning_still_comes_first(
    school: School, filed: FiledReport
) -> None:
    school.keep_months = 3
    school.save()
    day = CLOSED + timedelta(days=200)
    assert run(day) == (1, 0, 0)
    assert run(day + timedelta(days=29)) == (0, 0, 0)
    assert run(day + timedelta(days=30)) == (0, 1, 0)


def test_a_reopened_case_is_kept_and_later_warned_anew(filed: FiledReport) -> None:
    run(SOON)
    Case.objects.update(status=Status.INTAKE, turn=Turn.SCHOOL, closed_on=None, due_on=END)
    assert run(END) == (0, 0, 0)
    assert not EndWarning.objects.exists()
    Case.objects.update(status=Status.CLOSED, turn=Turn.NOBODY, closed_on=END, due_on=None)
    assert run(END + timedelta(days=1)) == (0, 0, 0)


def test_what_is_only_kept_ends_five_years_after_the_last_visit(
    school: School, team: list[Member]
) -> None:
    with suppose(date(2024, 3, 31)):
        kept = file(school, wish=Wish.KEEP)
    end = date(2029, 3, 31)
    assert run(end - timedelta(days=31)) == (0, 0, 0)
    assert run(end - timedelta(days=30)) == (1, 0, 0)
    with suppose(end - timedelta(days=3)):
        own(kept)  # a visit: five years more
    assert run(end) == (0, 0, 0)
    assert not EndWarning.objects.exists()
    assert Dossier.objects.count() == 1
    again = date(2034, 3, 28)
    assert run(again - timedelta(days=30)) == (1, 0, 0)
    assert run(again) == (0, 1, 0)


def test_the_dossier_says_when_it_ends(filed: FiledReport) -> None:
    run(SOON)
    mine = own(filed)
    with suppose(SOON):
        end = actions.announced(mine.dossier, SOON)
        assert end is not None
        assert end.on == END


def test_the_warning_is_news_for_the_team_and_mails_no_reporter(
    school: School, team: list[Member], mailoutbox: list[Any]
) -> None:
    filed = closed(school)
    from reports.notices.models import News

    News.objects.all().delete()
    run(SOON)
    assert News.objects.filter(dossier=filed.dossier).count() == len(team)
    assert mailoutbox == []


# Holds


def test_a_hold_puts_the_end_off_and_the_reporter_reads_why(
    filed: FiledReport, team: list[Member]
) -> None:
    run(SOON)
    until = END + timedelta(days=100)
    with suppose(SOON):
        actions.hold(
            member=team[0].unlocked,
            case=Case.objects.get(),
            until=until,
            reason="Er loopt een klacht.",
        )
    assert run(END) == (0, 0, 1)
    assert run(until) == (0, 0, 1)
    assert run(until + timedelta(days=1)) == (0, 1, 0)


def test_a_hold_that_was_lifted_holds_nothing(filed: FiledReport, team: list[Member]) -> None:
    run(SOON)
    case = Case.objects.get()
    with suppose(SOON):
        actions.hold(
            member=team[0].unlocked, case=case, until=END + timedelta(days=9), reason="Klacht."
        )
        actions.lift(member=team[1].unlocked, case=case)
        actions.lift(member=team[1].unlocked, case=case)
    assert run(END) == (0, 1, 0)


def test_lifting_a_hold_warns_thirty_days_anew(filed: FiledReport, team: list[Member]) -> None:
    run(SOON)
    case, lifted_on = Case.objects.get(), END + timedelta(days=10)
    with suppose(SOON):
        actions.hold(
            member=team[0].unlocked, case=case, until=END + timedelta(days=100), reason="Klacht."
        )
    with suppose(lifted_on):
        actions.lift(member=team[1].unlocked, case=case)
    assert run(lifted_on) == (0, 0, 0)
    assert run(lifted_on + timedelta(days=29)) == (0, 0, 0)
    assert run(lifted_on + timedelta(days=30)) == (0, 1, 0)


def test_a_hold_never_keeps_a_reporter_from_withdrawing(
    filed: FiledReport, team: list[Member]
) -> None:
    with suppose(SOON):
        actions.hold(member=team[0].unlocked, case=Case.objects.get(), until=END, reason="Klacht.")
        reporter.withdraw(own=own(filed))
    assert not Dossier.objects.exists()
    assert not Hold.objects.exists()


@pytest.mark.parametrize("days", [-1, 367])
def test_a_hold_of_no_length_or_too_long_is_refused(
    filed: FiledReport, team: list[Member], days: int
) -> None:
    with pytest.raises(HoldTooLong):
        actions.hold(
            member=team[0].unlocked,
            case=Case.objects.get(),
            until=today() + timedelta(days=days),
            reason="Klacht.",
        )


def test_there_is_one_hold_at_a_time(filed: FiledReport, team: list[Member]) -> None:
    case = Case.objects.get()
    facts = {"case": case, "until": today(), "reason": "Klacht."}
    actions.hold(member=team[0].unlocked, **facts)  # type: ignore[arg-type]
    with pytest.raises(AlreadyHeld):
        actions.hold(member=team[1].unlocked, **facts)  # type: ignore[arg-type]
    with suppose(today() + timedelta(days=5)):
        later = facts | {"until": today()}
        actions.hold(member=team[1].unlocked, **later)  # type: ignore[arg-type]
    assert Hold.objects.filter(lifted_on=None).count() == 1


def test_the_reason_of_a_hold_is_sealed(filed: FiledReport, team: list[Member]) -> None:
    actions.hold(
        member=team[0].unlocked, case=Case.objects.get(), until=today(), reason="Een rechtszaak."
    )
    assert b"rechtszaak" not in bytes(Hold.objects.get().reason)


# P6


def test_the_destruction_is_announced_outside_the_database_first(filed: FiledReport) -> None:
    """A restored backup carries it out again."""
    run(SOON)
    run(END)
    ids = {one for entry in destruction.read() for one in entry.ids}
    assert filed.dossier.pk in ids


def test_the_log_points_nowhere_and_the_counted_record_stays(
    filed: FiledReport, school: School
) -> None:
    RegistrationRecord.objects.create(school=school, school_year=2024, only_counted=False)
    run(SOON)
    run(END)
    event = Event.objects.get(verb=Verb.EXPIRED)
    assert event.actor_id is None
    assert RegistrationRecord.objects.count() == 1


def test_a_run_that_is_killed_halfway_goes_on_the_next_time(
    school: School, team: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        closed(school)
    run(SOON)
    destroy, calls = keyring.destroy, []

    def dying(dossier: Dossier) -> None:
        calls.append(dossier)
        if len(calls) == 2:
            raise KeyboardInterrupt
        destroy(dossier)

    with monkeypatch.context() as patched:
        patched.setattr(keyring, "destroy", dying)
        with pytest.raises(KeyboardInterrupt):
            run(END)
    assert Dossier.objects.count() == 2
    assert run(END) == (0, 2, 0)
    assert not Dossier.objects.exists()


def test_the_command_says_how_many_and_not_which(
    filed: FiledReport, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    out = StringIO()
    with suppose(SOON):
        call_command("retention", "run", "--dry-run", stdout=out)
        call_command("retention", "run", stdout=out)
    assert out.getvalue() == (
        "1 dossiers would be warned, 0 would be destroyed, 0 are held.\n"
        "1 dossiers were warned, 0 were destroyed, 0 are held.\n"
    )


@hypothesis_settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    months=st.integers(3, 60),
    closed_after=st.integers(0, 2000),
    first_run=st.integers(0, 4000),
    held_days=st.integers(-1, 366),
)
def test_no_dossier_ever_ends_before_its_term_its_warning_or_its_hold(
    school: School,
    filed: FiledReport,
    months: int,
    closed_after: int,
    first_run: int,
    held_days: int,
) -> None:
    closing = date(2024, 1, 31) + timedelta(days=closed_after)
    day = closing + timedelta(days=first_run)
    School.objects.update(keep_months=months)
    Case.objects.update(closed_on=closing)
    EndWarning.objects.all().delete()
    Hold.objects.all().delete()
    EndWarning.objects.create(dossier=filed.dossier, warned_on=day)
    if held_days >= 0:
        until = day + timedelta(days=held_days)
        Hold.objects.create(dossier=filed.dossier, set_on=day, until=until, reason=_sealed())
    end = end_of(filed.dossier, day)
    assert end is not None
    assert end.on >= end.due_on
    assert end.on >= day + timedelta(days=30)
    assert held_days < 0 or end.on > until


def _sealed() -> bytes:
    from uuid import uuid4

    from stagebaken.vault import envelope
    from stagebaken.vault.purposes import Purpose

    return envelope.seal(envelope.new_key(), b"{}", purpose=Purpose.HOLD_REASON, object_id=uuid4())

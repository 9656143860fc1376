"""A case walked by Hypothesis: whatever team, reporter, SBB and time do, in whatever order.

No illegal status, no deadline lost or moved past the outer limit, and no company or SBB without
the reporter's yes before.
"""

from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from reports.casework import actions
from reports.casework.models import Announcement, Case, Stage, Status, Turn
from reports.casework.moving import MissingNeed, moved_by
from reports.casework.transitions import TABLE, IllegalTransition, Need, Who
from reports.casework.watching import watch
from reports.consents import actions as consents
from reports.consents.actions import NoConsent
from reports.consents.vocabulary import State, Step
from reports.dossiers.vocabulary import Wish
from reports.intake.actions import FiledReport
from reports.registration.models import RegistrationRecord
from reports.reporter import actions as reporter
from reports.reporter.reopening import reopen
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind
from reports.tasks.watching import watch as watch_tasks
from schools.registry.models import School
from schools.terms.models import Break
from schools.terms.working_days import Calendar
from stagebaken.web.days import add_months, suppose
from tests.cast import Member, duinkerk, make_team, zeewaarde
from tests.reports.filing import file, own

BEGIN = date(2026, 11, 23)
OUTWARD = {Status.HEARING: Step.HEAR, Status.FORWARDED_SBB: Step.SBB}
LEGAL = {(one.origin, one.to) for one in TABLE}
EXAMPLES, STEPS = 40, 25


class Handling(RuleBasedStateMachine):
    school: ClassVar[School]
    team: ClassVar[list[Member]]

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.day = BEGIN
        with suppose(self.day):
            self.filed: FiledReport = file(self.school, wish=Wish.ACT)
        self.limit: date | None = BEGIN + timedelta(days=7)  # of what is promised now
        self.yes: dict[Step, Any] = {}
        self.done: set[Step] = set()
        self.seen: list[str] = [Status.RECEIVED]
        self.talk_on: date | None = None

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @property
    def case(self) -> Case:
        return Case.objects.select_related("school", "dossier").get(dossier=self.filed.dossier)

    def note_status(self) -> None:
        """Remember what came, and what is promised since."""
        case = self.case
        if case.status == self.seen[-1]:
            return
        before, after = Status(self.seen[-1]), Status(case.status)
        assert (before, after) in LEGAL
        if after in OUTWARD:
            assert OUTWARD[after] in self.done
        ends = after in {Status.OUTCOME_KNOWN, Status.CLOSED, Status.AFTERCARE}
        if after == Status.ACKNOWLEDGED or (self.limit is None and not ends):
            self.limit = add_months(self.day, 3)
        self.seen.append(after)

    @rule(to=st.sampled_from(Status), leaves_out=st.sampled_from([None, *Need]))
    def a_member_takes_a_step(self, to: Status, leaves_out: Need | None) -> None:
        given: dict[str, Any] = {
            Need.WORDS: "We deden dit.",
            Need.NOTE: "Omdat het zo is.",
            Need.DAY: self.day + timedelta(days=14),
            Need.OUTCOME: "settled",
            Need.NO_PLACE: "Er is nog een plek.",
        }
        if leaves_out:
            given[leaves_out] = None if leaves_out == Need.DAY else ""
        before = self.case.status
        with suppose(self.day):
            try:
                with transaction.atomic():
                    actions.move(
                        member=self.team[0].unlocked,
                        case=self.case,
                        to=to,
                        keys=self.keys,
                        **{str(name): value for name, value in given.items()},
                    )
            except (IllegalTransition, MissingNeed, NoConsent):
                assert self.case.status == before
                return
        if before != to and to in {Status.INTAKE, Status.CLOSED}:
            is_new = to == Status.INTAKE and leaves_out != Need.DAY
            self.talk_on = self.day + timedelta(days=14) if is_new else None
        if before != to and to in {Status.OUTCOME_KNOWN, Status.CLOSED, Status.AFTERCARE}:
            self.limit = None
        if before != to and to == Status.CLOSED:
            self.yes.clear()  # the end of a case ends its questions
        self.note_status()

    @property
    def keys(self) -> Any:
        """As of a room above: opening writes to the log first, which no test can undo."""
        from stagebaken.vault import keyring

        return keyring.open_as_member(self.filed.dossier, self.team[0].unlocked)

    @rule()
    def the_reporter_writes(self) -> None:
        with suppose(self.day):
            reporter.send(own=own(self.filed), text="Er is nog iets.")

    @rule(turn=st.sampled_from([Turn.REPORTER, Turn.COMPANY, Turn.SBB, Turn.SCHOOL]))
    def somebody_gets_the_turn(self, turn: Turn) -> None:
        from reports.casework import turns

        with suppose(self.day):
            turns.give(self.case, turn, self.day)

    @rule()
    def the_reporter_opens_it_again(self) -> None:
        with suppose(self.day):
            reopen(own=own(self.filed))
        self.note_status()

    @rule()
    def sbb_tells_its_outcome(self) -> None:
        before = self.case.status
        with suppose(self.day):
            try:
                moved_by(who=Who.SBB, case=self.case, to=Status.OUTCOME_KNOWN)
            except IllegalTransition:
                assert before != Status.FORWARDED_SBB or self.school.sector == "hbo"
        self.note_status()

    @rule(step=st.sampled_from(Step))
    def the_reporter_says_yes(self, step: Step) -> None:
        mine = own(self.filed)
        request = consents.Request(step=step, receiver="Garage De Vonk", document="Dit gaat weg.")
        asked, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=self.day)
        self.answer(asked.pk, State.YES, request.digest)
        self.yes[step] = (asked.pk, request.digest)

    @precondition(lambda self: self.yes)
    @rule(data=st.data())
    def the_reporter_takes_a_yes_back(self, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from(sorted(self.yes)))
        asked, digest = self.yes.pop(step)
        self.answer(asked, State.NO, digest)

    def answer(self, asked: Any, answer: State, digest: str) -> None:
        mine = own(self.filed)
        consents.answer(
            dossier=mine.dossier,
            keys=mine.keys,
            consent_id=asked,
            answer=answer,
            digest=digest,
            day=self.day,
        )

    @precondition(lambda self: self.yes)
    @rule(data=st.data())
    def a_yes_is_carried_out(self, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from(sorted(self.yes)))
        asked, _digest = self.yes.pop(step)
        mine = own(self.filed)
        left = consents.carry_out(
            dossier=mine.dossier, keys=mine.keys, consent_id=asked, step=step, day=self.day
        )
        assert left == b"Dit gaat weg."
        self.done.add(step)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.day += timedelta(days=days)
        status = self.case.status
        watch(self.day)
        watch_tasks(self.day)
        case = self.case
        assert case.status == status
        told = Announcement.objects.filter(case=case, due_on=case.due_on, stage=Stage.LAPSED)
        assert told.exists() == case.is_late(self.day)
        late = Task.objects.filter(dossier=case.dossier, done_on=None, due_on__lt=self.day)
        assert case.is_closed or not late.filter(told_on=None).exists()

    @invariant()
    def the_history_holds_every_status_in_order(self) -> None:
        if hasattr(self, "filed"):
            kept = self.case.events.order_by("position").values_list("status", flat=True)
            assert list(kept) == self.seen

    @invariant()
    def no_deadline_is_lost_or_moved(self) -> None:
        if not hasattr(self, "filed"):
            return
        case = self.case
        if self.limit is not None:
            assert case.limit_on == self.limit
            assert case.due_on is not None
            assert case.due_on <= self.limit
            assert (case.term_on is None) == (case.turn == Turn.REPORTER)
        assert (case.due_on is None) == case.is_closed
        assert case.term_on is None or case.paused_days is None
        assert (case.turn == Turn.NOBODY) == case.is_closed

    @invariant()
    def a_talk_that_is_to_come_is_a_task(self) -> None:
        """Whatever came between: the day that was agreed last stands until it came."""
        if hasattr(self, "filed") and self.talk_on and self.talk_on > self.day:
            talk = Task.objects.filter(dossier=self.case.dossier, kind=Kind.TALK, done_on=None)
            assert self.case.is_closed or talk.get().due_on == self.talk_on

    @invariant()
    def a_case_is_counted_once_and_only_when_it_was_closed(self) -> None:
        if hasattr(self, "filed"):
            assert RegistrationRecord.objects.count() == int(Status.CLOSED in self.seen)
            assert not mail.outbox


@pytest.mark.django_db
@pytest.mark.parametrize("founded", [zeewaarde, duinkerk])
def test_no_order_of_acts_breaks_a_promise(founded: Any) -> None:
    Handling.school = founded()
    Handling.team = make_team(Handling.school)
    Break.objects.create(
        school=Handling.school, name="Kerst", first_day=BEGIN + timedelta(days=28),
        last_day=BEGIN + timedelta(days=41),
    )  # fmt: skip
    assert not Calendar.of(Handling.school).is_working(BEGIN + timedelta(days=29))
    run_state_machine_as_test(
        Handling,
        settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None),
    )

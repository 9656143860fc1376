"""Whatever order company, team, time and reporter act in: what always holds of a hearing."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.dossiers.actions import Kind
from reports.hearings import actions, answering, codes, daily, filing
from reports.hearings.answering import TooLate, UnknownCode
from reports.hearings.filing import NothingToFile
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import TRANSITIONS, IllegalState, State
from stagebaken.vault import receipts
from stagebaken.web.days import suppose, today
from tests.reports.filing import own
from tests.reports.hearings.conftest import ANSWER, QUESTION, Scene, fresh

pytestmark = pytest.mark.django_db
REFUSALS = (
    TooLate,
    UnknownCode,
    NothingToFile,
    IllegalState,
    actions.AnswerWaits,
    actions.TermUnfit,
)
Act = Callable[[Scene, Hearing], object]


def company_answers(scene: Scene, hearing: Hearing) -> None:
    scene.answer(hearing)


def member_files(scene: Scene, hearing: Hearing) -> None:
    filing.file_answer(member=scene.mehmet.unlocked, case=scene.case, hearing=hearing, once=uuid4())


def member_enters(scene: Scene, hearing: Hearing) -> None:
    filing.enter_answer(
        member=scene.mehmet.unlocked, case=scene.case, hearing=hearing, text=ANSWER, once=uuid4()
    )


def member_extends(scene: Scene, hearing: Hearing) -> None:
    actions.extend(
        member=scene.mehmet.unlocked, case=scene.case, hearing=hearing,
        due_on=today() + timedelta(days=30),
    )  # fmt: skip


def member_renews(scene: Scene, hearing: Hearing) -> None:
    code = receipts.new_receipt()
    actions.renew_code(
        member=scene.mehmet.unlocked, case=scene.case, hearing=hearing, code=codes.derive(code)
    )
    scene.codes[hearing.pk] = code


def member_closes(scene: Scene, hearing: Hearing) -> None:
    actions.close(member=scene.mehmet.unlocked, case=scene.case, hearing=hearing)


def night_falls(scene: Scene, hearing: Hearing) -> None:
    daily.pass_day()


ACTS: tuple[Act, ...] = (
    company_answers, member_files, member_enters, member_extends, member_renews, member_closes,
    night_falls,
)  # fmt: skip


@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 12)), max_size=7))
@settings(max_examples=25)
def test_in_any_order_no_answer_is_lost_and_no_closed_code_opens(
    scene: Scene, acts: list[tuple[Act, int]]
) -> None:
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # durable blocks run inside
    with block:
        hearing, day = scene.start(), today()
        before = State(hearing.state)
        for act, days in acts:
            day += timedelta(days=days)
            with suppose(day):
                before = step(scene, fresh(hearing), act, before)
        transaction.set_rollback(True)


def step(scene: Scene, hearing: Hearing, act: Act, before: State) -> State:
    """Act, or be refused; then look at everything that must hold."""
    try:
        act(scene, hearing)
    except REFUSALS:
        assert fresh(hearing).state == before, "a refusal changed something"
    hearing = fresh(hearing)
    now = State(hearing.state)
    assert now == before or now in TRANSITIONS[before], (before, now)
    heard = [said for said in own(scene.filed).conversation if said.kind == Kind.HEARD]
    if hearing.answered_on is not None:
        assert (hearing.letter_id is not None) + len(heard) == 1, "lost, or told twice"
    else:
        assert not heard
    assert_opens(scene, hearing, now)
    return now


def assert_opens(scene: Scene, hearing: Hearing, now: State) -> None:
    code = codes.derive(scene.codes[hearing.pk])
    if now == State.CLOSED:
        with pytest.raises(UnknownCode):
            answering.open_hearing(code)
        return
    opened = answering.open_hearing(code)
    assert opened.question == QUESTION
    assert opened.answer in {"", ANSWER}

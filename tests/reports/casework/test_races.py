"""A team and a reporter who act in the same moment, with real transactions.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core import mail

from reports.casework import actions
from reports.casework.models import Announcement, Case, CaseEvent, Note, Status
from reports.casework.moving import StaleStep
from reports.casework.opening import open_case
from reports.casework.transitions import IllegalTransition
from reports.casework.watching import watch
from reports.dossiers.vocabulary import Wish
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.registration.models import RegistrationRecord
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from reports.reporter.reopening import reopen
from schools.registry.models import School
from stagebaken.audit.verification import verify
from stagebaken.vault import keyring
from stagebaken.vault.errors import VaultError
from stagebaken.vault.models import Dossier, Wrap
from stagebaken.web.days import today
from tests.at_once import at_once as together
from tests.cast import Member
from tests.reports.casework.acting import given, walk
from tests.reports.filing import file, own

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

GONE = (VaultError, Dossier.DoesNotExist, StaleStep, IllegalTransition)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school)


at_once = partial(together, refusals=GONE)


def test_two_members_who_answer_and_a_reporter_who_writes_all_are_heard(
    filed: FiledReport, team: list[Member]
) -> None:
    case = filed.dossier.case
    at_once(
        lambda: actions.reply(member=team[0].unlocked, case=case, text="Een"),
        lambda: actions.reply(member=team[1].unlocked, case=case, text="Twee"),
        lambda: reporter.send(own=own(filed), text="Drie"),
    )
    assert {said.text for said in own(filed).conversation} == {"Een", "Twee", "Drie"}
    assert Case.objects.get().status == Status.ACKNOWLEDGED
    assert CaseEvent.objects.filter(status=Status.ACKNOWLEDGED).count() == 1


def test_a_form_sent_three_times_at_once_is_one_answer(
    filed: FiledReport, team: list[Member]
) -> None:
    once = uuid4()
    sent = at_once(
        *[
            lambda: actions.reply(
                member=team[0].unlocked, case=filed.dossier.case, text="Een", once=once
            )
        ]
        * 3
    )
    assert sorted(is_new for _message, is_new in sent) == [False, False, True]  # type: ignore[misc]
    assert len(own(filed).conversation) == 1


def test_notes_of_everybody_at_once_get_a_place_each(
    filed: FiledReport, team: list[Member]
) -> None:
    at_once(
        *[
            lambda member=member: actions.add_note(
                member=member.unlocked, case=filed.dossier.case, text=member.user.name
            )
            for member in team
        ]
    )
    assert sorted(Note.objects.values_list("position", flat=True)) == [1, 2, 3]


def test_reading_answering_and_excluding_at_once_leaves_the_person_out(
    filed: FiledReport, team: list[Member]
) -> None:
    wim, case = team[2], filed.dossier.case
    at_once(
        lambda: open_case(member=wim.unlocked, case=case),
        lambda: actions.reply(member=wim.unlocked, case=case, text="Nog net?"),
        lambda: actions.assign(member=team[0].unlocked, case=case, assignee=None),
        lambda: choose_readers(own=own(filed), excluded=[wim.user]),
        lambda: reporter.send(own=own(filed), text="Wim mag dit niet zien."),
    )
    assert wim.user in keyring.excluded_users(filed.dossier)
    assert not Wrap.objects.filter(dossier=filed.dossier, user=wim.user, state="wrapped").exists()
    assert not News.objects.filter(recipient=wim.recipient).exists()
    assert not Case.objects.visible_to(wim.user).exists()


def test_a_withdrawal_beats_whatever_else_happens(filed: FiledReport, team: list[Member]) -> None:
    case, mine = filed.dossier.case, own(filed)
    at_once(
        lambda: reporter.withdraw(own=mine),
        lambda: actions.reply(member=team[0].unlocked, case=case, text="Een"),
        lambda: actions.add_note(member=team[1].unlocked, case=case, text="Twee"),
        lambda: reporter.send(own=own(filed), text="Drie"),
        lambda: actions.recuse(member=team[2].unlocked, case=case),
    )
    assert not any(model.objects.exists() for model in (Dossier, Case, Note, Wrap, News))
    assert not mail.outbox


def test_members_who_step_back_at_once_leave_one_reader(
    filed: FiledReport, team: list[Member]
) -> None:
    case = filed.dossier.case

    def step_back(member: Member) -> Callable[[], None]:
        return lambda: actions.recuse(member=member.unlocked, case=case)

    at_once(*[step_back(member) for member in team])
    assert keyring.readers(filed.dossier).count() == 1


def test_a_kept_dossier_handed_in_from_two_tabs_is_one_case(
    school: School, team: list[Member]
) -> None:
    kept = file(school, wish=Wish.KEEP)
    at_once(*[lambda: reporter.change_wish(own=own(kept), wish=Wish.TALK, school=school)] * 3)
    assert Case.objects.count() == 1


def test_counting_from_two_tabs_counts_once(school: School, team: list[Member]) -> None:
    kept = file(school, wish=Wish.KEEP)
    at_once(*[lambda: reporter.change_wish(own=own(kept), wish=Wish.COUNT, school=school)] * 3)
    assert RegistrationRecord.objects.count() == 1


def test_two_steps_at_once_are_one_after_the_other_or_one_alone(
    filed: FiledReport, team: list[Member]
) -> None:
    """Both legal from where the case is: the second finds it moved, and the page it saw old."""
    case = walk(team[0], filed, Status.ACKNOWLEDGED)
    steps = (Status.OUTCOME_KNOWN, Status.AWAITING_STUDENT_CHOICE, Status.CLOSED)

    def take(to: Status) -> Callable[[], object]:
        brought = given(case, to)
        return lambda: actions.move(
            member=team[0].unlocked, case=case, to=to, seen=Status.ACKNOWLEDGED, **brought
        )

    answers = at_once(*[take(to) for to in steps])
    assert answers.count(StaleStep) == 2
    history = list(CaseEvent.objects.order_by("position").values_list("status", flat=True))
    assert history[:2] == [Status.RECEIVED, Status.ACKNOWLEDGED]
    assert len(history) == 3
    assert Case.objects.get().status == history[-1]
    assert len(own(filed).conversation) == 1


def test_a_case_closed_and_reopened_from_everywhere_at_once_is_counted_once(
    filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, Status.ACKNOWLEDGED)
    brought = given(case, Status.CLOSED)

    def close(member: Member) -> Callable[[], object]:
        return lambda: actions.move(member=member.unlocked, case=case, to=Status.CLOSED, **brought)

    def again() -> None:
        reopen(own=own(filed))

    at_once(*[close(member) for member in team], again, again)
    assert RegistrationRecord.objects.count() == 1
    positions = list(CaseEvent.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))


def test_a_deadline_announced_by_three_schedulers_is_announced_once(filed: FiledReport) -> None:
    late = today() + timedelta(days=30)
    assert sum(int(str(one)) for one in at_once(*[lambda: watch(late)] * 3)) == 1
    assert Announcement.objects.count() == 1


def test_a_withdrawal_and_a_step_at_once_leave_nothing(
    filed: FiledReport, team: list[Member]
) -> None:
    case, mine = walk(team[0], filed, Status.ACKNOWLEDGED), own(filed)
    brought = given(case, Status.CLOSED)
    at_once(
        lambda: reporter.withdraw(own=mine),
        lambda: actions.move(member=team[0].unlocked, case=case, to=Status.CLOSED, **brought),
        lambda: watch(today() + timedelta(days=200)),
    )
    assert not any(model.objects.exists() for model in (Dossier, Case, CaseEvent, Announcement))


def test_the_log_stays_whole_under_all_of_it(filed: FiledReport, team: list[Member]) -> None:
    case = filed.dossier.case
    at_once(
        *[lambda member=member: open_case(member=member.unlocked, case=case) for member in team] * 2
    )
    assert not verify()

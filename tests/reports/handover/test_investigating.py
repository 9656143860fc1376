"""SBB responds, notes and concludes; the school hears of it, and the student through the school."""

import datetime as dt
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from placements.accreditations.actions import is_erkend, recognise
from placements.accreditations.models import AccreditationChange, Key, Programme
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.supervision.decisions import Refused
from reports.casework.models import Case, Status, Turn
from reports.casework.opening import keys_for
from reports.dossiers.actions import EmptyText, Kind, conversation
from reports.handover import actions, counting, ending, investigating
from reports.handover.investigating import REGISTER_REASON, NoCompany, NothingChosen
from reports.handover.models import Handover, Investigation, Reply, SentReply
from reports.handover.opening import open_investigation
from reports.handover.outcomes import Outcome
from reports.handover.policy import POLICY
from reports.handover.vocabulary import Conclusion, IllegalState, State
from reports.notices.models import News
from reports.reporter import actions as reporter
from stagebaken.audit.models import Verb
from stagebaken.vault import keyring, letters
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Dossier, Letter
from stagebaken.web.days import suppose, today
from tests.cast import Member, make_advisor
from tests.reports.filing import own
from tests.reports.handover.conftest import (
    REASONS,
    RESPONSE,
    Scene,
    events,
    investigation,
    link,
    speaks_for,
)

NO_ACTION = Outcome(conclusion=Conclusion.NO_ACTION, reasons=REASONS)


@pytest.fixture
def handover(scene: Scene, arend: Member) -> Handover:
    return scene.hand_over()


@pytest.fixture
def key(db: None) -> Key:
    """Garage De Vonk, recognised for one programme."""
    company = register(name="Garage De Vonk")
    programme = Programme.objects.create(kind="kwalificatie", crebo="90211", name="Autotechnicus")
    found = Key(company.pk, programme.pk, "bol")
    recognise(key=found, source="proef")
    return found


def company(key: Key) -> TrainingCompany:
    return TrainingCompany.objects.get(pk=key.company_id)


def respond(member: Member, text: str = RESPONSE, once: UUID | None = None) -> bool:
    return investigating.respond(
        member=member.unlocked, investigation=investigation(), text=text, once=once
    )


def conclude(member: Member, outcome: Outcome = NO_ACTION, **kwargs: object) -> bool:
    link(member)
    return conclude_as_is(member, outcome, **kwargs)


def conclude_as_is(member: Member, outcome: Outcome = NO_ACTION, **kwargs: object) -> bool:
    return investigating.conclude(
        member=member.unlocked, investigation=investigation(), outcome=outcome, **kwargs
    )


def suspension(key: Key, days: int = 60) -> Outcome:
    return Outcome(
        conclusion=Conclusion.SUSPENDED,
        reasons=REASONS,
        scope=[key],
        scope_names=["Autotechnicus (bol)"],
        day=today(),
        until=today() + dt.timedelta(days=days),
    )


def read(scene: Scene, reply: Reply) -> str:
    return actions.reply_text(scene.mehmet.unlocked, reply)


# The first response


def test_a_response_reaches_each_reader_of_the_school(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    assert respond(arend)

    reply = Reply.objects.select_related("letter", "handover").get()
    for member in scene.team:
        assert actions.reply_text(member.unlocked, reply) == RESPONSE
    assert investigation().state == State.EXAMINED
    assert investigation().answered_on == today()
    assert News.objects.filter(dossier=scene.filed.dossier).count() == len(scene.team)
    assert events(scene.filed.dossier.pk, Verb.LETTER_RECEIVED) == 1


def test_a_response_leaves_the_turn_with_sbb(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    respond(arend)

    assert scene.case.turn == Turn.SBB


def test_a_second_click_responds_once(arend: Member, handover: Handover) -> None:
    once = uuid4()

    assert [respond(arend, once=once), respond(arend, once=once)] == [True, False]
    assert Reply.objects.count() == 1


def test_a_second_advisor_hears_that_a_colleague_responded(
    arend: Member, handover: Handover
) -> None:
    respond(arend)

    with pytest.raises(IllegalState):
        respond(arend, "Andere woorden.")
    assert Reply.objects.count() == 1


def test_an_empty_response_is_none(arend: Member, handover: Handover) -> None:
    with pytest.raises(EmptyText):
        respond(arend, "  ")
    assert investigation().state == State.RECEIVED


def test_in_time_counts_and_late_does_not(scene: Scene, arend: Member, handover: Handover) -> None:
    with suppose(investigation().due_on + dt.timedelta(days=1)):
        assert investigation().is_late(today())
        respond(arend)
    assert counting.years()[today().year]["in_time"] == 0


def test_the_reporter_sees_that_it_came_and_not_what_it_says(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    """Sealed to holders alone: the reporter has no key of a letter."""
    respond(arend)

    mine = own(scene.filed)
    assert RESPONSE not in str(conversation(dossier=mine.dossier, keys=mine.keys))
    letter = Letter.objects.get()
    assert not letter.keys.exclude(recipient__in=[one.recipient for one in scene.team]).exists()


def test_an_excluded_member_cannot_open_the_letter(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    mine = own(scene.filed)
    keyring.exclude(mine.dossier, [scene.team[2].user])
    respond(arend)

    with pytest.raises(NotOnKeyring):
        actions.reply_text(scene.team[2].unlocked, Reply.objects.select_related("letter").get())


# Filing it at the school


def test_a_filed_letter_is_read_by_the_reporter_in_the_dossier(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    respond(arend)
    reply = Reply.objects.get()
    once = uuid4()
    done = [
        actions.file_reply(
            member=scene.mehmet.unlocked, case=scene.case, reply=reply, text=RESPONSE, once=once
        )
        for _ in range(2)
    ]

    assert done == [True, False]
    mine = own(scene.filed)
    said = conversation(dossier=mine.dossier, keys=mine.keys)
    assert [(one.text, one.author) for one in said if one.kind == Kind.FROM_SBB] == [
        (RESPONSE, "SBB")
    ]
    assert not Letter.objects.exists()


def test_other_words_for_the_reporter_keep_sbbs_own_for_the_team(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    respond(arend)
    reply = Reply.objects.get()
    actions.file_reply(
        member=scene.mehmet.unlocked, case=scene.case, reply=reply, text="SBB gaat kijken."
    )

    keys = keys_for(member=scene.mehmet.unlocked, case=scene.case, verb=Verb.OPENED)
    assert keys.read(Reply.objects.get(), "body") == RESPONSE
    mine = own(scene.filed)
    texts = [one.text for one in conversation(dossier=mine.dossier, keys=mine.keys)]
    assert "SBB gaat kijken." in texts
    assert RESPONSE not in texts


def test_a_letter_is_filed_once(scene: Scene, arend: Member, handover: Handover) -> None:
    respond(arend)
    reply = Reply.objects.get()
    file = {"member": scene.mehmet.unlocked, "case": scene.case, "reply": reply}
    actions.file_reply(**file, text=RESPONSE)

    with pytest.raises(actions.NothingToFile):
        actions.file_reply(**file, text=RESPONSE)


# The outcome


def test_an_outcome_gives_the_school_the_turn_and_reaches_it(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    conclude(arend)

    assert scene.case.turn == Turn.SCHOOL
    assert scene.case.status == Status.OUTCOME_KNOWN
    reply = Reply.objects.select_related("letter", "handover").get()
    assert REASONS in read(scene, reply)
    assert "Geen actie" in read(scene, reply)


def test_a_suspension_changes_the_register_with_a_reason_that_betrays_nothing(
    scene: Scene, arend: Member, handover: Handover, key: Key
) -> None:
    investigating.link_company(
        member=arend.unlocked, investigation=investigation(), company=company(key)
    )
    conclude(arend, suspension(key))

    assert not is_erkend(key, today())
    change = AccreditationChange.objects.latest("pk")
    assert change.by == arend.user
    assert change.reason == REGISTER_REASON
    assert REASONS in read(scene, Reply.objects.select_related("letter", "handover").get())


def test_agreements_run_and_may_end_in_a_withdrawal(
    scene: Scene, arend: Member, handover: Handover, key: Key
) -> None:
    investigating.link_company(
        member=arend.unlocked, investigation=investigation(), company=company(key)
    )
    until = today() + dt.timedelta(days=90)
    agreed = Outcome(
        conclusion=Conclusion.AGREEMENT, reasons=REASONS, agreements="Een gesprek.", until=until
    )
    conclude(arend, agreed)
    assert investigation().state == State.AGREED
    assert investigation().keep_until > until

    withdrawn = Outcome(
        conclusion=Conclusion.WITHDRAWN,
        reasons="De afspraken zijn niet nagekomen.",
        scope=[key],
        scope_names=["Autotechnicus (bol)"],
        day=today(),
    )
    conclude(arend, withdrawn)
    assert investigation().state == State.CLOSED
    assert not is_erkend(key, today())
    assert SentReply.objects.count() == 2


def test_a_closed_one_is_not_concluded_again(arend: Member, handover: Handover) -> None:
    conclude(arend)

    with pytest.raises(IllegalState):
        conclude(arend)
    assert SentReply.objects.count() == 1


def test_the_same_form_concludes_once(arend: Member, handover: Handover) -> None:
    once = uuid4()

    assert [conclude(arend, once=once), conclude(arend, once=once)] == [True, False]


@pytest.mark.parametrize("conclusion", Conclusion)
def test_nothing_is_concluded_before_somebody_linked_a_company(
    arend: Member, handover: Handover, key: Key, conclusion: Conclusion
) -> None:
    """Attack: who speaks for the company closes the report before anybody can know it."""
    outcome = replace(suspension(key), conclusion=conclusion)
    with pytest.raises(NoCompany):
        conclude_as_is(arend, outcome)

    assert investigation().state == State.RECEIVED
    assert not SentReply.objects.exists()
    assert counting.years()[today().year][conclusion.value] == 0


def test_who_came_to_speak_for_the_company_destroys_nothing(
    arend: Member, handover: Handover, key: Key
) -> None:
    investigating.link_company(
        member=arend.unlocked, investigation=investigation(), company=company(key)
    )
    conclude(arend)
    speaks_for(arend.user, company(key))

    with pytest.raises(NotOnKeyring):
        ending.destroy(member=arend.unlocked, investigation=investigation())
    assert Investigation.objects.exists()


def test_a_decision_without_programmes_is_refused(
    arend: Member, handover: Handover, key: Key
) -> None:
    investigating.link_company(
        member=arend.unlocked, investigation=investigation(), company=company(key)
    )
    nothing = Outcome(conclusion=Conclusion.SUSPENDED, reasons=REASONS, day=today())
    with pytest.raises(NothingChosen):
        conclude(arend, nothing)
    assert investigation().state == State.RECEIVED
    assert is_erkend(key, today())


def test_a_programme_of_another_company_is_refused(
    arend: Member, handover: Handover, key: Key
) -> None:
    other = register(name="Bakkerij Kruim")
    investigating.link_company(member=arend.unlocked, investigation=investigation(), company=other)

    with pytest.raises(NoCompany):
        conclude(arend, suspension(key))
    assert is_erkend(key, today())


def test_what_the_register_refuses_leaves_everything_as_it_was(
    scene: Scene, arend: Member, handover: Handover, key: Key
) -> None:
    investigating.link_company(
        member=arend.unlocked, investigation=investigation(), company=company(key)
    )
    never = Key(key.company_id, key.programme_id, "bbl")

    with pytest.raises(Refused):
        conclude(arend, suspension(never))
    assert investigation().state == State.RECEIVED
    assert not Reply.objects.exists()
    assert scene.case.turn == Turn.SBB


def test_the_outcome_of_a_withdrawn_report_reaches_nobody_and_is_kept(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    reporter.withdraw(own=own(scene.filed))
    conclude(arend)

    assert not Letter.objects.exists()
    assert not SentReply.objects.get().has_arrived
    assert investigation().state == State.CLOSED


def test_notes_are_for_sbbs_staff_key_alone(arend: Member, handover: Handover) -> None:
    once = uuid4()
    for _ in range(2):
        investigating.add_note(
            member=arend.unlocked, investigation=investigation(), text="Gebeld.", once=once
        )
    opened = open_investigation(member=arend.unlocked, investigation=investigation())

    assert [(one.author, one.text) for one in opened.notes] == [("Arend Adviseur", "Gebeld.")]


# SBB and the student (R3)


def test_nothing_of_sbb_can_reach_the_student(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    """No message, no address, no address to send to: only a letter to the school's readers."""
    before = conversation(dossier=scene.filed.dossier, keys=own(scene.filed).keys)
    respond(arend)
    conclude(arend)

    assert conversation(dossier=scene.filed.dossier, keys=own(scene.filed).keys) == before
    copy = investigation().dossier
    assert not hasattr(copy, "report")
    holders = Letter.objects.values_list("keys__recipient__vault", flat=True)
    assert set(holders) == {scene.school.vault_id}


# The end


def test_a_copy_is_destroyed_after_sbbs_own_term(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    conclude(arend)
    last = investigation().keep_until

    assert ending.destroy_expired(last) == 0
    assert ending.destroy_expired(last + dt.timedelta(days=1)) == 1
    assert ending.destroy_expired(last + dt.timedelta(days=1)) == 0
    assert not Investigation.objects.exists()
    assert Dossier.objects.get() == scene.filed.dossier
    assert counting.years()[today().year]["no_action"] == 1


def test_what_was_never_concluded_ends_too(arend: Member, handover: Handover) -> None:
    assert ending.destroy_expired(investigation().keep_until + dt.timedelta(days=1)) == 1


def test_an_advisor_destroys_only_what_is_closed(arend: Member, handover: Handover) -> None:
    copy = investigation()
    with pytest.raises(IllegalState):
        ending.destroy(member=arend.unlocked, investigation=copy)
    conclude(arend)
    ending.destroy(member=arend.unlocked, investigation=copy)

    assert not Investigation.objects.exists()
    assert events(copy.dossier_id, Verb.COPY_DESTROYED) == 1


def test_destroying_the_copy_leaves_the_schools_dossier(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    conclude(arend)
    ending.destroy(member=arend.unlocked, investigation=investigation())

    assert Case.objects.filter(dossier=scene.filed.dossier).exists()
    assert letters.waiting(scene.filed.dossier)


# A stake in the company


def test_who_speaks_for_the_linked_company_loses_the_copy(
    arend: Member, handover: Handover, key: Key, scene: Scene
) -> None:
    aafke = make_advisor("Aafke Adviseur")
    other = Scene(scene.school, scene.team, scene.filed)
    other.hand_over(other.consent("Nog een tekst."))
    speaks_for(aafke.user, company(key))
    second = POLICY.visible_to(aafke.user).select_related("dossier__vault").get()
    investigating.link_company(member=arend.unlocked, investigation=second, company=company(key))

    assert not POLICY.visible_to(aafke.user).exists()


def test_nobody_links_the_company_for_which_they_speak(
    arend: Member, handover: Handover, key: Key
) -> None:
    speaks_for(arend.user, company(key))

    with pytest.raises(PermissionDenied):
        investigating.link_company(
            member=arend.unlocked, investigation=investigation(), company=company(key)
        )

"""SBB's first response reaches the school, and the student through the school."""

import datetime as dt
from uuid import uuid4

import pytest

from reports.casework.models import Turn
from reports.casework.opening import keys_for
from reports.dossiers.actions import EmptyText, Kind, conversation
from reports.handover import actions, counting
from reports.handover.models import Handover, Reply
from reports.handover.vocabulary import IllegalState, State
from reports.notices.models import News
from stagebaken.audit.models import Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Letter
from stagebaken.web.days import suppose, today
from tests.cast import Member
from tests.reports.filing import own
from tests.reports.handover.advising import (
    respond,
)
from tests.reports.handover.conftest import (
    RESPONSE,
    Scene,
    events,
    investigation,
)


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

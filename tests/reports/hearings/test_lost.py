"""The reporter changes readers while an answer waits: it is passed on, or known to be lost."""

from typing import Any

import pytest
from django.test import Client

from reports.casework.models import Case, Status
from reports.hearings import actions, answering, codes, daily
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import State
from reports.reporter.readers import choose_readers
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import letters
from stagebaken.vault.letter_models import LetterKey
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.filing import own
from tests.reports.hearings.conftest import ANSWER, Scene, fresh, page

pytestmark = pytest.mark.django_db

LOST = "Er kwam een antwoord, maar niemand kan het nog openen."


def exclude(scene: Scene, *members: Member) -> None:
    """From now on exactly these people may not see the report."""
    choose_readers(own=own(scene.filed), excluded=[one.user for one in members])


def lose(scene: Scene) -> Hearing:
    """An answer of which nobody who reads the dossier got the key, nor the recovery key."""
    hearing = scene.answer(scene.start())
    exclude(scene, scene.mehmet)
    exclude(scene)
    exclude(scene, *scene.team[1:])
    LetterKey.objects.filter(recipient=None).delete()  # as where a custodian was excluded
    return fresh(hearing)


def close(scene: Scene, hearing: Hearing) -> Hearing:
    return actions.close(member=scene.mehmet.unlocked, case=scene.case, hearing=hearing)


def end_case() -> None:
    Case.objects.update(
        status=Status.CLOSED, closed_on=today(), due_on=None, term_on=None, limit_on=None
    )


def test_who_is_let_in_again_files_the_answer_once_a_colleague_looked(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    exclude(scene, scene.mehmet)
    exclude(scene)
    page(scene.desk(scene.team[1]).get(f"/zaken/{scene.case.pk}/"))
    exclude(scene, *scene.team[1:])
    desk = scene.desk(scene.mehmet)
    assert "Die opmerking was een grap" in page(desk.get(scene.url(hearing)))
    with pytest.raises(actions.AnswerWaits):
        close(scene, hearing)
    held = set(LetterKey.objects.exclude(recipient=None).values_list("recipient", flat=True))
    assert held == {scene.mehmet.recipient.pk}


def test_an_answer_that_nobody_can_open_does_not_keep_the_hearing_open(scene: Scene) -> None:
    hearing = lose(scene)
    closed = close(scene, hearing)
    assert closed.state == State.CLOSED
    assert not closed.is_filed
    assert not LetterKey.objects.exists()
    assert Event.objects.filter(verb=Verb.HEARING_CLOSED).count() == 1
    with pytest.raises(answering.UnknownCode):
        answering.open_hearing(codes.derive(scene.codes[hearing.pk]))


def test_an_answer_that_recovery_can_bring_back_is_kept(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    LetterKey.objects.exclude(recipient=None).delete()
    with pytest.raises(actions.AnswerWaits):
        close(scene, hearing)
    end_case()
    assert daily.pass_day() == 0


@pytest.mark.parametrize("is_lost", [True, False])
def test_the_night_closes_with_the_case_unless_somebody_can_still_file(
    scene: Scene, is_lost: bool
) -> None:
    hearing = lose(scene) if is_lost else scene.answer(scene.start())
    assert daily.pass_day() == 0  # the case is open
    end_case()
    assert [daily.pass_day(), daily.pass_day()] == [int(is_lost), 0]
    assert fresh(hearing).state == (State.CLOSED if is_lost else State.ANSWERED)
    assert LetterKey.objects.exists() is not is_lost


def shown(scene: Scene, desk: Client, hearing: Hearing) -> list[Any]:
    """What the team reads of it on both pages, and the reporter."""
    case = page(desk.get(f"/zaken/{scene.case.pk}/"))
    return [case, page(desk.get(scene.url(hearing))), scene.reporter_reads()]


def test_team_and_reporter_read_that_it_is_lost_before_and_after_closing(scene: Scene) -> None:
    hearing = lose(scene)
    desk = scene.desk(scene.mehmet)
    before = shown(scene, desk, hearing)
    assert "Lees het antwoord" not in before[0]
    assert scene.url(hearing, "close") in before[1]
    assert desk.post(scene.url(hearing, "close")).status_code == 302
    for text in [*before, *shown(scene, desk, hearing)]:
        assert LOST in text
        assert "Er is een antwoord. Jij kunt het niet openen" not in text
        assert "Het antwoord staat in het gesprek" not in text
        assert "Er is geen antwoord gekomen" not in text
        assert ANSWER[:20] not in text


def test_who_was_shut_out_opens_nothing_of_it(scene: Scene) -> None:
    """P2: neither the page nor a key, however often the others open the case."""
    hearing = scene.answer(scene.start())
    wim = scene.team[2]
    desk = scene.desk(wim)
    exclude(scene, wim)
    for member in scene.team[:2]:
        page(scene.desk(member).get(scene.url(hearing)))
    assert desk.get(scene.url(hearing)).status_code == 404
    assert not LetterKey.objects.filter(recipient=wim.recipient).exists()
    assert not letters.is_lost(hearing.letter_id)

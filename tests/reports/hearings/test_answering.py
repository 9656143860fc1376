"""The company answers once, within its term; the first answer stands."""

from datetime import timedelta

import pytest

from reports.casework.models import Turn
from reports.dossiers.actions import EmptyText, TextTooLong
from reports.hearings import answering, codes, daily
from reports.hearings.answering import TooLate, UnknownCode
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import State
from reports.notices.models import News
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import letters, receipts
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.letter_models import Letter, LetterKey
from stagebaken.web.days import suppose, today
from tests.reports.filing import own
from tests.reports.hearings.conftest import ANSWER, QUESTION, Scene, fresh

pytestmark = pytest.mark.django_db


def send(scene: Scene, hearing: Hearing, text: str = ANSWER) -> answering.OpenHearing:
    return answering.send(code=codes.derive(scene.codes[hearing.pk]), text=text)


def test_an_answer_reaches_every_holder_and_gives_the_school_the_turn(scene: Scene) -> None:
    hearing = scene.start()
    News.objects.all().delete()
    hearing = scene.answer(hearing)
    assert (hearing.state, hearing.answered_on) == (State.ANSWERED, today())
    assert scene.case.turn == Turn.SCHOOL
    assert News.objects.filter(dossier=scene.filed.dossier).count() == 3
    letter = Letter.objects.get()
    assert hearing.letter == letter
    for member in scene.team:
        assert letters.open_letter(letter, member.unlocked)["text"] == ANSWER


def test_the_log_says_that_a_company_answered_and_nobody_more(scene: Scene) -> None:
    scene.answer(scene.start())
    event = Event.objects.get(verb=Verb.HEARING_ANSWERED)
    assert (event.actor_id, event.actor_role, event.detail) == (None, "company", {})


def test_the_company_reads_its_own_answer_again(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    opened = answering.open_hearing(codes.derive(scene.codes[hearing.pk]))
    assert (opened.question, opened.answer) == (QUESTION, ANSWER)


def test_the_same_answer_twice_is_one_and_another_is_too_late(scene: Scene) -> None:
    hearing = scene.start()
    scene.answer(hearing)
    send(scene, hearing)
    with pytest.raises(TooLate):
        send(scene, hearing, "Toch anders")
    assert Letter.objects.count() == 1
    assert Event.objects.filter(verb=Verb.HEARING_ANSWERED).count() == 1


def test_on_the_last_day_an_answer_counts_and_the_day_after_it_does_not(scene: Scene) -> None:
    first, second = scene.start(), scene.start()
    with suppose(first.due_on):
        scene.answer(first)
    with suppose(second.due_on + timedelta(days=1)), pytest.raises(TooLate):
        scene.answer(second)  # though no task ran that night


def test_a_term_that_ends_is_told_once_and_gives_the_team_the_turn(scene: Scene) -> None:
    hearing = scene.start()
    with suppose(hearing.due_on + timedelta(days=1)):
        assert daily.pass_day() == 1
        assert daily.pass_day() == 0
    assert fresh(hearing).state == State.LAPSED
    assert scene.case.turn == Turn.SCHOOL
    assert Event.objects.filter(verb=Verb.HEARING_LAPSED).count() == 1


def test_the_team_is_reminded_once_before_the_term_ends(scene: Scene) -> None:
    hearing = scene.start()
    News.objects.all().delete()
    with suppose(hearing.due_on - timedelta(days=4)):
        assert daily.pass_day() == 0
    with suppose(hearing.due_on - timedelta(days=3)):
        assert daily.pass_day() == 1
        assert News.objects.count() == 3
        News.objects.all().delete()
        assert daily.pass_day() == 0
    assert not News.objects.exists()


def test_an_answered_hearing_does_not_lapse(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    with suppose(hearing.due_on + timedelta(days=1)):
        assert daily.pass_day() == 0
    assert fresh(hearing).state == State.ANSWERED


@pytest.mark.parametrize(("text", "error"), [(" \r\n\x00", EmptyText), ("x" * 50_001, TextTooLong)])
def test_nothing_and_too_much_are_no_answer(
    scene: Scene, text: str, error: type[Exception]
) -> None:
    hearing = scene.start()
    with pytest.raises(error):
        send(scene, hearing, text)
    assert fresh(hearing).state == State.ASKED


def test_withdrawing_destroys_the_hearing_and_its_letters_at_once(scene: Scene) -> None:
    answered, asked = scene.start(), scene.start()
    scene.answer(answered)
    reporter.withdraw(own=own(scene.filed))
    assert not any(model.objects.exists() for model in (Hearing, Letter, LetterKey))
    for hearing in (answered, asked):
        with pytest.raises(UnknownCode):
            send(scene, hearing)
    assert not Event.objects.filter(verb=Verb.HEARING_ANSWERED, seq__gt=last(Verb.WITHDRAWN))


def last(verb: Verb) -> int:
    return Event.objects.filter(verb=verb).latest("seq").seq


def test_who_is_excluded_after_the_answer_cannot_open_it_any_more(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    wim = scene.team[2]
    choose_readers(own=own(scene.filed), excluded=[wim.user])
    assert hearing.letter is not None
    assert not LetterKey.objects.filter(recipient=wim.recipient).exists()
    with pytest.raises(NotOnKeyring):
        letters.open_letter(hearing.letter, wim.unlocked)


def test_a_code_that_was_never_given_opens_nothing(scene: Scene) -> None:
    scene.start()
    with pytest.raises(UnknownCode):
        answering.open_hearing(codes.derive(receipts.new_receipt()))

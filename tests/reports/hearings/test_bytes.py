"""What a company opens is, byte for byte, what its reporter saw; without a yes it opens nothing."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import settings as runs
from hypothesis import strategies as st

from reports.consents import actions as consents
from reports.consents.actions import IllegalStep, NoConsent, OpenConsent
from reports.consents.models import Consent
from reports.consents.plain import plain
from reports.consents.vocabulary import ANSWERS, State
from reports.hearings import answering, codes
from reports.hearings.models import Hearing
from stagebaken.web.days import today
from tests.reports.filing import own
from tests.reports.hearings.conftest import QUESTION, Scene

pytestmark = pytest.mark.django_db
# What nobody sees is refused before it is asked: tests/reports/consents.
WORDS = st.text(max_size=300).map(plain).filter(str.strip)
SPOKEN = st.lists(st.sampled_from([State(answer) for answer in ANSWERS]), max_size=4)


def preview(scene: Scene, asked: Consent) -> OpenConsent:
    """The question as the dossier has it, for its reporter."""
    mine = own(scene.filed)
    return next(one for one in consents.opened(mine.dossier, mine.keys) if one.id == asked.pk)


def speak(scene: Scene, asked: Consent, answers: list[State]) -> None:
    """Answer, and answer again; what the ladder refuses changes nothing."""
    mine, shown = own(scene.filed), preview(scene, asked)
    for answer in answers:
        with suppress(IllegalStep):
            consents.answer(
                dossier=mine.dossier, keys=mine.keys, consent_id=asked.pk, answer=answer,
                digest=shown.request.digest, day=today(),
            )  # fmt: skip


def take_back(scene: Scene, asked: Consent) -> None:
    mine = own(scene.filed)
    consents.take_back(dossier=mine.dossier, keys=mine.keys, consent_id=asked.pk, day=today())


@runs(max_examples=25)
@given(words=WORDS, answers=SPOKEN, is_taken_back=st.booleans())
@example(words=QUESTION, answers=[State.YES], is_taken_back=False)
@example(words="\r\n \t é👩\u200d🔧", answers=[State.NO, State.YES], is_taken_back=False)
@example(words=QUESTION, answers=[State.YES, State.LATER], is_taken_back=False)
@example(words=QUESTION, answers=[State.YES], is_taken_back=True)
def test_a_company_opens_what_the_reporter_saw_or_nothing(
    scene: Scene, words: str, answers: list[State], is_taken_back: bool
) -> None:
    asked = scene.consent(words, answer=None)
    speak(scene, asked, answers)
    if is_taken_back:
        take_back(scene, asked)
    hearings, says_yes = Hearing.objects.count(), answers[-1:] == [State.YES]

    if not says_yes or is_taken_back:
        with pytest.raises(NoConsent):
            scene.start(asked)
        assert Hearing.objects.count() == hearings
        return
    code = codes.derive(scene.codes[scene.start(asked).pk])
    question = answering.open_hearing(code).question
    assert question.encode() == preview(scene, asked).request.content == words.encode()


@runs(max_examples=10)
@given(words=WORDS)
def test_one_yes_is_for_one_company(scene: Scene, words: str) -> None:
    """Attack: the text of a yes that was used goes to a second one, under another code."""
    asked = scene.consent(words)
    scene.start(asked)
    with pytest.raises(NoConsent):
        scene.start(asked)
    assert Hearing.objects.filter(consent=asked).count() == 1

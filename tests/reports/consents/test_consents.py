"""The consent ladder: only what the reporter saw and allowed may leave, and only while they do."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.consents import actions
from reports.consents.actions import (
    DOCUMENT_LIMIT,
    DocumentUnfit,
    IllegalStep,
    NoConsent,
    PreviewChanged,
    Request,
)
from reports.consents.models import Consent
from reports.consents.vocabulary import OPEN, TRANSITIONS, State, Step
from reports.reporter.opening import OwnDossier
from schools.registry.models import School
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today
from tests import cast
from tests.reports.filing import file, own

TEXT = "Een student vertelt dat er een opmerking over een naam is gemaakt.\n"
ASK = Request(step=Step.HEAR, receiver="Autobedrijf Windwijzer", document=TEXT)


@pytest.fixture
def mine(db: None) -> OwnDossier:
    school: School = cast.zeewaarde()
    cast.make_member(school)
    return own(file(school))


def ask(mine: OwnDossier, request: Request = ASK) -> Consent:
    consent, _ = actions.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    return consent


def say(mine: OwnDossier, consent: Consent, state: State, digest: str = ASK.digest) -> bool:
    return actions.answer(
        dossier=mine.dossier,
        keys=mine.keys,
        consent_id=consent.pk,
        answer=state,
        digest=digest,
        day=today(),
    )


def carry_out(mine: OwnDossier, consent: Consent, step: Step = Step.HEAR) -> bytes:
    return actions.carry_out(
        dossier=mine.dossier, keys=mine.keys, consent_id=consent.pk, step=step, day=today()
    )


def state_of(consent: Consent) -> str:
    return Consent.objects.get(pk=consent.pk).state


def test_what_leaves_is_what_the_reporter_saw_byte_for_byte(mine: OwnDossier) -> None:
    consent = ask(mine)
    assert say(mine, consent, State.YES)
    assert carry_out(mine, consent) == TEXT.encode()
    assert state_of(consent) == State.CARRIED_OUT


def test_the_rows_hold_no_word_of_it(mine: OwnDossier) -> None:
    consent = ask(mine)
    say(mine, consent, State.YES)
    row = Consent.objects.filter(pk=consent.pk).values().get()
    stored = b"".join(bytes(row[name]) for name in ("request", "answers"))
    assert b"opmerking" not in stored
    assert ASK.digest.encode() not in stored


@pytest.mark.parametrize("state", [State.ASKED, State.NO, State.LATER, State.REVOKED])
def test_nothing_leaves_without_a_standing_yes(mine: OwnDossier, state: State) -> None:
    consent = ask(mine)
    if state == State.REVOKED:
        say(mine, consent, State.YES)
        say(mine, consent, State.NO)
    elif state != State.ASKED:
        say(mine, consent, state)
    assert state_of(consent) == state
    with pytest.raises(NoConsent):
        carry_out(mine, consent)
    assert state_of(consent) == state


def test_a_yes_to_one_step_is_none_to_another(mine: OwnDossier) -> None:
    consent = ask(mine)
    say(mine, consent, State.YES)
    with pytest.raises(NoConsent):
        carry_out(mine, consent, Step.SBB)


def test_a_yes_to_another_text_is_refused(mine: OwnDossier) -> None:
    """The page was open while the team asked something else."""
    consent = ask(mine)
    with pytest.raises(PreviewChanged):
        say(mine, consent, State.YES, replace(ASK, document="iets anders").digest)
    assert state_of(consent) == State.ASKED


def test_a_no_needs_no_preview(mine: OwnDossier) -> None:
    consent = ask(mine)
    assert say(mine, consent, State.NO, "")
    assert state_of(consent) == State.NO


def test_a_yes_is_carried_out_once(mine: OwnDossier) -> None:
    consent = ask(mine)
    say(mine, consent, State.YES)
    carry_out(mine, consent)
    with pytest.raises(NoConsent):
        carry_out(mine, consent)


def test_a_reporter_cannot_take_back_what_was_carried_out(mine: OwnDossier) -> None:
    consent = ask(mine)
    say(mine, consent, State.YES)
    carry_out(mine, consent)
    with pytest.raises(IllegalStep):
        say(mine, consent, State.NO)


def test_a_state_changed_in_the_database_opens_nothing(mine: OwnDossier) -> None:
    """Attack: a database writer says yes for the reporter."""
    consent = ask(mine)
    Consent.objects.filter(pk=consent.pk).update(state=State.YES)
    with pytest.raises(NoConsent):
        carry_out(mine, consent)


def test_answers_copied_from_another_question_fail(mine: OwnDossier) -> None:
    """Attack (P7): the yes to a harmless question is copied to another."""
    harmless, other = ask(mine), ask(mine)
    say(mine, harmless, State.YES)
    answers = Consent.objects.get(pk=harmless.pk).answers
    Consent.objects.filter(pk=other.pk).update(state=State.YES, answers=answers)
    with pytest.raises(Exception, match="changed"):
        carry_out(mine, other)


def test_a_question_of_another_dossier_is_not_found(mine: OwnDossier) -> None:
    consent = ask(mine)
    theirs = own(file(School.objects.get()))
    with pytest.raises(NoConsent):
        say(theirs, consent, State.YES)


def test_the_same_form_sent_twice_asks_once(mine: OwnDossier) -> None:
    once = uuid4()
    for is_new in (True, False):
        _, was_new = actions.ask(
            dossier=mine.dossier, keys=mine.keys, request=ASK, day=today(), once=once
        )
        assert was_new is is_new
    assert Consent.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (DOCUMENT_LIMIT + 1)])
def test_an_unreadable_document_is_not_asked(mine: OwnDossier, text: str) -> None:
    with pytest.raises(DocumentUnfit):
        ask(mine, replace(ASK, document=text))


def test_an_answer_given_twice_counts_once(mine: OwnDossier) -> None:
    consent = ask(mine)
    assert say(mine, consent, State.YES)
    assert not say(mine, consent, State.YES)
    [question] = actions.opened(mine.dossier, mine.keys)
    assert [one.answer for one in question.answers] == [State.YES]


def test_every_answer_stays_on_record(mine: OwnDossier) -> None:
    consent = ask(mine)
    for state in (State.LATER, State.YES, State.NO, State.YES):
        assert say(mine, consent, state)
    [question] = actions.opened(mine.dossier, mine.keys)
    assert [one.answer for one in question.answers] == ["later", "yes", "no", "yes"]
    assert question.is_granted


def test_the_standing_yes_is_found_by_its_step(mine: OwnDossier) -> None:
    assert actions.standing(mine.dossier, mine.keys, Step.HEAR) is None
    consent = ask(mine)
    say(mine, consent, State.YES)
    found = actions.standing(mine.dossier, mine.keys, Step.HEAR)
    assert found is not None
    assert found.id == consent.pk
    assert not actions.was_carried_out(mine.dossier, mine.keys, Step.HEAR)
    carry_out(mine, consent)
    assert actions.standing(mine.dossier, mine.keys, Step.HEAR) is None
    assert actions.was_carried_out(mine.dossier, mine.keys, Step.HEAR)


def test_a_withdrawal_takes_the_questions_along(mine: OwnDossier) -> None:
    ask(mine)
    Dossier.objects.all().delete()
    assert not Consent.objects.exists()


@given(document=st.text(min_size=1, max_size=200))
def test_one_other_sign_is_another_digest(document: str) -> None:
    request = replace(ASK, document=document)
    assert request.content == document.encode()
    assert replace(ASK, document=document + " ").digest != request.digest


def test_the_last_states_end_a_question() -> None:
    final = set(State) - OPEN
    assert all(not TRANSITIONS[state] for state in final)
    assert all(TRANSITIONS[state] for state in OPEN)


def test_only_a_yes_leads_to_carrying_out() -> None:
    before = {state for state, after in TRANSITIONS.items() if State.CARRIED_OUT in after}
    assert before == {State.YES}

"""The team files an answer: the reporter reads all of it, unless a member decides otherwise."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reports.casework.actions import NoStaffKey
from reports.casework.models import Case, Turn
from reports.casework.opening import open_case
from reports.dossiers.actions import Kind
from reports.hearings import daily, filing
from reports.hearings.filing import NothingToFile
from reports.hearings.models import Hearing, Minutes
from reports.hearings.pages import open_page
from reports.hearings.vocabulary import IllegalState, State
from reports.reporter.readers import choose_readers
from stagebaken.audit.models import Event, Verb
from stagebaken.vault.errors import EnvelopeError, NotOnKeyring
from stagebaken.vault.letter_models import Letter
from stagebaken.web.days import suppose
from tests.cast import Member
from tests.reports.filing import file, own
from tests.reports.hearings.conftest import ANSWER, RECEIVER, Scene, fresh

pytestmark = pytest.mark.django_db
PART = "Het bedrijf noemt het een grap."


def put(scene: Scene, hearing: Hearing, member: Member | None = None, **facts: object) -> bool:
    return filing.file_answer(
        member=(member or scene.mehmet).unlocked,
        case=scene.case,
        hearing=hearing,
        **({"once": uuid4()} | facts),  # type: ignore[arg-type]
    )


def enter(scene: Scene, hearing: Hearing, text: str = ANSWER, **facts: object) -> bool:
    return filing.enter_answer(
        member=scene.mehmet.unlocked,
        case=scene.case,
        hearing=hearing,
        text=text,
        **({"once": uuid4()} | facts),  # type: ignore[arg-type]
    )


def test_until_it_is_filed_the_reporter_sees_only_that_there_is_an_answer(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    assert "een grap" not in scene.reporter_reads()
    assert "Het bedrijf heeft geantwoord" in scene.reporter_reads()
    put(scene, hearing)
    assert "Die opmerking was een grap &lt;b&gt;van ons&lt;/b&gt;." in scene.reporter_reads()


def test_filing_puts_the_whole_answer_in_the_conversation_as_the_companys(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    assert put(scene, hearing)
    said = own(scene.filed).conversation[-1]
    assert (said.text, said.author, said.kind) == (ANSWER, RECEIVER, Kind.HEARD)
    assert not Letter.objects.exists()
    assert fresh(hearing).is_filed
    assert scene.case.turn == Turn.REPORTER
    assert not Minutes.objects.exists()


def test_a_part_reaches_the_reporter_and_the_whole_stays_with_the_team(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    put(scene, hearing, part=PART)
    said = own(scene.filed).conversation[-1]
    assert (said.text, said.kind) == (PART, Kind.HEARD_IN_PART)
    opened = open_page(member=scene.mehmet.unlocked, case=scene.case, hearing=fresh(hearing))
    assert [one.text for one in opened.minutes] == [ANSWER]
    assert "ingekort door het team" in scene.reporter_reads()


def test_the_same_form_twice_files_once_and_a_colleague_finds_nothing(scene: Scene) -> None:
    hearing, once = scene.answer(scene.start()), uuid4()
    assert put(scene, hearing, once=once)
    assert not put(scene, hearing, once=once)
    with pytest.raises(NothingToFile):
        put(scene, hearing, scene.team[1])
    assert Event.objects.filter(verb=Verb.LETTER_FILED).count() == 1
    assert len(own(scene.filed).conversation) == 1 + steps(scene)


def steps(scene: Scene) -> int:
    """Lines of the conversation that tell of a step of the case, not of words."""
    return sum(said.kind == "step" for said in own(scene.filed).conversation)


def test_an_answer_by_telephone_is_entered_also_after_the_term(scene: Scene) -> None:
    hearing = scene.start()
    with suppose(hearing.due_on + timedelta(days=1)):
        daily.pass_day()
        assert enter(scene, hearing)
    said = own(scene.filed).conversation[-1]
    assert (said.text, said.author) == (ANSWER, RECEIVER)
    assert fresh(hearing).state == State.ANSWERED
    assert Event.objects.get(verb=Verb.HEARING_ENTERED).actor_id == scene.mehmet.user.pk


def test_entering_twice_is_once_and_not_beside_the_companys_own_answer(scene: Scene) -> None:
    hearing, once = scene.start(), uuid4()
    assert enter(scene, hearing, once=once)
    assert not enter(scene, hearing, once=once)
    with pytest.raises(IllegalState):
        enter(scene, hearing)
    other = scene.answer(scene.start())
    with pytest.raises(IllegalState):
        enter(scene, other)


def test_a_member_who_came_after_the_answer_lets_a_colleague_file_it(scene: Scene) -> None:
    wim = scene.team[2]
    choose_readers(own=own(scene.filed), excluded=[wim.user])
    hearing = scene.answer(scene.start())
    choose_readers(own=own(scene.filed), excluded=[], ticked=[str(wim.user.pk)])
    with pytest.raises(NotOnKeyring):
        put(scene, hearing, wim)
    assert fresh(hearing).letter is not None
    opened = open_page(member=wim.unlocked, case=scene.case, hearing=hearing)
    assert (opened.has_answer, opened.may_file) == (True, False)


def test_without_the_staff_key_nothing_of_a_part_is_done(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    wim = scene.team[2]
    mine = own(scene.filed)
    mine.dossier.wraps.filter(user=wim.user, audience="staff").delete()
    with pytest.raises(NoStaffKey):
        put(scene, hearing, wim, part=PART)
    assert fresh(hearing).letter is not None
    assert not any(said.kind == Kind.HEARD_IN_PART for said in own(scene.filed).conversation)


def test_a_letter_of_another_dossier_put_here_is_told_to_nobody(scene: Scene) -> None:
    """A database writer points a hearing at the answer of another report of the same team."""
    other = Scene(scene.school, scene.team, filed=file(scene.school))
    theirs = other.answer(other.start())
    mine = scene.answer(scene.start())
    Hearing.objects.filter(pk=mine.pk).update(letter=None)
    letter_id = theirs.letter_id
    Hearing.objects.filter(pk=theirs.pk).update(letter=None)
    Hearing.objects.filter(pk=mine.pk).update(letter=letter_id)
    with pytest.raises(EnvelopeError):
        put(scene, fresh(mine))


def test_minutes_are_for_the_team_alone(scene: Scene) -> None:
    hearing, once = scene.start(), uuid4()
    for _ in range(2):
        filing.write_minutes(
            member=scene.mehmet.unlocked, case=scene.case, hearing=hearing,
            text="Gesproken met de eigenaar.", once=once,
        )  # fmt: skip
    opened = open_page(member=scene.team[1].unlocked, case=scene.case, hearing=hearing)
    assert [(one.author, one.text) for one in opened.minutes] == [
        ("Mehmet Aydın", "Gesproken met de eigenaar.")
    ]
    assert "Gesproken met de eigenaar" not in scene.reporter_reads()
    with pytest.raises(Exception, match="audience"):
        own(scene.filed).keys.read(Minutes.objects.get(), "body")


def test_reading_an_answer_is_in_the_log_first(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    before = Event.objects.filter(verb=Verb.OPENED).count()
    open_page(member=scene.mehmet.unlocked, case=scene.case, hearing=hearing)
    assert Event.objects.filter(verb=Verb.OPENED).count() == before + 1


def test_a_second_answer_takes_the_turn_back_from_the_reporter(scene: Scene) -> None:
    first, second = scene.start(), scene.start()
    put(scene, scene.answer(first))
    assert scene.case.turn == Turn.REPORTER
    scene.answer(second)
    assert scene.case.turn == Turn.SCHOOL


def test_what_sbb_has_stays_with_sbb(scene: Scene) -> None:
    hearing = scene.start()
    Case.objects.update(turn=Turn.SBB)
    scene.answer(hearing)
    put(scene, fresh(hearing))
    assert scene.case.turn == Turn.SBB


def test_the_case_page_still_opens_with_everything_in_it(scene: Scene) -> None:
    put(scene, scene.answer(scene.start()))
    opened = open_case(member=scene.mehmet.unlocked, case=scene.case)
    assert opened.conversation[-1].text == ANSWER

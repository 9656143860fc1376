"""A company that is heard, and a thief, a database writer and a neighbour beside it.

Whoever has a code opens one question and one answer; whoever has all else opens neither.
"""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.hearings import answering, codes, filing
from reports.hearings.answering import UnknownCode
from reports.hearings.models import Hearing
from reports.notices import rounds, tasks
from reports.reporter import actions as reporter
from stagebaken.audit.models import Event
from stagebaken.vault import envelope, receipts
from stagebaken.vault.errors import EnvelopeError, InvalidReceipt
from stagebaken.vault.letter_models import Letter, LetterKey
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.subkeys import subkeys
from tests.attacks import canaries
from tests.reports.filing import file, own
from tests.reports.hearings.conftest import DOOR, PAGE, SEND, Scene, fresh, scene

__all__ = ["scene"]

pytestmark = pytest.mark.django_db
WORD, SAID, COMPANY = "kanarievraag", "kanarieantwoord", "Kanarie Autoschade"


@pytest.fixture
def heard(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> tuple[Scene, Hearing, Hearing]:
    """One hearing that waits, and one with an answer that waits; by pages, with a browser."""
    monkeypatch.setattr("tests.reports.hearings.conftest.RECEIVER", COMPANY)
    asked = scene.start(scene.consent(f"Wat is er gezegd? {WORD}"))
    answered = scene.start(scene.consent(f"En daarna? {WORD}"))
    client = scene.company(answered)
    client.post(PAGE, {"text": f"Niets. {SAID}"})
    assert client.post(SEND, {"text": f"Niets. {SAID}"}).status_code == 302
    filing.write_minutes(
        member=scene.mehmet.unlocked, case=scene.case, hearing=asked, text=f"Gebeld. {WORD}"
    )
    return scene, asked, answered


def secrets(told: tuple[Scene, Hearing, Hearing]) -> dict[str, list[bytes]]:
    scene, asked, answered = told
    found = {word: list(canaries.texts(word)) for word in (WORD, SAID, COMPANY)}
    for hearing in (asked, answered):
        code = scene.codes[hearing.pk]
        found[f"code {hearing.state}"] = list(canaries.digits(code))
        found[f"key {hearing.state}"] = list(canaries.binaries(codes.derive(code).wrapping_key))
    return found


def test_no_table_mail_or_task_holds_a_word_a_company_or_a_code(
    heard: tuple[Scene, Hearing, Hearing],
) -> None:
    for user_id in rounds.members_with_news():
        rounds.mail_member(user_id)
    tasks.staff_round.func()
    assert mail.outbox
    mails = {f"mail {n}": str(one.message()).encode() for n, one in enumerate(mail.outbox)}
    queued = {"tasks": str([str(one.args_kwargs) for one in DBTaskResult.objects.all()]).encode()}
    assert canaries.tables()["hearings_hearing"]
    assert canaries.traces(secrets(heard), canaries.tables() | mails | queued) == []


def test_the_cookie_of_a_company_holds_nothing_in_clear(
    heard: tuple[Scene, Hearing, Hearing],
) -> None:
    scene, asked, _ = heard
    cookie = scene.company(asked).cookies["__Host-hearing"]
    assert canaries.traces(secrets(heard), {"cookie": str(cookie).encode()}) == []
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]


def test_every_environment_secret_opens_no_question(
    heard: tuple[Scene, Hearing, Hearing],
) -> None:
    """P1: the keys that the installation has are none that lead to a hearing."""
    _, asked, answered = heard
    labels = ("hearing-cookie/v1", "hearing-wrap/v1", "receipt-wrap/v1", "roster/v1")
    keys = [key for label in labels for key in subkeys(label)]
    for hearing, key in itertools.product((asked, answered), keys):
        with pytest.raises(EnvelopeError):
            envelope.unseal(
                key, fresh(hearing).wrapped_key or b"", purpose=Purpose.HEARING_KEY,
                object_id=hearing.pk,
            )  # fmt: skip


def test_a_code_opens_its_own_hearing_and_no_other(
    heard: tuple[Scene, Hearing, Hearing],
) -> None:
    scene, asked, answered = heard
    mine = codes.derive(scene.codes[asked.pk])
    for name in ("wrapped_key", "question", "answer"):
        theirs = getattr(fresh(answered), name)
        moved = fresh(asked)
        setattr(moved, name, theirs)
        with pytest.raises(EnvelopeError):
            codes.read_question(moved, mine) and codes.read_answer(moved, mine)


COLUMNS = ("wrapped_key", "question", "answer")


@pytest.mark.parametrize(
    "names", [names for n in (1, 2, 3) for names in itertools.combinations(COLUMNS, n)]
)
def test_columns_copied_in_the_database_open_nothing_for_a_company(
    heard: tuple[Scene, Hearing, Hearing], names: tuple[str, ...]
) -> None:
    """P7: a database writer gives one company's question and answer to another."""
    scene, asked, answered = heard
    values = {name: getattr(fresh(answered), name) for name in names}
    Hearing.objects.filter(pk=asked.pk).update(**values)
    client = Client(raise_request_exception=False)
    answer = client.post(DOOR, {"code": scene.codes[asked.pk]}, follow=True)
    shown = answer.content.decode()
    assert SAID not in shown
    assert "En daarna?" not in shown


def test_exchanged_locators_open_nothing(heard: tuple[Scene, Hearing, Hearing]) -> None:
    scene, asked, answered = heard
    rows = Hearing.objects.filter(pk__in=[asked.pk, answered.pk])
    first, second = (rows.get(pk=one.pk).locator for one in (asked, answered))
    rows.filter(pk=asked.pk).update(locator=b"x" * 32)
    rows.filter(pk=answered.pk).update(locator=first)
    rows.filter(pk=asked.pk).update(locator=second)
    for hearing in (asked, answered):
        assert Client().post(DOOR, {"code": scene.codes[hearing.pk]}).status_code == 404


def test_an_answer_copied_to_another_hearing_is_filed_nowhere(
    heard: tuple[Scene, Hearing, Hearing],
) -> None:
    scene, asked, answered = heard
    letter_id = fresh(answered).letter_id
    Hearing.objects.filter(pk=answered.pk).update(letter=None)
    Hearing.objects.filter(pk=asked.pk).update(letter=letter_id)
    with pytest.raises(EnvelopeError):
        filing.file_answer(
            member=scene.mehmet.unlocked, case=scene.case, hearing=fresh(asked), once=None
        )


def test_a_company_opens_nothing_of_the_dossier(heard: tuple[Scene, Hearing, Hearing]) -> None:
    scene, _, answered = heard
    client = scene.company(answered)
    for address in (
        "/dossier/inhoud/",
        f"/zaken/{scene.case.pk}/",
        scene.url(answered),
        f"/zaken/{scene.case.pk}/stukken/{answered.pk}/",
    ):
        assert client.get(address).status_code in {302, 404}, address
    keys = codes.derive(scene.codes[answered.pk])
    wraps = [bytes(one.wrapped or b"") for one in scene.filed.dossier.wraps.all()]
    letters = [bytes(one.wrapped) for one in LetterKey.objects.all()]
    for wrapped in [*wraps, *letters, bytes(Letter.objects.get().body)]:
        for purpose in Purpose:
            with pytest.raises(EnvelopeError):
                envelope.unseal(
                    keys.wrapping_key, wrapped, purpose=purpose,
                    object_id=scene.filed.dossier.pk,
                )  # fmt: skip


def test_the_page_of_a_company_names_no_person_and_no_case(
    heard: tuple[Scene, Hearing, Hearing],
) -> None:
    scene, asked, _ = heard
    shown = scene.company(asked).get(PAGE).content.decode()
    for hidden in ("Mehmet", "Ilse", scene.case.number, str(scene.case.pk), str(asked.pk)):
        assert hidden not in shown


def test_withdrawing_leaves_nothing_of_a_hearing_in_any_table(
    heard: tuple[Scene, Hearing, Hearing],
) -> None:
    scene, asked, answered = heard
    held = [
        bytes(value)
        for hearing in (fresh(asked), fresh(answered))
        for value in (hearing.locator, hearing.wrapped_key, hearing.question, hearing.answer)
        if value
    ]
    reporter.withdraw(own=own(scene.filed))
    places = canaries.tables()
    found = {str(n): list(canaries.binaries(value)) for n, value in enumerate(held)}
    assert canaries.traces(found, places) == []


def test_the_log_names_no_code_no_company_and_no_hearing(
    heard: tuple[Scene, Hearing, Hearing],
) -> None:
    _scene, asked, answered = heard
    ids = {str(asked.pk), str(answered.pk), str(asked.consent_id)}
    for event in Event.objects.all():
        assert not ids & {str(event.subject), *map(str, event.detail.values())}


@given(
    place=st.integers(0, 24),
    digit=st.integers(0, 9),
    swap=st.booleans(),
    tail=st.text("0123456789", max_size=3),
)
@settings(max_examples=200)
def test_a_code_with_a_typing_mistake_is_refused_before_it_costs_anything(
    place: int, digit: int, swap: bool, tail: str
) -> None:
    code = receipts.new_receipt()
    typed = (
        code[:place] + code[place : place + 2][::-1] + code[place + 2 :]
        if swap
        else code[:place] + str(digit) + code[place + 1 :]
    ) + tail
    if typed == code:
        assert receipts.normalise(typed) == code
        return
    with pytest.raises(InvalidReceipt):
        receipts.normalise(typed)


@given(changed=st.integers(0, 31), bit=st.integers(0, 7))
@settings(max_examples=50)
def test_a_changed_bit_of_the_key_opens_nothing(changed: int, bit: int) -> None:
    hearing = Hearing()
    keys = codes.CodeKeys(b"l" * 32, bytes(range(32)))
    codes.seal_question(hearing, keys, b"Wat is er gezegd?")
    key = bytearray(keys.wrapping_key)
    key[changed] ^= 1 << bit
    with pytest.raises(EnvelopeError):
        codes.read_question(hearing, codes.CodeKeys(keys.locator, bytes(key)))


@given(question=st.text(min_size=1, max_size=4000))
@settings(max_examples=100)
def test_what_is_asked_comes_out_byte_for_byte(question: str) -> None:
    if any(0xD800 <= ord(sign) <= 0xDFFF for sign in question):
        return  # no text that a form can hold
    hearing, keys = Hearing(), codes.CodeKeys(b"l" * 32, b"k" * 32)
    codes.seal_question(hearing, keys, question.encode())
    assert codes.read_question(hearing, keys).encode() == question.encode()


def test_guessing_takes_a_place_in_the_lane_for_every_guess(
    scene: Scene, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guess costs an Argon2id; when every place is taken the door says so and opens nothing."""
    scene.start()
    settings.ARGON2_WAIT_SECONDS = 0.01
    taken: list[Callable[..., Any]] = []
    monkeypatch.setattr(
        "stagebaken.vault.receipts.lanes.argon2id",
        lambda *a, **k: taken.append(a[0]) or bytes(32),  # type: ignore[func-returns-value]
    )
    for _ in range(3):
        assert Client().post(DOOR, {"code": receipts.new_receipt()}).status_code == 404
    assert len(taken) == 3


def test_a_dossier_that_a_restore_destroys_again_takes_its_hearings(
    heard: tuple[Scene, Hearing, Hearing],
) -> None:
    """The list of destructions names dossiers; every hearing and letter hangs on one (P6)."""
    scene, asked, _ = heard
    scene.filed.dossier.delete()
    assert not any((Hearing.objects.exists(), Letter.objects.exists(), LetterKey.objects.exists()))
    with pytest.raises(UnknownCode):
        answering.open_hearing(codes.derive(scene.codes[asked.pk]))


def test_the_daily_command_says_how_many_it_changed(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.start()
    call_command("hearings_day")
    assert capsys.readouterr().out == "Changed 0 hearings.\n"


def test_two_reports_of_one_school_have_nothing_to_do_with_each_other(scene: Scene) -> None:
    other = Scene(scene.school, scene.team, filed=file(scene.school))
    mine, theirs = scene.start(), other.start()
    reporter.withdraw(own=own(scene.filed))
    assert not Hearing.objects.filter(pk=mine.pk).exists()
    assert other.company(theirs).get(PAGE).status_code == 200

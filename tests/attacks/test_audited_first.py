"""The event is there before the first byte of plaintext leaves, or nothing leaves (P5)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.conf import settings
from django.db import connection
from django.template.base import Template
from django.test import Client

from reports.dossiers import actions as dossiers
from reports.strongroom import actions as strongroom
from reports.strongroom import recovering
from reports.strongroom.policy import POLICY as ROOMS
from stagebaken.audit import head
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.audit.verification import verify
from stagebaken.vault import recovery
from stagebaken.vault.models import Wrap
from tests.attacks import staff
from tests.attacks.story import PLAIN, Told, tell
from tests.cast import make_member, make_recovery, make_team, zeewaarde
from tests.reports.filing import file

pytestmark = pytest.mark.django_db(transaction=True)
WORD = "albatros"
Ask = Callable[[Told], Any]


@pytest.fixture
def told() -> Told:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    make_recovery(school)
    told = tell(school, mehmet, word=WORD)
    told.team.raise_request_exception = False
    return told


def events(verb: Verb, told: Told | None = None) -> int:
    found = Event.objects.filter(verb=verb)
    return found.filter(subject=told.dossier.pk).count() if told else found.count()


def fail(*_: Any, **__: Any) -> NoReturn:
    raise ValueError("broken on the way out")


def open_case(told: Told) -> Any:
    return told.team.get(told.url)


def open_file(told: Told) -> Any:
    return told.team.get(f"{told.url}stukken/{told.attachment.pk}/")


def read_list(told: Told) -> Any:
    return told.team.get("/zaken/")


def answer(told: Told) -> Any:
    return told.team.post(f"{told.url}antwoord/", {"text": "Nog een antwoord"})


def note(told: Told) -> Any:
    return told.team.post(f"{told.url}notitie/", {"text": "Nog een notitie"})


# What each commits first. Whether an act that opens also happened, it tells with the act itself:
# test_no_event_of_what_failed.py.
OPENINGS: dict[Ask, Verb] = {
    open_case: Verb.OPENED,
    open_file: Verb.ATTACHMENT_OPENED,
    read_list: Verb.SEARCHED,
    answer: Verb.OPENED,
    note: Verb.OPENED,
}
NAMES = [ask.__name__ for ask in OPENINGS]
openings = pytest.mark.parametrize(("ask", "verb"), OPENINGS.items(), ids=NAMES)
asking = pytest.mark.parametrize("ask", OPENINGS, ids=NAMES)


def count(verb: Verb, told: Told) -> int:
    return events(verb, None if verb is Verb.SEARCHED else told)


def acts(told: Told) -> int:
    """How many events tell that something was done, and not opened alone."""
    done = {Verb.REPLIED, Verb.NOTED, Verb.ACKNOWLEDGED, Verb.NOTIFIED}
    return Event.objects.of_dossier(told.dossier.pk).filter(verb__in=done).count()


@openings
def test_an_opening_that_breaks_on_its_way_out_was_recorded(
    told: Told, ask: Ask, verb: Verb, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count(verb, told)
    monkeypatch.setattr(Template, "render", fail)
    monkeypatch.setattr("reports.attachments.serving.StreamingHttpResponse", fail)
    monkeypatch.setattr("reports.dossiers.actions.Message.save", fail)
    monkeypatch.setattr("reports.casework.actions.Note.save", fail)
    did = acts(told)
    assert ask(told).status_code == 500
    assert count(verb, told) == before + 1
    assert acts(told) == did, "what broke is not told as done"
    assert verify() == []


@openings
def test_nothing_is_unsealed_before_its_event_is_committed(
    told: Told, ask: Ask, verb: Verb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the moment of the first unsealing another connection can read the event already."""
    from stagebaken.vault import keys as keys_module

    before = count(verb, told)
    seen: list[tuple[int, bool]] = []
    unseal = keys_module.envelope.unseal

    def watched(*arguments: Any, **options: Any) -> bytes:
        seen.append((count(verb, told), connection.in_atomic_block))
        return unseal(*arguments, **options)

    monkeypatch.setattr(keys_module.envelope, "unseal", watched)
    assert ask(told).status_code in {200, 302}
    sealed = [number for number, _ in seen if number != before]
    # The session's own key is unsealed before; of the dossier nothing is.
    assert seen
    assert len(seen) - len(sealed) <= 1
    assert not [inside for number, inside in seen if number != before and inside]


@asking
def test_where_no_event_can_be_written_nothing_opens(
    told: Told, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stagebaken.audit.actions._append", fail)
    assert_closed(ask(told), told)


@asking
def test_where_the_head_cannot_be_written_nothing_opens(told: Told, ask: Ask) -> None:
    """An event that a cut tail would hide is no event."""
    path = Path(settings.AUDIT_HEAD_FILE)
    path.unlink()
    path.mkdir()
    assert_closed(ask(told), told)


def assert_closed(answer: Any, told: Told) -> None:
    assert answer.status_code == 500
    content = answer.getvalue()
    assert WORD.encode() not in content
    assert PLAIN not in content
    keys = told.filed.receipt_keys
    from reports.reporter.opening import open_own

    own = open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)
    assert "Nog een antwoord" not in [said.text for said in own.conversation]


def test_reading_the_head_tells_of_every_event(told: Told) -> None:
    assert verify() == []
    noted = head.read()
    assert set(noted) == set(Event.objects.values_list("seq", flat=True))


def test_the_reporter_sees_which_role_opened_it(told: Told) -> None:
    open_case(told)
    open_file(told)
    page = told.reporter.get("/dossier/inhoud/").content.decode()
    assert "las je dossier" in page
    assert "opende een bestand" in page
    assert "Vertrouwenspersoon" in page


def test_a_grant_and_its_event_are_both_there_or_neither(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = told.case.school
    plain = file(school)  # nobody is kept out of it, so a newcomer gets it from a member
    late = make_member(school, name="Loes Later")
    room = ROOMS.require(told.reader.user, school.code)

    def hand_over() -> None:
        strongroom.hand_over(
            room=room, member=told.reader.unlocked, newcomer=late.recipient, after=None, limit=9
        )

    with monkeypatch.context() as patch:
        patch.setattr(strongroom, "note_grant", fail)
        with pytest.raises(ValueError, match="broken"):
            hand_over()
    assert not Wrap.objects.filter(user=late.user).exists()
    hand_over()
    given = Wrap.objects.filter(user=late.user, audience="shared", state="wrapped")
    granted = Event.objects.filter(verb=Verb.GRANTED, scope=Scope.DOSSIER)
    assert [wrap.dossier_id for wrap in given] == [plain.dossier.pk]
    assert [event.subject for event in granted] == [plain.dossier.pk]
    assert verify() == []


def test_a_recovered_key_and_its_event_are_both_there_or_neither(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    school = zeewaarde()
    make_team(school)
    custodians = make_recovery(school)
    file(school)
    late = make_member(school, name="Loes Later")
    assert school.vault is not None
    key = recovery.open_key(school.vault, custodians.shares[:2])
    room = ROOMS.require(custodians.custodians[0], school.code)

    def recover() -> None:
        recovering.recover_next(room=room, recipient=late.recipient, key=key, after=None, limit=9)

    with monkeypatch.context() as patch:
        patch.setattr(recovering, "note_grant", fail)
        with pytest.raises(ValueError, match="broken"):
            recover()
    assert not Wrap.objects.filter(user=late.user).exists()
    recover()
    assert Wrap.objects.filter(user=late.user, state="wrapped").count() == 2
    assert events(Verb.GRANTED) == 1


def test_a_withdrawal_that_leaves_no_event_does_not_happen(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stagebaken.audit.actions._append", fail)
    told.reporter.raise_request_exception = False
    assert told.reporter.post("/dossier/intrekken/").status_code == 500
    monkeypatch.undo()
    assert WORD in told.reporter.get("/dossier/inhoud/").content.decode()
    assert told.reporter.get(f"/dossier/stukken/{told.attachment.pk}/").status_code == 200


def test_a_withdrawal_holds_when_its_files_cannot_be_removed(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys are gone; whatever fails after that may not say that nothing happened."""

    def refuse(*_: Any) -> NoReturn:
        raise OSError("read-only")

    monkeypatch.setattr("reports.attachments.ciphertext.remove", refuse)
    told.reporter.raise_request_exception = False
    assert told.reporter.post("/dossier/intrekken/").status_code in {200, 302}
    assert not Wrap.objects.exists()
    assert events(Verb.WITHDRAWN) == 1
    assert set(head.read()) == set(Event.objects.values_list("seq", flat=True))


def test_a_wrong_passphrase_is_recorded_and_seen_by_no_administrator(told: Told) -> None:
    client = staff.signed_in(told.reader.user)
    client.post("/zaken/kluis/openen/", {"passphrase": "acid acid acid"})
    failed = Event.objects.filter(verb=Verb.UNLOCK_FAILED)
    assert failed.count() == 1
    assert failed.get().scope == Scope.ACCOUNT
    # The same when the passphrase comes along with an answer that was typed too long ago.
    closed = Client()
    closed.cookies.load({name: one.value for name, one in client.cookies.items()})
    closed.post(f"{told.url}antwoord/", {"text": "x", "kluis-wachtzin": "acid acid"})
    assert failed.count() == 2


def test_what_is_written_down_never_holds_a_word_of_a_report(told: Told) -> None:
    for event in Event.objects.all():
        text = f"{event.detail} {event.actor_role} {event.verb}"
        assert WORD not in text
        assert "Noor" not in text
    assert dossiers.Message.objects.exists()

"""What breaks no promise of the vault: a dump, moved envelopes, a log that fails."""

from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from reports.casework.models import Case
from reports.consents.models import Consent
from reports.handover import actions, investigating, outcome_views, sbb_views
from reports.handover.expecting import proposed
from reports.handover.models import (
    Handover,
    Investigation,
    InvestigationNote,
    Reply,
    SentReply,
)
from reports.handover.opening import open_investigation
from schools.registry.models import Body
from stagebaken.audit import head
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import EnvelopeError, NotOnKeyring, VaultLocked
from tests.attacks import canaries
from tests.cast import (
    Member,
)
from tests.reports.filing import file, own
from tests.reports.handover.advising import WORDS, work
from tests.reports.handover.conftest import Scene, investigation

# P1: the whole database opens nothing


def test_no_table_holds_a_word_of_it_in_any_spelling(scene: Scene, arend: Member) -> None:
    work(scene, arend)
    secrets = {word: list(canaries.texts(word)) for word in WORDS}

    assert canaries.traces(secrets, canaries.tables()) == []


def test_no_table_ties_the_copy_to_the_schools_dossier(scene: Scene, arend: Member) -> None:
    """The reference of the school is in its own tables; on SBB's side it lies sealed."""
    work(scene, arend)
    reference, dossier = Handover.objects.get().pk, scene.filed.dossier.pk
    sides = {
        Investigation: [reference, dossier],
        InvestigationNote: [reference, dossier],
        SentReply: [reference, dossier],
    }
    dump = canaries.tables()
    for model, strangers in sides.items():
        for one in strangers:
            assert not canaries.found(canaries.texts(one.hex), dump[model._meta.db_table])
            assert not canaries.found(canaries.texts(str(one)), dump[model._meta.db_table])
    copy = investigation().dossier_id
    for table in (Handover, Reply, Consent, Case):
        assert not canaries.found(canaries.texts(copy.hex), dump[table._meta.db_table])


def test_no_event_says_what_was_concluded(scene: Scene, arend: Member) -> None:
    work(scene, arend)
    of_copy = Event.objects.of_dossier(investigation().dossier_id)

    assert all(event.detail == {} for event in of_copy)


# P5: the event first


def refuse(*_: Any, **__: Any) -> NoReturn:
    raise OSError("the disk is full")


@pytest.mark.django_db(transaction=True)
def test_without_the_log_no_copy_opens(
    scene: Scene, arend: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.hand_over()
    monkeypatch.setattr(head, "append", refuse)

    with pytest.raises(OSError, match="disk"):
        open_investigation(member=arend.unlocked, investigation=investigation())


@pytest.mark.django_db(transaction=True)
def test_a_hand_over_that_fails_halfway_leaves_the_yes_and_no_copy(
    scene: Scene, arend: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = scene.consent()
    monkeypatch.setattr("reports.handover.receiving.notices.tell_team", refuse)

    with pytest.raises(OSError, match="disk"):
        scene.hand_over(asked)
    assert Consent.objects.get(pk=asked.pk).state == "yes"
    assert not Investigation.objects.exists()
    assert not Handover.objects.exists()
    assert not Event.objects.filter(verb=Verb.HANDED_OVER).exists()


# P7: an envelope moved elsewhere opens nothing


def columns() -> dict[type[Any], tuple[str, ...]]:
    return {
        Investigation: ("document", "card", "link"),
        InvestigationNote: ("body",),
        SentReply: ("body",),
    }


@pytest.mark.parametrize(
    ("model", "column"), [(model, name) for model, names in columns().items() for name in names]
)
def test_an_envelope_of_another_copy_does_not_open(
    scene: Scene, arend: Member, model: type[Any], column: str
) -> None:
    work(scene, arend)
    first = investigation()
    other = Scene(scene.school, scene.team, file(scene.school))
    work_on_other(other, arend, first)
    mine, theirs = model._base_manager.order_by("pk")[:2]
    keys = keyring.open_as_member(dossier_of(mine), arend.unlocked)
    setattr(mine, column, getattr(theirs, column))

    with pytest.raises((EnvelopeError, VaultLocked)):
        keys.read(mine, column)


def work_on_other(other: Scene, arend: Member, first: Investigation) -> None:
    other.hand_over()
    found = Investigation.objects.select_related("dossier__vault").exclude(pk=first.pk).get()
    investigating.add_note(member=arend.unlocked, investigation=found, text="x")
    investigating.respond(
        member=arend.unlocked, investigation=found, expected_on=proposed(), text="x"
    )
    SentReply.objects.filter(investigation=first).first().delete()  # type: ignore[union-attr]


def dossier_of(row: Any) -> Any:
    return row.dossier if isinstance(row, Investigation) else row.investigation.dossier


@pytest.mark.parametrize(("source", "target"), [("document", "card"), ("card", "link")])
def test_an_envelope_of_another_column_does_not_open(
    scene: Scene, arend: Member, source: str, target: str
) -> None:
    scene.hand_over()
    found = investigation()
    keys = keyring.open_as_member(found.dossier, arend.unlocked)
    setattr(found, target, getattr(found, source))

    with pytest.raises(EnvelopeError):
        keys.read(found, target)


def test_the_schools_key_opens_no_copy_and_sbbs_key_no_report(scene: Scene, arend: Member) -> None:
    scene.hand_over()
    copy, mine = investigation(), own(scene.filed)

    with pytest.raises(EnvelopeError):
        mine.keys.read(copy, "document")
    sbb_keys = keyring.open_as_member(copy.dossier, arend.unlocked)
    with pytest.raises(EnvelopeError):
        sbb_keys.read(scene.filed.dossier.report, "account")
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(scene.filed.dossier, arend.unlocked)


def test_a_letter_moved_to_another_case_is_not_filed_there(scene: Scene, arend: Member) -> None:
    """Attack: SBB's letter about one student is told to another."""
    scene.hand_over()
    other = Scene(scene.school, scene.team, file(scene.school))
    other.hand_over()
    for found in Investigation.objects.select_related("dossier__vault"):
        investigating.respond(
            member=arend.unlocked,
            investigation=found,
            expected_on=proposed(),
            text="Voor een ander",
        )
    one, two = Reply.objects.select_related("letter", "handover")
    one.letter, two.letter = two.letter, None
    two.save()
    one.save()
    case = Case.objects.select_related("school", "dossier").get(dossier=one.handover.dossier_id)

    with pytest.raises(EnvelopeError):
        actions.file_reply(member=scene.mehmet.unlocked, case=case, reply=one, text="x")


# R3: SBB has no way to the student


def test_no_address_of_sbb_writes_into_a_conversation() -> None:
    """Every verb of SBB's pages, by name: none of them speaks to a reporter."""
    spoken: set[Callable[..., Any] | str] = {"say", "tell_reporter", "tell", "reply"}
    for module in (investigating, outcome_views, sbb_views):
        assert not spoken & set(vars(module))


def test_sbb_is_one_body_with_one_vault(db: None) -> None:
    assert Body.sbb() == Body.sbb()
    assert Body.objects.count() == 1

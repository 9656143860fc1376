"""Sealed values moved to another row, column, dossier or audience open nowhere (P7)."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model
from django.test import Client

from reports.attachments import ciphertext
from reports.attachments.models import Attachment
from reports.casework.models import Note
from reports.dossiers.models import Message, Report
from stagebaken.audit.models import Event
from stagebaken.vault import keyring
from stagebaken.vault.checks import sealed_columns
from stagebaken.vault.errors import EnvelopeError, VaultLocked
from stagebaken.vault.fields import SealedField
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Holder, Wrap
from tests.attacks.story import PLAIN, Told, tell
from tests.cast import make_recovery, make_team, zeewaarde

pytestmark = pytest.mark.django_db
MINE, THEIRS = "zeehond", "albatros"
Swap = Callable[["Pair"], None]


@dataclass
class Pair:
    """Two reports at one school, both read by the same member."""

    mine: Told
    theirs: Told

    def rows(self, model: type[Model]) -> tuple[Any, Any]:
        return of(model, self.mine), of(model, self.theirs)


def of(model: type[Model], told: Told) -> Any:
    rows = model._base_manager
    if model is Report:
        return rows.get(pk=told.dossier.pk)
    return rows.filter(dossier=told.dossier).order_by("position").first()


@pytest.fixture
def pair() -> Pair:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    make_recovery(school)
    theirs = tell(school, mehmet, word=THEIRS)
    return Pair(tell(school, mehmet, word=MINE), theirs)


def columns() -> Iterator[SealedField[Any, Any]]:
    yield from sealed_columns()


def cells(told: Told) -> Iterator[tuple[Any, str]]:
    """Every sealed value of a report: its row and its column.

    A column of which the story has no row gets one, sealed with the same keys and not saved.
    """
    for column in columns():
        rows = list(stored(column.model, told)) or [unsaved(column, told)]
        for row in rows:
            yield row, column.name


def stored(model: type[Model], told: Told) -> Iterator[Any]:
    names = {field.name for field in model._meta.get_fields()}
    by = {"pk": told.dossier.pk} if model is Report else {"dossier": told.dossier}
    if model is Report or "dossier" in names:
        yield from model._base_manager.filter(**by)


def unsaved(column: SealedField[Any, Any], told: Told) -> Any:
    row = column.model(pk=uuid4())
    told.keys.seal(row, column.name, "woord")
    return row


def read(row: Any, name: str, keys: DossierKeys) -> Any:
    return keys.read(row, name)


def test_every_sealed_column_is_attacked(pair: Pair) -> None:
    attacked = {(type(row), name) for row, name in cells(pair.mine)}
    assert attacked == {(column.model, column.name) for column in columns()}


def test_a_value_opens_in_its_own_place_alone(pair: Pair) -> None:
    """Every value in the place of every other, within a report and across two."""
    keys = {told.dossier.pk: told.keys for told in (pair.mine, pair.theirs)}
    places = [(row, name, keys[told.dossier.pk]) for told in (pair.mine, pair.theirs)
              for row, name in cells(told)]  # fmt: skip
    for row, name, own in places:
        assert read(row, name, own) is not None
    for (row, name, own), (other, column, _) in itertools.permutations(places, 2):
        value = getattr(row, name)
        setattr(row, name, getattr(other, column))
        with pytest.raises(EnvelopeError):
            read(row, name, own)
        setattr(row, name, value)


def test_a_reporters_key_opens_no_note(pair: Pair) -> None:
    note = of(Note, pair.mine)
    keys = keyring.open_as_reporter(pair.mine.dossier, pair.mine.filed.receipt_keys.wrapping_key)
    with pytest.raises(VaultLocked):
        keys.read(note, "body")
    # Nor when the shared key is passed off as the staff key.
    with pytest.raises(EnvelopeError):
        DossierKeys(keys.dossier_id, keys.shared, keys.shared).read(note, "body")


def test_a_wrap_of_one_audience_does_not_open_as_the_other(pair: Pair) -> None:
    wraps = Wrap.objects.filter(dossier=pair.mine.dossier, user=pair.mine.reader.user)
    shared, staff = wraps.get(audience="shared"), wraps.get(audience="staff")
    Wrap.objects.filter(pk=shared.pk).update(wrapped=staff.wrapped)
    Wrap.objects.filter(pk=staff.pk).update(wrapped=shared.wrapped)
    with pytest.raises(EnvelopeError):
        keyring.open_as_member(pair.mine.dossier, pair.mine.reader.unlocked)


def exchange(model: type[Model], *names: str) -> Swap:
    """Exchange columns between the two reports, in the database."""

    def swap(pair: Pair) -> None:
        mine, theirs = pair.rows(model)
        values = {name: (getattr(mine, name), getattr(theirs, name)) for name in names}
        rows = model._base_manager
        rows.filter(pk=mine.pk).update(**{name: value[1] for name, value in values.items()})
        rows.filter(pk=theirs.pk).update(**{name: value[0] for name, value in values.items()})

    return swap


def exchange_reporters(pair: Pair) -> None:
    wraps = [
        Wrap.objects.get(dossier=told.dossier, holder=Holder.REPORTER)
        for told in (pair.mine, pair.theirs)
    ]
    for wrap, other in zip(wraps, reversed(wraps), strict=True):
        Wrap.objects.filter(pk=wrap.pk).update(wrapped=other.wrapped)


def exchange_members(pair: Pair) -> None:
    for audience in ("shared", "staff"):
        wraps = [
            Wrap.objects.get(dossier=told.dossier, user=told.reader.user, audience=audience)
            for told in (pair.mine, pair.theirs)
        ]
        for wrap, other in zip(wraps, reversed(wraps), strict=True):
            Wrap.objects.filter(pk=wrap.pk).update(wrapped=other.wrapped)


def exchange_locators(pair: Pair) -> None:
    mine, theirs = pair.mine.dossier, pair.theirs.dossier
    locators = bytes(mine.locator), bytes(theirs.locator)
    type(mine).objects.filter(pk=theirs.pk).update(locator=bytes(32))
    type(mine).objects.filter(pk=mine.pk).update(locator=locators[1])
    type(mine).objects.filter(pk=theirs.pk).update(locator=locators[0])


def exchange_files(pair: Pair) -> None:
    first, second = (ciphertext.path(one.pk) for one in pair.rows(Attachment))
    content = first.read_bytes(), second.read_bytes()
    first.write_bytes(content[1])
    second.write_bytes(content[0])


def exchange_message_dossiers(pair: Pair) -> None:
    """Whole rows with their ids move to the other dossier: the key is another."""
    mine, theirs = pair.rows(Message)
    Message.objects.filter(pk=mine.pk).update(position=90)
    Message.objects.filter(pk=theirs.pk).update(dossier=pair.mine.dossier, position=91)


SPOILED_FOR_BOTH: dict[str, Swap] = {
    "accounts": exchange(Report, "account"),
    "decisions": exchange(Report, "decisions"),
    "messages": exchange(Message, "body"),
    "keys and facts of files": exchange(Attachment, "sealed_key", "facts"),
    "messages moved": exchange_message_dossiers,
}


@pytest.mark.parametrize("swap", SPOILED_FOR_BOTH)
def test_a_spoiled_report_is_a_plain_error_for_reporter_and_team(pair: Pair, swap: str) -> None:
    SPOILED_FOR_BOTH[swap](pair)
    assert_plain_error(pair.mine.reporter, "/dossier/inhoud/")
    assert_plain_error(pair.mine.team, pair.mine.url)
    if "files" not in swap:  # the API tells nothing of files
        answer = api(pair.mine)
        assert answer.status_code == 500
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert THEIRS not in answer.content.decode()


def api(told: Told) -> Any:
    client = Client(raise_request_exception=False)
    body = {"receipt": told.receipt}
    return client.post("/api/v1/dossier/open/", body, content_type="application/json")


def assert_plain_error(client: Client, address: str, status: int = 500) -> None:
    client.raise_request_exception = False
    answer = client.get(address)
    page = answer.getvalue().decode()
    assert answer.status_code == status
    assert "Er ging iets mis bij ons" in page
    for word in (MINE, THEIRS, "Traceback", "EnvelopeError", "Autobedrijf", PLAIN.decode()[:20]):
        assert word not in page


def test_a_spoiled_note_is_a_plain_error_for_the_team_alone(pair: Pair) -> None:
    exchange(Note, "body")(pair)
    assert_plain_error(pair.mine.team, pair.mine.url)
    assert pair.mine.reporter.get("/dossier/inhoud/").status_code == 200


@pytest.mark.parametrize("swap", [exchange_reporters, exchange_locators])
def test_a_spoiled_key_of_the_reporter_is_a_plain_error_and_the_team_still_reads(
    pair: Pair, swap: Swap
) -> None:
    swap(pair)
    assert_plain_error(pair.mine.reporter, "/dossier/inhoud/")
    assert api(pair.mine).status_code == 500
    again = Client(raise_request_exception=False)
    assert again.post("/dossier/", {"code": pair.mine.receipt}).status_code == 500
    assert MINE in pair.mine.team.get(pair.mine.url).content.decode()


def test_a_spoiled_key_of_a_member_is_a_plain_error_and_the_reporter_still_reads(
    pair: Pair,
) -> None:
    exchange_members(pair)
    events = Event.objects.count()
    assert_plain_error(pair.mine.team, pair.mine.url)
    assert Event.objects.count() == events, "an opening was recorded that opened nothing"
    assert MINE in pair.mine.reporter.get("/dossier/inhoud/").content.decode()


@pytest.mark.parametrize(
    "swap", [exchange_files, exchange(Attachment, "sealed_key")], ids=["files", "keys"]
)
def test_a_spoiled_file_is_a_plain_error_and_no_byte_of_it(pair: Pair, swap: Swap) -> None:
    swap(pair)
    file = of(Attachment, pair.mine)
    assert_plain_error(pair.mine.reporter, f"/dossier/stukken/{file.pk}/")
    assert_plain_error(pair.mine.team, f"{pair.mine.url}stukken/{file.pk}/")


def test_a_file_that_is_gone_is_a_plain_error(pair: Pair) -> None:
    file = of(Attachment, pair.mine)
    ciphertext.path(file.pk).unlink()
    assert_plain_error(pair.mine.reporter, f"/dossier/stukken/{file.pk}/")


@pytest.mark.parametrize("swap", [exchange(Report, "card"), exchange_members], ids=["card", "keys"])
def test_a_spoiled_card_takes_no_other_case_from_the_list(pair: Pair, swap: Swap) -> None:
    third = tell(pair.mine.case.school, pair.mine.reader, word="bruinvis")
    swap(pair)
    page = third.team.get("/zaken/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "bruinvis" in text
    assert MINE not in text
    assert THEIRS not in text
    assert pair.mine.case.number in text


def test_a_spoiled_address_keeps_the_answer_and_mails_nobody(pair: Pair, mailoutbox: Any) -> None:
    exchange(Report, "address")(pair)
    mailoutbox.clear()
    pair.mine.team.raise_request_exception = False
    before = Message.objects.filter(dossier=pair.mine.dossier).count()
    pair.mine.team.post(f"{pair.mine.url}antwoord/", {"text": "Nog een antwoord"})
    assert Message.objects.filter(dossier=pair.mine.dossier).count() == before + 1
    assert mailoutbox == []

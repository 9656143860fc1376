"""The code that a member saw opens nothing but the page of the new one (vault.md, new receipt)."""

import pytest
from django.test import Client

from reports.casework.models import Case
from reports.dossiers.models import Report
from reports.reporter.opening import MustRenew, open_own, open_to_renew
from reports.reporter.receipt import renew_receipt
from schools.registry.models import School
from stagebaken.audit import destruction
from stagebaken.audit.models import Event, Verb
from stagebaken.backup.signals import restored
from stagebaken.vault import keyring, receipts
from stagebaken.vault.errors import UnknownReceipt
from stagebaken.vault.models import Dossier, Wrap
from tests.attacks import staff
from tests.cast import Member
from tests.reports.filing import file
from tests.reports.intake.test_weight import FIRST_VISIT, weight
from tests.reports.oral.conftest import STORY, Student, Writer

NEW = "/dossier/nieuwe-code/"
API = "/api/v1/dossier/"


def test_the_first_opening_leads_to_a_new_code_and_shows_nothing(
    writer: Writer, student: Student
) -> None:
    answer = student.open(writer.take_down())
    assert answer["Location"] == NEW
    page = student.client.get(NEW).content.decode()
    assert "Je krijgt nu een nieuwe code." in page
    assert STORY not in page


def test_the_new_code_opens_and_the_old_one_no_more(writer: Writer, student: Student) -> None:
    old = writer.take_down()
    student.open(old)
    new = student.renew()
    assert STORY in student.dossier()
    assert Student().open(old).status_code == 404
    again = Student()
    assert again.open(new)["Location"] == "/dossier/inhoud/"
    assert STORY in again.dossier()


def test_a_backup_from_before_brings_the_old_code_back_only_to_be_replaced(
    writer: Writer, student: Student
) -> None:
    """Attack: restore what was saved before the new code, and read with the code that was seen.

    The rows of the backup know no new code: without the old one the student would be shut out.
    """
    old = writer.take_down()
    backup = [*Dossier.objects.all(), *Wrap.objects.all(), *Report.objects.all()]
    student.open(old)
    new = student.renew()
    Wrap.objects.all().delete()
    for row in backup:
        row.save()
    destruction.begin()
    restored.send(sender=None)

    assert Student().open(new).status_code == 404
    again = Student()
    assert again.open(old)["Location"] == NEW
    assert again.client.get("/dossier/inhoud/")["Location"] == NEW
    newest = again.renew()
    assert STORY in again.dossier()
    assert Student().open(old).status_code == 404
    assert Student().open(newest)["Location"] == "/dossier/inhoud/"


def test_the_account_says_who_wrote_it_and_the_student_adds_to_it(
    writer: Writer, student: Student, team: list[Member]
) -> None:
    student.open(writer.take_down("paper"))
    student.renew()
    page = student.dossier()
    assert "Mehmet Aydın, vertrouwenspersoon, van een papier van de student" in page
    assert "schreef je melding op" in page
    assert "Je kreeg een nieuwe code" in page
    student.client.post("/dossier/aanvullen/", {"text": "Het was dinsdag, niet maandag."})
    case = Case.objects.get()
    read = staff.unlocked(team[1]).get(f"/zaken/{case.pk}/").content.decode()
    assert "Het was dinsdag, niet maandag." in read
    assert STORY in read


def test_renewing_is_an_event_without_a_person(writer: Writer, student: Student) -> None:
    student.open(writer.take_down())
    student.renew()
    (event,) = Event.objects.filter(verb=Verb.RECEIPT_RENEWED)
    assert (event.actor_id, event.actor_role) == (None, "reporter")
    assert event.subject == Case.objects.get().dossier_id


def test_looking_changes_nothing_until_the_code_is_kept(writer: Writer, student: Student) -> None:
    old = writer.take_down()
    student.open(old)
    first, second = student.shown(), student.shown()
    assert first["nieuw"] != second["nieuw"]
    assert Student().open(old)["Location"] == NEW
    assert Student().open(second["nieuw"]).status_code == 404


def test_a_code_that_was_not_made_here_is_refused(writer: Writer, student: Student) -> None:
    old = writer.take_down()
    student.open(old)
    shown = student.shown()
    own = receipts.new_receipt()
    for sent in (
        {"nieuw": own, "ticket": shown["ticket"]},
        {"nieuw": own},
        {"nieuw": "123"},
        {},
    ):
        assert student.client.post(NEW, sent)["Location"] == NEW
    assert student.client.get("/dossier/inhoud/")["Location"] == NEW


def test_two_clicks_renew_once(writer: Writer, student: Student) -> None:
    student.open(writer.take_down())
    shown, second = student.shown(), Student()
    second.client.cookies = student.client.cookies.copy()
    student.client.post(NEW, shown)
    assert second.client.post(NEW, shown)["Location"] == "/dossier/inhoud/"
    assert STORY in second.dossier()
    assert Event.objects.filter(verb=Verb.RECEIPT_RENEWED).count() == 1


def test_a_lost_answer_loses_nothing(writer: Writer, student: Student) -> None:
    """The server renewed, the answer never came: the browser still holds the old cookie."""
    student.open(writer.take_down())
    shown, old = student.shown(), student.client.cookies["__Host-dossier"].value
    student.client.post(NEW, shown)
    student.client.cookies["__Host-dossier"] = old
    assert student.client.post(NEW, shown)["Location"] == "/dossier/inhoud/"
    assert STORY in student.dossier()


def test_whoever_comes_second_with_the_old_code_is_too_late(
    writer: Writer, student: Student
) -> None:
    """A member who kept the code, and a page that was open already."""
    code = writer.take_down()
    keys = receipts.derive(code)
    late = open_to_renew(locator=keys.locator, wrapping_key=keys.wrapping_key)
    student.open(code)
    student.renew()
    with pytest.raises(UnknownReceipt):
        renew_receipt(own=late, receipt=receipts.derive(receipts.new_receipt()))
    assert STORY in student.dossier()


def test_the_other_browser_of_the_old_code_is_closed(writer: Writer, student: Student) -> None:
    code = writer.take_down()
    other = Student()
    other.open(code)
    student.open(code)
    student.renew()
    assert other.client.get(NEW)["Location"] == "/dossier/"
    assert other.client.get("/dossier/inhoud/")["Location"] == "/dossier/"


def test_a_machine_too_gets_nothing_with_the_old_code(writer: Writer) -> None:
    code = writer.take_down()
    for path, body in (("open/", {}), ("messages/", {"text": "Hallo"})):
        answer = Client().post(
            API + path, {"receipt": code} | body, content_type="application/json"
        )
        assert answer.status_code == 409
        assert answer.json()["type"].endswith("receipt-must-be-renewed")
        assert STORY not in answer.content.decode()
        assert code not in answer.content.decode()


def test_who_reported_alone_is_never_asked(
    school: School, team: list[Member], student: Student
) -> None:
    receipt = receipts.new_receipt()
    file(school, receipt=receipt)
    assert student.open(receipt)["Location"] == "/dossier/inhoud/"
    assert student.client.get(NEW)["Location"] == "/dossier/inhoud/"
    assert student.client.post(NEW, {})["Location"] == NEW


def test_every_opening_of_the_reporter_refuses(writer: Writer) -> None:
    keys = receipts.derive(writer.take_down())
    with pytest.raises(MustRenew):
        open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)


def test_the_flag_lies_under_the_seal(writer: Writer) -> None:
    writer.take_down()
    report = Report.objects.get()
    assert b"must_renew" not in bytes(report.decisions)


def test_the_old_key_is_gone_from_the_keyring(writer: Writer) -> None:
    keys = receipts.derive(writer.take_down())
    dossier = keyring.find(keys)
    before = bytes(dossier.wraps.get(holder="reporter").wrapped or b"")
    own = open_to_renew(locator=keys.locator, wrapping_key=keys.wrapping_key)
    renew_receipt(own=own, receipt=receipts.derive(receipts.new_receipt()))
    wrap = dossier.wraps.get(holder="reporter")
    assert bytes(wrap.wrapped or b"") != before
    dossier.refresh_from_db()
    assert bytes(dossier.locator) != keys.locator


def test_the_page_of_the_new_code_is_light(writer: Writer, student: Student) -> None:
    student.open(writer.take_down())
    assert weight(student.client.get(NEW).content.decode()) <= FIRST_VISIT

"""The preview keeps its word: what it shows is what each reader gets."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.attachments import storage
from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.casework.pages import case_page
from reports.intake.people import recipients_if_filed
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.vault import keyring
from stagebaken.vault.models import Holder, Wrap, WrapState
from tests import cast
from tests.cast import Member, Recovery
from tests.reports.intake.journey import STORY, Reporter, only_case

PAYLOAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def sheet(page: str) -> str:
    """The dashed sheet as its reader reads it."""
    found = re.search(r'<div class="stagebaken-sheet">(.*?)\n</div>\n', page, re.DOTALL)
    assert found
    return unescape(re.sub(r"<[^>]+>", "", found[1]))


def exclude(reporter: Reporter, group: str, user: User) -> None:
    reporter.answer("lezers", **{group: [str(user.pk)]})


def readers_named(page: str) -> set[str]:
    part = page.partition('id="team"')[2].partition('class="stagebaken-sheet"')[0]
    return set(re.findall(r"<strong>(.*?)</strong>", part))


def test_the_team_sees_what_the_sheet_shows(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell()
    file = SimpleUploadedFile("a.txt", b"bewijs")
    reporter.post("verhaal/", {"account": STORY, "documents": [file], "ga": "voegtoe"})
    shown = sheet(reporter.get("controle/"))
    reporter.file()
    opened = open_case(member=team[0].unlocked, case=only_case())
    page = case_page(opened, team[0].user)
    told = dict(page["facts"])
    assert opened.account.account in shown
    assert page["wish"] in shown
    for value in told.values():
        assert all(part in shown for part in value.split("\n"))
    for stored in storage.listing(dossier=opened.case.dossier, keys=opened.keys):
        assert stored.label in shown


def test_the_sheet_shows_nothing_that_the_team_does_not_get(
    reporter: Reporter, team: list[Member]
) -> None:
    reporter.tell()
    page = reporter.get("controle/")
    assert "noor@voorbeeld.nl" not in page
    assert "Niemand ziet je e-mailadres." in page


def test_the_readers_named_are_the_readers(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell()
    exclude(reporter, "team", team[2].user)
    named = readers_named(reporter.get("controle/"))
    reporter.file()
    readers = {one.user.name for one in keyring.readers(only_case().dossier)}
    assert named == readers == {"Mehmet Aydın", "Ilse Bosgra"}


def test_an_excluded_member_sees_nothing_and_is_named(
    reporter: Reporter, team: list[Member]
) -> None:
    reporter.tell()
    exclude(reporter, "team", team[2].user)
    assert "<strong>Wim de Roo</strong> ziet niets" in reporter.get("controle/")
    reporter.file()
    assert not Case.objects.visible_to(team[2].user).exists()
    assert not Wrap.objects.filter(user=team[2].user, state=WrapState.WRAPPED).exists()


def test_with_every_custodian_the_recovery_key_opens(reporter: Reporter) -> None:
    reporter.tell()
    assert "De sleutelbewaarders lezen niet mee." in reporter.get("controle/")
    reporter.file()
    assert Wrap.objects.filter(holder=Holder.RECOVERY, state=WrapState.WRAPPED).count() == 2


def test_without_a_custodian_no_recovery_key_opens(reporter: Reporter, recovery: Recovery) -> None:
    reporter.tell()
    exclude(reporter, "custodians", recovery.custodians[0])
    page = reporter.get("controle/")
    assert "Er is geen reservesleutel voor deze melding." in page
    assert "<strong>Anna de Boer</strong> ziet niets" in page
    reporter.file()
    assert not Wrap.objects.filter(holder=Holder.RECOVERY, state=WrapState.WRAPPED).exists()


def test_a_newcomer_is_told_of(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell(lezers={"outsiders": ""})
    assert "Die kan dit dan ook lezen." in reporter.get("controle/")
    reporter.answer("lezers", outsiders="mijn mentor")
    assert "Die leest dit alleen als jij ja zegt." in reporter.get("controle/")


def test_a_name_that_was_not_given_is_said_not_to_be_there(reporter: Reporter) -> None:
    reporter.tell(naam={"is_known": "no"})
    page = reporter.get("controle/")
    assert "Je naam staat er niet in." in page
    assert "Noor" not in page


@pytest.mark.parametrize("wish", ["keep", "count"])
def test_a_report_without_readers_is_shown_to_be_read_by_nobody(
    reporter: Reporter, wish: str
) -> None:
    reporter.tell()
    reporter.answer("wens", wish=wish)
    page = reporter.get("controle/")
    assert "Niemand van je school kan je verhaal lezen" in page
    assert 'id="team"' not in page


def test_hostile_words_are_words(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell(
        verhaal={"account": PAYLOAD},
        wanneer={"when_text": PAYLOAD},
        bedrijf={"company_text": PAYLOAD},
        lezers={"outsiders": PAYLOAD},
        naam={"known_as": PAYLOAD, "known_contact": PAYLOAD},
    )
    for path in ("verhaal/", "wanneer/", "bedrijf/", "bedrijf/?kies=1", "lezers/", "controle/"):
        page = reporter.get(path)
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_people_of_another_school_are_never_shown(reporter: Reporter, school: School) -> None:
    other = cast.duinkerk()
    stranger = cast.make_member(other, name="Vreemde Eend")
    reporter.tell()
    assert "Vreemde Eend" not in reporter.get("lezers/")
    assert stranger.recipient not in recipients_if_filed(school, ())

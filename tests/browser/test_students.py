"""Students in a real browser: a list brought in by keyboard, an account by mail, a correction."""

from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from schools.students import files, inviting, mails
from schools.students.models import Correction, PlacementPeriod, Student
from stagebaken.web.days import today
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at
from tests.schools.students.people import make_student

__all__ = ["desk_at"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = (
    "studentnummer;naam;e-mail;opleiding;crebo;cohort;klas;geboortedatum\n"
    "1001;Noor Haven;noor@zeewaarde.example;Kok;25997;2025-2026;HO2A;2007-03-04\n"
    "1002;Bram Baken;geen adres;Kok;25997;2025-2026;HO2A;2006-05-06\n"
)
HERE = "/studenten/zeewaarde/"


def look(page: Page, address: str) -> None:
    page.goto(address)
    assert axe(page) == [], address
    assert overflow(page) <= 0, address


def test_every_page_of_a_coordinator_is_accessible_on_a_phone(desk_at: DeskAt) -> None:
    school = cast.zeewaarde()
    ilse = cast.make_team(school)[1]
    noor = make_student(school)
    make_student(school, "1002", name="Bram Baken", email="")
    period = PlacementPeriod.objects.create(
        school=school, cohort=2025, name="Eerste stage", search_start=today(), cut_off=today()
    )
    Correction.objects.create(student=noor, field="group", value="HO2B", day=today())
    file = files.look_at(by=ilse.user, school=school, content=LIST.encode(), source="lijst")
    page = desk_at(ilse, 320)
    one = f"{noor.pk}/"
    for address in ("", "?q=niemand", "inlezen/", f"inlezen/{file.pk}/", "periodes/",
                    f"periodes/{period.pk}/", f"periodes/{period.pk}/weghalen/", "correcties/",
                    one, f"{one}wijzigen/", f"{one}uitschrijven/", f"{one}wissen/",
                    f"{one}toegang/"):  # fmt: skip
        look(page, HERE + address)


def test_a_list_comes_in_without_script_and_by_keyboard(desk_at: DeskAt, tmp_path: Path) -> None:
    school = cast.zeewaarde()
    ilse = cast.make_team(school)[1]
    listing = tmp_path / "studenten.csv"
    listing.write_text(LIST)
    page = desk_at(ilse, 1280, js=False)
    page.goto(f"{HERE}inlezen/")
    page.get_by_label("De lijst", exact=True).set_input_files(listing)
    page.get_by_role("button", name="Kijk wat er zou veranderen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dit zou er veranderen")).to_be_visible()
    expect(page.get_by_text("nergens bewaard: geboortedatum")).to_be_visible()
    expect(page.get_by_text("Het e-mailadres klopt niet.")).to_be_visible()
    assert not Student.objects.exists()
    page.get_by_role("button", name="Lees de lijst in").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Noor Haven")).to_be_visible()
    assert Student.objects.count() == 1
    page.get_by_label("Kies Noor Haven").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Nodig uit wie is aangevinkt").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 uitnodiging is onderweg")).to_be_visible()


def test_a_student_comes_in_by_mail_and_says_what_is_not_right(
    page_at: PageAt, desk_at: DeskAt, live_server: LiveServer
) -> None:
    school = cast.zeewaarde()
    ilse = cast.make_team(school)[1]
    noor = make_student(school)
    inviting.invite(by=ilse.user, student=noor)
    mails.mail_invitation.call(str(noor.pk))
    link = next(word for word in mail.outbox[-1].body.split() if "/uitnodiging/" in word)
    desk = desk_at(ilse, 1280)  # from here on cookies need no TLS

    page = page_at(390)
    page.goto(live_server.url + "/" + link.partition("//")[2].partition("/")[2])
    page.get_by_label("Kies een wachtwoord").fill(cast.PASSWORD)
    page.get_by_label("Het wachtwoord nog een keer").fill(cast.PASSWORD)
    page.get_by_role("button", name="Neem de uitnodiging aan").click()
    expect(page.get_by_role("heading", name="Mijn stage", level=1)).to_be_visible()
    assert axe(page) == []
    assert overflow(page) <= 0
    page.get_by_role("link", name="Geef door wat niet klopt").click()
    assert axe(page) == []
    assert overflow(page) <= 0
    page.get_by_label("Klas").fill("HO2B")
    page.get_by_role("button", name="Geef het door").click()
    expect(page.get_by_text("Jij zegt: HO2B")).to_be_visible()
    assert axe(page) == []

    desk.goto(f"{HERE}{noor.pk}/")
    assert axe(desk) == []
    desk.get_by_role("button", name="Neem over").click()
    expect(desk.get_by_text("Overgenomen.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Jij zegt")).to_have_count(0)
    noor.refresh_from_db()
    assert noor.group == "HO2B"

"""Who still looks, and words between a student and a coordinator, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from schools.messages.models import Message
from schools.students.models import PlacementPeriod
from stagebaken.web.days import today
from tests import cast
from tests.browser.chromium import axe, overflow
from tests.browser.desk import DeskAt, desk_at
from tests.schools.students.people import let_in, make_student

__all__ = ["desk_at"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/studenten/zeewaarde/"


def test_a_coordinator_goes_from_the_list_to_a_message_on_a_phone(desk_at: DeskAt) -> None:
    school = cast.zeewaarde()
    ilse = cast.make_team(school)[1]
    noor = make_student(school)
    let_in(noor, ilse.user)
    noor.joined_on = today() - timedelta(days=30)
    noor.save()
    make_student(school, "1002", name="Bram Baken", email="bram@zeewaarde.example")
    PlacementPeriod.objects.create(
        school=school, cohort=2025, name="Eerste stage", cut_off=today(),
        search_start=today() - timedelta(days=30),
    )  # fmt: skip
    page = desk_at(ilse, 390)
    for address in ("plaatsing/", "plaatsing/groepen/", f"{noor.pk}/tijdlijn/", "berichten/"):
        page.goto(HERE + address)
        assert axe(page) == [], address
        assert overflow(page) <= 0, address
    page.goto(f"{HERE}plaatsing/")
    page.get_by_role("link", name="Schrijf een bericht").click()
    page.get_by_label("Jouw bericht").fill("Lukt het met zoeken?")
    page.get_by_role("button", name="Stuur bericht").click()
    expect(page.get_by_text("Lukt het met zoeken?")).to_be_visible()
    assert axe(page) == []
    assert overflow(page) <= 0


def test_a_message_goes_out_by_keyboard_without_script(desk_at: DeskAt) -> None:
    school = cast.zeewaarde()
    ilse = cast.make_team(school)[1]
    noor = make_student(school)
    let_in(noor, ilse.user)
    page = desk_at(ilse, 1280, js=False)
    page.goto(f"{HERE}{noor.pk}/berichten/")
    page.get_by_label("Jouw bericht").fill("Kom even langs.")
    page.get_by_role("button", name="Stuur bericht").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("De student krijgt een mail")).to_have_count(2)
    assert Message.objects.count() == 1

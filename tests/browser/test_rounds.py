"""Stagematching in a real browser: a coordinator makes a round without script, on a phone."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from placements.matching import actions
from placements.matching.models import Round
from stagebaken.web.days import suppose, today
from tests import cast
from tests.browser.chromium import axe, overflow
from tests.browser.desk import DeskAt, desk_at
from tests.placements.matching.rounds import CREBO, Matching, a_place
from tests.schools.students.people import make_student

__all__ = ["desk_at"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/stagematching/zeewaarde/"


def look(page: Page, address: str) -> None:
    page.goto(address)
    assert axe(page) == [], address
    assert overflow(page) <= 0, address


def test_a_round_is_made_and_opened_without_script(desk_at: DeskAt) -> None:
    school = cast.zeewaarde()
    ilse = cast.make_team(school)[1]
    make_student(school, crebo=CREBO)
    a_place("Dichtbij")
    page = desk_at(ilse, 390, js=False)
    page.goto(f"{HERE}nieuw/")
    page.get_by_label("Naam van de ronde").fill("Voorjaar")
    page.get_by_label("Eerste dag van de stage").fill("2027-02-01")
    page.get_by_label("Laatste dag van de stage").fill("2027-07-02")
    page.get_by_label("Wat telt eerst?").select_option("travel")
    page.get_by_role("button", name="Verder naar de plekken").click()
    expect(page.get_by_role("heading", name="Plekken in deze ronde")).to_be_visible()
    page.get_by_role("button", name="Zet erin").click()
    expect(page.get_by_text("‘Dichtbij’ zit erin.")).to_be_visible()
    round_ = Round.objects.get()
    page.goto(f"{HERE}{round_.pk}/openen/")
    page.get_by_label("Laatste dag om een lijst in te leveren").fill(today().isoformat())
    page.get_by_role("button", name="Ja, open de ronde").click()
    expect(page.get_by_text("De ronde is open.")).to_be_visible()
    round_.refresh_from_db()
    expect(page.get_by_text(round_.seed_sha256)).to_be_visible()
    assert overflow(page) <= 0


def solved(matching: Matching) -> Round:
    """Its days are over; one student without a place."""
    with suppose(today() - timedelta(days=9)):
        offer = matching.offer(draft := matching.draft("travel"), "Dichtbij")
        matching.offer(draft, "Vrij")
        closes_on = today() + timedelta(days=3)
        round_ = actions.open_round(by=matching.ilse, round_=draft, closes_on=closes_on)
        for name in ("Ana", "Bo"):
            matching.hand_in(round_, matching.student(name), offer)
    actions.close(by=matching.ilse, round_=round_)
    return actions.solve(by=matching.ilse, round_=round_)


def test_every_page_of_a_round_is_accessible_and_a_move_asks_first(desk_at: DeskAt) -> None:
    matching = Matching(cast.zeewaarde())
    round_ = solved(matching)
    with_place = round_.assignments.exclude(offer=None).get().student_id
    draft = matching.draft("goals")
    matching.offer(draft, "Ver")
    page = desk_at(SimpleNamespace(user=matching.ilse), 390)
    mine, other = f"{HERE}{round_.pk}/", f"{HERE}{draft.pk}/"
    for address in (HERE, f"{HERE}nieuw/", other, f"{other}plekken/", f"{other}openen/",
                    f"{other}stoppen/", mine, f"{mine}lijsten/", f"{mine}uitslag/",
                    f"{mine}cijfers/", f"{mine}ernaast/", f"{mine}bewijs/",
                    f"{mine}bekendmaken/"):  # fmt: skip
        look(page, address)
    look(page, f"{mine}uitslag/{with_place}/")
    page.get_by_label("Naar welke plek?").select_option("geen")
    page.get_by_label("Waarom?").select_option("asked")
    page.get_by_label("Leg het uit").fill("Vroeg het zelf.")
    page.get_by_role("button", name="Bekijk wat dit doet").click()
    expect(page.get_by_role("heading", name="verplaatsen?")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Ja, verplaats").click()
    expect(page.get_by_text("De reden staat erbij")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    look(page, f"{mine}uitslag/")

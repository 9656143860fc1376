"""Days that were agreed, and danger at the top of the board, in small and wide windows."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reports.casework import actions
from reports.casework.models import Case, Status
from reports.handover.expecting import proposed
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind
from stagebaken.ui.templatetags.ui import day_month
from stagebaken.vault import receipts
from stagebaken.web.days import today
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.browser.test_handover import unlock
from tests.cast import make_advisor, make_team, zeewaarde
from tests.reports.filing import file
from tests.reports.handover.conftest import RESPONSE, Scene, investigation

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [390, 1280])
RECEIPT = receipts.normalise("0" * 25)


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    school = zeewaarde()
    return Scene(school, make_team(school), file(school, receipt=RECEIPT))


def look(page: Page) -> None:
    assert axe(page) == []
    assert overflow(page) == 0


def open_dossier(page: Page) -> None:
    page.goto("/dossier/")
    page.locator("input[name=code]").fill(receipts.grouped(RECEIPT))
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("heading", name="Jouw dossier").wait_for()


@WIDTHS
def test_sbb_names_a_day_and_another_and_both_others_read_it(
    scene: Scene, desk_at: DeskAt, page_at: PageAt, width: int
) -> None:
    arend = make_advisor()
    scene.hand_over()
    sbb = desk_at(arend, width)
    unlock(sbb, f"/toezicht/zaken/{investigation().pk}/")
    look(sbb)
    sbb.get_by_label("Eerste reactie aan de school").fill(RESPONSE)
    assert sbb.get_by_label("Wanneer hoort de school weer iets?").input_value()
    sbb.get_by_role("button", name="Stuur naar de school").click()
    sbb.get_by_text("Noem een andere dag").click()
    day = proposed() + timedelta(days=7)
    sbb.get_by_label("Wanneer hoort de school weer iets?").fill(day.isoformat())
    sbb.get_by_label("Waarom een andere dag?").fill("Het bedrijf vroeg uitstel.")
    look(sbb)
    sbb.get_by_role("button", name="Stuur de nieuwe dag").click()
    expect(sbb.get_by_text("De nieuwe dag is naar de school.")).to_be_visible()
    school = desk_at(scene.mehmet, width)
    unlock(school, f"/zaken/{scene.case.pk}/")
    expect(school.get_by_text("SBB verwacht uiterlijk op")).to_be_visible()
    look(school)
    student = page_at(width)
    open_dossier(student)
    said = f"SBB verwacht uiterlijk op {day_month(day)} iets te zeggen"
    expect(student.locator(".stagebaken-track").get_by_text(said)).to_be_visible()
    look(student)


@WIDTHS
def test_a_talk_that_moves_is_on_the_road_and_in_the_conversation(
    scene: Scene, desk_at: DeskAt, page_at: PageAt, width: int
) -> None:
    does: dict[str, Any] = {"member": scene.mehmet.unlocked, "case": scene.case}
    scene.acknowledge()
    actions.move(**does, to=Status.INTAKE, day=today() + timedelta(days=3))
    task, later = Task.objects.get(kind=Kind.TALK), today() + timedelta(days=9)
    school = desk_at(scene.mehmet, width)
    unlock(school, f"/zaken/{scene.case.pk}/taken/{task.pk}/")
    look(school)
    school.get_by_label("Klaar op").fill(later.isoformat())
    school.get_by_role("button", name="Bewaar").click()
    expect(school.get_by_text("De melder leest de nieuwe dag")).to_be_visible()
    student = page_at(width)
    open_dossier(student)
    road = student.locator(".stagebaken-track")
    expect(road.get_by_text(f"Gesprek op {day_month(later)}")).to_be_visible()
    expect(student.get_by_text("Het gesprek is op een andere dag")).to_be_visible()
    look(student)


@WIDTHS
def test_danger_whose_reporter_was_asked_something_stands_first(
    scene: Scene, desk_at: DeskAt, width: int
) -> None:
    case = file(scene.school, story="Ik ben bang.", danger="now").dossier.case
    actions.reply(member=scene.mehmet.unlocked, case=case, text="Waar ben je nu?")
    assert Case.objects.get(pk=case.pk).turn == "reporter"
    school = desk_at(scene.mehmet, width)
    open_vault(school)
    first = school.locator(".stagebaken-board__column--lit .stagebaken-case").first
    assert case.number in first.inner_text()
    assert "De melder is aan de beurt" in first.inner_text()
    look(school)

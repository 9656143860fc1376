"""A student names a programme as they know it: few know its crebo."""

import pytest

from placements.replacement.forms import WantedForm
from tests.placements.search.conftest import programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def taught() -> None:
    programme("90211", "Autotechnicus", 2)
    programme("90300", "Kok", 2)
    programme("90301", "Kok", 3)
    programme("90302", "Leidinggevende keuken", 4)


@pytest.fixture(autouse=True)
def place(company: object) -> None:
    """A place to look around."""


def form(typed: str) -> WantedForm:
    return WantedForm({"near": "Oosterhaven", "crebo": typed})


@pytest.mark.parametrize(
    "typed", ["autotechnicus", "AUTOTECHN", "90211", " 90211 ", "Autotechnicus (90211)"]
)
def test_a_programme_is_found_by_its_name_or_its_code(typed: str) -> None:
    asked = form(typed)
    assert asked.is_valid(), asked.errors
    assert asked.wanted.crebo == "90211"


def test_a_programme_need_not_be_named() -> None:
    for typed in ("", "  "):
        asked = form(typed)
        assert asked.is_valid()
        assert asked.wanted.crebo == ""


def test_of_several_it_is_asked_which_one_is_meant() -> None:
    said = str(form("kok").errors["crebo"])
    assert "Kok, niveau 2 (90300), Kok, niveau 3 (90301)" in said


@pytest.mark.parametrize("typed", ["sterrenwichelaar", "x", "9021", "<script>", "٩٠٢١١", "1234567"])
def test_a_programme_that_nobody_knows_is_said_in_words(typed: str) -> None:
    said = str(form(typed).errors["crebo"])
    assert "Deze opleiding kennen we niet" in said or "Welke bedoel je?" in said
    assert "<script>" not in said


def test_what_was_chosen_before_is_shown_by_its_name() -> None:
    shown = WantedForm(initial={"near": "Oosterhaven", "crebo": "90211"})
    assert shown["crebo"].value() == "Autotechnicus (90211)"
    assert form(shown["crebo"].value()).is_valid()

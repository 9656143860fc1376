"""Figures of students who do not exist: of the demo's school, and of a whole country."""

import re
from argparse import ArgumentTypeError
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from placements.releases.models import Kind, PublishedCell, Release, SchoolConsent, Scope
from reports.demo import outcomes
from reports.demo.management.commands.demo import seed
from reports.demo.schoolnames import NAMES
from schools.registry.models import School
from schools.students.models import Student
from tests import cast

TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.django_db


@pytest.fixture
def fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small country."""
    monkeypatch.setattr(outcomes, "OF_A_SCHOOL", 150)
    monkeypatch.setattr(outcomes, "OF_A_COUNTRY", 700)
    monkeypatch.setattr(outcomes, "NAMES", NAMES[:3])


@pytest.mark.usefixtures("fewer")
def test_the_school_of_the_demo_has_a_year_of_figures_and_shows_them() -> None:
    school = cast.zeewaarde()
    administrator = cast.make_administrator(school)
    outcomes.publish_own(today=TODAY, school=school, by=administrator)
    made = Release.objects.get()
    assert (made.school, made.kind, made.scope) == (school, Kind.FINAL, Scope.SCHOOL)
    assert made.released_on <= TODAY
    total = PublishedCell.objects.get(release=made, table="total", name="n")
    assert total.value == 150
    assert SchoolConsent.objects.get(school=school).withdrawn_on is None
    assert not Student.objects.exists()


@pytest.mark.usefixtures("fewer")
def test_a_country_has_schools_that_take_no_reports_and_figures_of_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outcomes, "publish_gap", lambda **_: None)
    said = list(outcomes.publish_country(today=TODAY, seed=3))
    kinds = outcomes.kinds(TODAY)
    assert School.objects.filter(is_open=False).count() == 3
    assert Release.objects.count() == 3 * len(kinds)
    assert {(one.year, one.kind) for one in Release.objects.all()} == set(kinds)
    assert said[0] == "3 verzonnen scholen."
    assert said[-1].startswith(("mbo ", "Verschil tussen groepen: "))


@pytest.mark.slow
def test_the_gap_of_a_country_comes_out_and_of_its_regions_where_it_may() -> None:
    list(outcomes.publish_country(today=TODAY, seed=3))
    gaps = Release.objects.exclude(scope=Scope.SCHOOL)
    assert gaps.filter(scope=Scope.COUNTRY).count() == 1
    assert 3 <= gaps.filter(scope=Scope.REGION).count() < 9


def test_provisional_figures_come_out_only_of_a_later_year(monkeypatch: pytest.MonkeyPatch) -> None:
    same = [(2025, Kind.FINAL), (2025, Kind.PROVISIONAL)]
    monkeypatch.setattr(outcomes, "latest", lambda day: same)
    assert outcomes.kinds(TODAY) == same[:1]
    later = [(2024, Kind.FINAL), (2025, Kind.PROVISIONAL)]
    monkeypatch.setattr(outcomes, "latest", lambda day: later)
    assert outcomes.kinds(TODAY) == later


def test_sixty_schools_have_names_of_their_own() -> None:
    assert len(NAMES) == len(set(NAMES)) == 60
    assert all(re.fullmatch(r"[A-Z][a-z]+", name) for name in NAMES)


@pytest.mark.parametrize("text", ["-1", "1.5", "x", ""])
def test_a_seed_is_a_whole_number(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        seed(text)
    with pytest.raises(CommandError):
        call_command("demo", "--seed", text)


def test_a_size_that_there_is_not_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("demo", "--size", "world")

"""The scene of agreements, with a period that began twenty days ago."""

from datetime import timedelta

import pytest
from django.test import Client

from schools.students.models import PlacementPeriod
from stagebaken.web.days import today
from tests.placements.agreements.scene import Scene, make_scene
from tests.schools.students.browsers import browser


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def period(scene: Scene) -> PlacementPeriod:
    return PlacementPeriod.objects.create(
        school=scene.school, cohort=2026, name="Voorjaar",
        search_start=today() - timedelta(days=20), cut_off=today() + timedelta(days=60),
    )  # fmt: skip


@pytest.fixture
def desk(scene: Scene, period: PlacementPeriod) -> Client:
    return browser(scene.ilse)


@pytest.fixture
def phone(scene: Scene, period: PlacementPeriod) -> Client:
    return browser(scene.user)

"""The scene of every test here that needs rows."""

import pytest

from tests.placements.cohorts.scene import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()

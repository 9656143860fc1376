"""The scene of every test here."""

import pytest

from tests.placements.agreements.scene import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()

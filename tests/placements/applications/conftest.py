"""The scene of every test here."""

import pytest
from django.test import Client

from tests.placements.applications.scene import Scene, make_scene
from tests.stagebaken.accounts.signing_in import sign_in


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def company(scene: Scene) -> Client:
    client = Client()
    sign_in(client, scene.gijs)
    return client


@pytest.fixture
def student(scene: Scene) -> Client:
    client = Client()
    sign_in(client, scene.user)
    return client

"""A garage that is found, and a student who looks for such a place."""

from collections.abc import Iterator

import pytest
from django.test import Client

from placements.search import vocabulary
from tests.placements.applications.scene import Scene, make_scene
from tests.stagebaken.accounts.signing_in import sign_in


@pytest.fixture(autouse=True)
def no_words_of_another_test() -> Iterator[None]:
    vocabulary.forget()
    yield
    vocabulary.forget()


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def student(scene: Scene) -> Client:
    client = Client()
    sign_in(client, scene.user)
    return client

"""A student with a school, and its coordinator."""

import pytest
from django.test import Client

from stagebaken.accounts.models import Role, User
from tests.cast import join, make_user
from tests.placements.applications.scene import Scene, make_scene
from tests.stagebaken.accounts.signing_in import sign_in


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def student(scene: Scene) -> Client:
    client = Client()
    sign_in(client, scene.user)
    return client


@pytest.fixture
def coordinator(scene: Scene) -> User:
    user = make_user("Co Ordinator")
    join(scene.school, user, Role.INTERNSHIP_COORDINATOR)
    return user


@pytest.fixture
def office(coordinator: User) -> Client:
    client = Client()
    sign_in(client, coordinator)
    return client

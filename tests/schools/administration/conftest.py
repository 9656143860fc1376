"""Signed-in browsers for each of the cast."""

import pytest
from django.test import Client

from stagebaken.accounts.models import User
from tests.stagebaken.accounts.signing_in import sign_in


def browser(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


@pytest.fixture
def administration(administrator: User) -> Client:
    """The browser of the school's administrator."""
    return browser(administrator)

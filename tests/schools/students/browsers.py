"""A signed-in browser for the pages."""

from django.test import Client

from stagebaken.accounts.models import User
from tests.stagebaken.accounts.signing_in import sign_in


def browser(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client

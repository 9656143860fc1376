"""Browsers of people who are signed in as they would be."""

from django.test import Client

from stagebaken.accounts.models import User
from tests.stagebaken.accounts.signing_in import show, sign_in


def of_contact(user: User) -> Client:
    """A contact gives the mailed code."""
    client = Client()
    client.force_login(user)
    show(client, user, "password", "code")
    return client


def of_checker(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client

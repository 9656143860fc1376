"""What a person does on the pages of an account, with Django's test client."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from stagebaken.accounts.models import User
from tests.stagebaken.accounts.conftest import PASSWORD


def give_password(client: Client, user: User, password: str = PASSWORD) -> Any:
    """Fill in the login page."""
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def mailed_code() -> str:
    """Read the code in the last mail."""
    found = re.search(r"\b\d{4}-\d{4}\b", str(mail.outbox[-1].body))
    assert found is not None
    return found[0]


def give_code(client: Client, code: str, name: str = "account_confirm_login_code") -> Any:
    return client.post(reverse(name), {"code": code, "action": "verify"})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def may_work(client: Client) -> bool:
    """Say whether the person gets past every gate to a page of their own."""
    return bool(client.get(reverse("account_overview")).status_code == 200)

"""Signed-in people for attacks from inside: a client with a second factor and an open vault."""

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from stagebaken.accounts.models import User
from stagebaken.vault import sessions
from tests.cast import PASSPHRASE, Member
from tests.stagebaken.accounts.signing_in import sign_in


def signed_in(user: User, **options: bool) -> Client:
    client = Client(**options)  # type: ignore[arg-type]
    sign_in(client, user)
    return client


def unlocked(member: Member, **options: bool) -> Client:
    """A member at work: signed in, vault open."""
    client = signed_in(member.user, **options)
    open_vault(client, member)
    return client


def open_vault(client: Client, member: Member) -> None:
    """What the page /zaken/kluis/openen/ does, without the page."""
    request = HttpRequest()
    request.session = client.session
    request.user = member.user
    sessions.unlock(request, member.recipient, PASSPHRASE)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    client.cookies[sessions.VAULT_COOKIE] = request.vault_cookie  # type: ignore[attr-defined]


def reporter(receipt: str, **options: bool) -> Client:
    """The browser of whoever holds this receipt."""
    client = Client(**options)  # type: ignore[arg-type]
    assert client.post("/dossier/", {"code": receipt}).status_code == 302
    return client

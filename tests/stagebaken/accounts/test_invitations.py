"""Invitations: signed, expiring, good once."""

import re
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail, signing
from django.test import Client
from django.urls import reverse

from stagebaken.accounts.actions import create_invited_user
from stagebaken.accounts.invitations import (
    ExpiredInvitation,
    InvalidInvitation,
    Purpose,
    invitation_accepted,
    issue,
    redeem,
)
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from tests.stagebaken.accounts.conftest import PASSWORD
from tests.stagebaken.accounts.pages import give_password, is_signed_in, may_work

pytestmark = pytest.mark.django_db
MEMBERSHIP = uuid4()


@pytest.fixture
def invited() -> User:
    return create_invited_user(email=" Fatima@School.test ", name="Fatima")


@pytest.fixture(autouse=True)
def accepted() -> Iterator[list[UUID]]:
    """Take the place of the room that invites: it hears which memberships were accepted."""
    heard: list[UUID] = []
    receivers = invitation_accepted.receivers
    invitation_accepted.receivers = []
    invitation_accepted.sender_receivers_cache.clear()

    def hear(invitation: Any, **_: Any) -> None:
        if invitation.membership_id in heard:
            raise InvalidInvitation
        heard.append(invitation.membership_id)

    invitation_accepted.connect(hear)
    yield heard
    invitation_accepted.receivers = receivers
    invitation_accepted.sender_receivers_cache.clear()


def accept(client: Client, token: str, password: str = PASSWORD) -> Any:
    client.get(reverse("account_open_invitation", kwargs={"token": token}))
    data = {"password1": password, "password2": password}
    return client.post(reverse("account_invitation"), data)


def test_an_invited_person_gets_an_account_that_opens_with_nothing(
    client: Client, invited: User
) -> None:
    assert invited.email == "fatima@school.test"
    give_password(client, invited, "")
    give_password(client, invited)
    assert not is_signed_in(client)


def test_a_forgotten_password_is_no_way_around_the_invitation(
    client: Client, invited: User
) -> None:
    client.post(reverse("account_reset_password"), {"email": invited.email})
    assert mail.outbox == []


def test_inviting_an_address_again_gives_the_same_account(invited: User) -> None:
    again = create_invited_user(email="fatima@school.test", name="Iemand anders")
    assert again == invited
    assert again.name == "Fatima"


def test_an_invited_person_chooses_a_password_and_is_in(
    client: Client, invited: User, accepted: list[UUID]
) -> None:
    token = issue(invited, Purpose.MEMBERSHIP, MEMBERSHIP)
    opened = client.get(reverse("account_open_invitation", kwargs={"token": token}))
    assert opened.headers["Location"] == reverse("account_invitation")  # no token in the address
    assert "Welkom, Fatima" in client.get(reverse("account_invitation")).content.decode()
    assert accept(client, token).url == reverse("account_start")
    assert accepted == [MEMBERSHIP]
    assert may_work(client)
    assert EmailAddress.objects.get(user=invited).verified
    assert Event.objects.filter(verb=Verb.INVITATION_ACCEPTED, subject=invited.pk).count() == 1


def test_an_invitation_is_good_once(client: Client, invited: User, accepted: list[UUID]) -> None:
    token = issue(invited, Purpose.MEMBERSHIP, MEMBERSHIP)
    accept(client, token)
    thief = Client()
    answer = accept(thief, token, "het wachtwoord van een dief")
    assert answer.status_code == 410
    assert not is_signed_in(thief)
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)
    assert accepted == [MEMBERSHIP]


def test_two_open_pages_accept_once(invited: User, accepted: list[UUID]) -> None:
    token = issue(invited, Purpose.MEMBERSHIP, MEMBERSHIP)
    first, second = Client(), Client()
    for client in (first, second):
        client.get(reverse("account_open_invitation", kwargs={"token": token}))
    data = {"password1": PASSWORD, "password2": PASSWORD}
    assert first.post(reverse("account_invitation"), data).status_code == 302
    assert second.post(reverse("account_invitation"), data).status_code == 410
    assert accepted == [MEMBERSHIP]


def test_an_invitation_expires(
    client: Client, invited: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = issue(invited, Purpose.MEMBERSHIP, MEMBERSHIP)
    for days, holds in ((13, True), (15, False)):
        clock = SimpleNamespace(time=lambda days=days: time.time() + days * 86_400)
        monkeypatch.setattr(signing, "time", clock)
        if holds:
            assert redeem(token).user == invited
            continue
        with pytest.raises(ExpiredInvitation):
            redeem(token)
        page = client.get(reverse("account_open_invitation", kwargs={"token": token}))
        assert page.status_code == 410
        assert "te oud" in page.content.decode()


def test_a_changed_token_is_refused(client: Client, invited: User) -> None:
    token = issue(invited, Purpose.MEMBERSHIP, MEMBERSHIP)
    for place in range(0, len(token), 7):
        other = "A" if token[place] != "A" else "B"
        changed = token[:place] + other + token[place + 1 :]
        with pytest.raises(InvalidInvitation):
            redeem(changed)
    for nonsense in ("", "abc", token + "x", token.replace(":", "")):
        with pytest.raises(InvalidInvitation):
            redeem(nonsense)
    page = client.get(reverse("account_open_invitation", kwargs={"token": token[:-1]}))
    assert page.status_code == 410


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"email": "iemand@anders.test"}, {"password": "!x"}]
)
def test_an_invitation_dies_when_the_account_changes(invited: User, change: dict[str, Any]) -> None:
    token = issue(invited, Purpose.MEMBERSHIP, MEMBERSHIP)
    User.objects.filter(pk=invited.pk).update(**change)
    with pytest.raises(InvalidInvitation):
        redeem(token)


def test_the_token_does_not_give_the_password_hash_away(nobody: User) -> None:
    token = issue(nobody, Purpose.MEMBERSHIP, MEMBERSHIP)
    content = signing.loads(token, salt="stagebaken/invitation/v1")
    assert nobody.password not in str(content)


def test_a_weak_first_password_is_refused(client: Client, invited: User) -> None:
    token = issue(invited, Purpose.MEMBERSHIP, MEMBERSHIP)
    for weak in ("kort", "fatima@school.test", "q1w2e3r4t5y6"):
        answer = accept(client, token, weak)
        assert answer.status_code == 200, weak
    assert not is_signed_in(client)


def test_somebody_with_an_account_signs_in_to_accept(
    client: Client, nobody: User, accepted: list[UUID]
) -> None:
    token = issue(nobody, Purpose.MEMBERSHIP, MEMBERSHIP)
    opened = client.get(reverse("account_open_invitation", kwargs={"token": token}), follow=True)
    assert "Log daarmee in" in opened.content.decode()
    client.post(reverse("account_invitation"))
    assert accepted == []
    link = re.search(r'href="([^"]*next=[^"]*)"', opened.content.decode())
    assert link is not None
    answer = client.post(link[1], {"login": nobody.email, "password": PASSWORD})
    assert answer.url == reverse("account_invitation")
    assert client.post(reverse("account_invitation")).url == reverse("account_start")
    assert accepted == [MEMBERSHIP]
    # The membership says that it was accepted already.
    accept(client, token)
    assert accepted == [MEMBERSHIP]
    nobody.refresh_from_db()
    assert nobody.check_password(PASSWORD)


def test_somebody_else_cannot_accept(
    client: Client, nobody: User, contact: User, accepted: list[UUID]
) -> None:
    token = issue(contact, Purpose.MEMBERSHIP, MEMBERSHIP)
    give_password(client, nobody)
    accept(client, token)
    assert accepted == []


def test_a_refusal_by_the_room_leaves_everything_as_it_was(
    client: Client, invited: User, accepted: list[UUID]
) -> None:
    accepted.append(MEMBERSHIP)  # withdrawn or accepted elsewhere
    answer = accept(client, issue(invited, Purpose.MEMBERSHIP, MEMBERSHIP))
    assert answer.status_code == 410
    invited.refresh_from_db()
    assert not invited.has_usable_password()
    assert not EmailAddress.objects.get(user=invited).verified

"""A member makes their own key, and what happens when the passphrase is lost."""

import pytest
from django.core import mail

from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import membership
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.wrapping import fingerprint
from tests import cast
from tests.reports.strongroom.conftest import Open
from tests.reports.strongroom.screens import deliver, shown_words
from tests.stagebaken.accounts.signing_in import sign_in


def test_a_new_member_makes_a_key_with_words_that_we_made(
    school: School, safe: cast.Recovery, screen: Open
) -> None:
    user = cast.make_user("Noor Bakker", school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)

    passphrase = screen(user).make_key()

    made = Recipient.objects.get(user=user)
    assert made.state == RecipientState.KEYED
    assert made.role == Role.INTERNSHIP_COORDINATOR
    assert len(passphrase.split()) == 8
    assert membership.own_key(made, passphrase)
    event = Event.objects.filter(verb=Verb.KEYED).get()
    assert (event.actor_id, event.subject) == (user.pk, made.pk)


def test_every_new_key_is_mailed_to_the_whole_team_without_a_name(
    school: School, mehmet: cast.Member, screen: Open
) -> None:
    user = cast.make_user("Noor Bakker", school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)

    screen(user).make_key()

    told = deliver()
    assert {mehmet.user.email, user.email} <= told
    assert not any("Noor" in f"{message.subject} {message.body}" for message in mail.outbox)


def test_wrong_words_make_no_key_and_are_asked_anew(
    school: School, safe: cast.Recovery, screen: Open
) -> None:
    user = cast.make_user("Noor Bakker", school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)
    browser = screen(user)
    browser.post("own")
    words = shown_words(browser.get("words"))

    answer = browser.type_back("check", ["acid"] * 8)

    assert answer.status_code == 422
    assert not Recipient.objects.exists()
    assert browser.type_back("check", words).status_code == 200


def test_the_fingerprint_is_worked_out_from_the_private_key(
    school: School, safe: cast.Recovery, screen: Open
) -> None:
    waiting = cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)

    answer = screen(waiting.user).post("fingerprint", {"passphrase": cast.PASSPHRASE})

    groups = fingerprint(waiting.recipient.public_key).split()
    assert all(group in answer.content.decode() for group in groups)


def test_a_swapped_public_key_shows_no_fingerprint_but_an_alarm(
    school: School, safe: cast.Recovery, screen: Open
) -> None:
    """Else both screens would show the attacker's fingerprint, and they would be equal."""
    waiting = cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)
    puppet = cast.make_member(school, name="Pop")
    Recipient.objects.filter(pk=waiting.recipient.pk).update(public_key=puppet.recipient.public_key)

    answer = screen(waiting.user).post("fingerprint", {"passphrase": cast.PASSPHRASE})

    assert answer.status_code == 409
    event = Event.objects.filter(verb=Verb.UNLOCK_FAILED).get()
    assert (event.subject, event.detail) == (waiting.recipient.pk, {"reason": "untrusted"})


def test_a_changed_passphrase_opens_the_same_key(mehmet: cast.Member, screen: Open) -> None:
    browser = screen(mehmet.user)
    assert browser.post("change", {"passphrase": cast.PASSPHRASE}).status_code == 302
    words = shown_words(browser.get("words"))

    browser.type_back("check", words)

    assert browser.unlock().status_code == 422
    assert browser.unlock(" ".join(words)).status_code == 302
    assert Recipient.objects.get(user=mehmet.user).pk == mehmet.recipient.pk
    assert Event.objects.filter(verb=Verb.PASSPHRASE_RENEWED).exists()


def test_nobody_changes_a_passphrase_without_the_old_one(mehmet: cast.Member, screen: Open) -> None:
    browser = screen(mehmet.user)

    assert browser.post("change", {"passphrase": "acid acid"}).status_code == 422
    assert browser.get("words").status_code == 302


def test_who_lost_the_passphrase_is_told_what_is_lost_and_waits_for_admission(
    mehmet: cast.Member, ilse: cast.Member, screen: Open
) -> None:
    browser = screen(mehmet.user)
    assert "Je oude sleutel opent niets meer" in browser.text("own")

    browser.make_key()

    states = dict(Recipient.objects.filter(user=mehmet.user).values_list("pk", "state"))
    assert states.pop(mehmet.recipient.pk) == RecipientState.RETIRED
    assert list(states.values()) == [RecipientState.KEYED]
    assert "wacht op toelating" in browser.text()


def test_making_another_key_asks_who_you_are_again(mehmet: cast.Member, screen: Open) -> None:
    browser = screen(mehmet.user)
    sign_in(browser.client, mehmet.user, recent=False)

    assert browser.post("own").status_code == 302
    assert browser.get("words").status_code == 302
    assert Recipient.objects.get(user=mehmet.user).state == RecipientState.ADMITTED


def test_before_the_recovery_key_there_is_no_key_of_ones_own(school: School, screen: Open) -> None:
    user = cast.make_user("Noor Bakker", school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)
    browser = screen(user)

    assert browser.post("own").status_code == 302
    assert browser.get("words").status_code == 302
    assert "wachten op de herstelsleutel" in browser.text()


def test_a_custodian_makes_no_key_of_their_own(
    school: School, safe: cast.Recovery, screen: Open
) -> None:
    assert screen(safe.custodians[0]).post("own").status_code == 403


@pytest.mark.parametrize("page", ["words", "check"])
def test_a_copied_session_without_the_cookie_shows_no_words(
    school: School, safe: cast.Recovery, screen: Open, page: str
) -> None:
    user = cast.make_user("Noor Bakker", school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)
    browser = screen(user)
    browser.post("own")
    del browser.client.cookies["__Host-vault"]

    assert browser.get(page).status_code == 302

"""A passphrase that is typed wrong leaves an event, on whichever page it was asked."""

import pytest

from schools.registry.models import School
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.vault import leaving
from stagebaken.vault.models import RecipientState
from tests import cast
from tests.reports.strongroom.conftest import Open

WRONG = "acid acid acid"


@pytest.fixture
def wim(school: School, safe: cast.Recovery) -> cast.Member:
    """Has made a key and waits for admission."""
    return cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)


def failures() -> list[tuple[object, str]]:
    found = Event.objects.filter(verb=Verb.UNLOCK_FAILED)
    return [(event.subject, event.scope) for event in found]


@pytest.mark.parametrize("page", ["change", "admit", "leave"])
def test_guessing_at_the_passphrase_of_an_open_vault_is_noted(
    mehmet: cast.Member, wim: cast.Member, ilse: cast.Member, screen: Open, page: str
) -> None:
    """Attack: somebody at a desk that was left open tries words until they fit."""
    browser = screen(mehmet.user)
    browser.unlock()
    if page == "admit":
        answer = browser.admit(wim.recipient, WRONG)
    elif page == "leave":
        leaving.suspend(ilse.recipient.vault, ilse.user)
        answer = browser.post("leave", {"passphrase": WRONG}, recipient_id=ilse.recipient.pk)
    else:
        answer = browser.post("change", {"passphrase": WRONG})

    assert answer.status_code == 422
    assert failures() == [(mehmet.recipient.pk, Scope.ACCOUNT)]


def test_guessing_to_see_the_own_fingerprint_is_noted(wim: cast.Member, screen: Open) -> None:
    assert wim.recipient.state == RecipientState.KEYED
    assert screen(wim.user).post("fingerprint", {"passphrase": WRONG}).status_code == 422

    assert failures() == [(wim.recipient.pk, Scope.ACCOUNT)]


def test_the_right_passphrase_leaves_no_failure(mehmet: cast.Member, screen: Open) -> None:
    browser = screen(mehmet.user)
    browser.unlock()
    assert browser.post("change", {"passphrase": cast.PASSPHRASE}).status_code == 302

    assert failures() == []

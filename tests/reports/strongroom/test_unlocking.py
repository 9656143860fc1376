"""Opening and closing one's vault, and who has none."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from reports.casework.models import Case
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.vault.errors import Busy
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.wrapping import generate_key_pair
from stagebaken.web.days import AMSTERDAM
from tests import cast
from tests.reports.filing import STORY, file
from tests.reports.strongroom.conftest import Open
from tests.reports.strongroom.screens import words_of

UNLOCK = "/zaken/kluis/openen/"


def test_a_member_opens_the_vault_and_goes_on_to_the_page_that_asked(
    mehmet: cast.Member, school: School, screen: Open
) -> None:
    case = Case.objects.get(dossier=file(school).dossier)
    address = reverse("casework:case", args=[case.pk])
    browser = screen(mehmet.user)

    answer = browser.unlock(next=address)

    assert (answer.status_code, answer["Location"]) == (302, address)
    assert STORY in words_of(browser.client.get(address))


@pytest.mark.parametrize(
    "address", ["https://kwaad.example/", "//kwaad.example/", "javascript:alert(1)", ""]
)
def test_unlocking_never_leads_to_another_site(
    mehmet: cast.Member, screen: Open, address: str
) -> None:
    answer = screen(mehmet.user).unlock(next=address)

    assert answer["Location"] == reverse("board:list")


def test_every_work_page_says_until_when_the_vault_is_open(
    mehmet: cast.Member, screen: Open
) -> None:
    browser = screen(mehmet.user)
    assert "Kluis is dicht" in browser.text()

    browser.unlock()

    until = datetime.now(AMSTERDAM) + timedelta(minutes=30)
    page = browser.text()
    assert "Kluis open tot" in page
    assert f"{until:%H}:" in page
    assert "Sluit kluis" in page


def test_closing_the_vault_closes_it(mehmet: cast.Member, screen: Open) -> None:
    browser = screen(mehmet.user)
    browser.unlock()

    browser.client.post(reverse("strongroom:lock"))

    assert "Kluis is dicht" in browser.text()


def test_closing_takes_a_press_and_no_link(mehmet: cast.Member, screen: Open) -> None:
    browser = screen(mehmet.user)

    assert browser.client.get(reverse("strongroom:lock")).status_code == 405


def test_a_wrong_passphrase_opens_nothing_and_is_noted_out_of_the_administrators_sight(
    mehmet: cast.Member, screen: Open
) -> None:
    answer = screen(mehmet.user).unlock("acid acid acid")

    assert answer.status_code == 422
    assert "Deze wachtzin klopt niet" in words_of(answer)
    assert Event.objects.get(verb=Verb.UNLOCK_FAILED).scope == Scope.ACCOUNT


def test_the_passphrase_typed_wrong_is_not_in_the_page(mehmet: cast.Member, screen: Open) -> None:
    answer = screen(mehmet.user).unlock("geheime woorden van iemand")

    assert "geheime woorden" not in words_of(answer)


def test_busy_is_said_and_not_an_error(
    mehmet: cast.Member, screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_: Any, **__: Any) -> None:
        raise Busy

    monkeypatch.setattr("reports.strongroom.views.open_vault", taken)

    assert screen(mehmet.user).unlock().status_code == 503


def test_a_swapped_public_key_opens_nothing_and_alarms_the_team(
    mehmet: cast.Member, screen: Open
) -> None:
    swapped = generate_key_pair().public
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(public_key=swapped)
    browser = screen(mehmet.user)

    answer = browser.unlock()

    assert answer.status_code == 409
    assert "Deze sleutel klopt niet" in words_of(answer)
    events = Event.objects.filter(verb=Verb.UNLOCK_FAILED, scope=Scope.VAULT)
    assert {event.subject for event in events} == {mehmet.recipient.pk}
    assert "Kluis is dicht" in browser.text()


def test_a_puppet_of_the_database_does_not_unlock(
    school: School, safe: cast.Recovery, screen: Open
) -> None:
    puppet = cast.make_member(school, name="Pop", state=RecipientState.KEYED)
    Recipient.objects.filter(pk=puppet.recipient.pk).update(
        state=RecipientState.ADMITTED, admitted_by=["x"], admitted_on="2026-11-20", mac=bytes(32)
    )

    assert screen(puppet.user).unlock().status_code == 409


def test_a_suspended_members_open_vault_closes_at_once(
    school: School, mehmet: cast.Member, screen: Open
) -> None:
    case = Case.objects.get(dossier=file(school).dossier)
    browser = screen(mehmet.user)
    browser.unlock()
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(state=RecipientState.SUSPENDED)

    answer = browser.client.get(reverse("casework:case", args=[case.pk]))

    assert answer.status_code == 404
    assert browser.unlock()["Location"] == reverse("strongroom:home")
    assert "Kluis open tot" not in browser.text()


def test_who_works_at_two_schools_chooses_the_vault(
    mehmet: cast.Member, screen: Open, settings: LazySettings
) -> None:
    other = cast.duinkerk()
    cast.make_recovery(other)
    second = cast.make_member(other, name="Ander")
    Recipient.objects.filter(pk=second.recipient.pk).delete()
    cast.join(other, mehmet.user, Role.INTERNSHIP_COORDINATOR)
    browser = screen(mehmet.user)
    assert "Welke kluis?" in words_of(browser.client.get(reverse("strongroom:home")))

    assert browser.unlock().status_code == 302  # one key so far: no choice to make


@pytest.mark.parametrize("role", [Role.STUDENT, Role.SCHOOL_ADMINISTRATOR, Role.COMPANY_CONTACT])
def test_for_others_there_is_no_strongroom(
    school: School, safe: cast.Recovery, screen: Open, role: Role
) -> None:
    user = cast.make_user("Iemand Anders", school)
    has_school = role in {Role.STUDENT, Role.SCHOOL_ADMINISTRATOR}
    Membership.objects.create(user=user, school=school if has_school else None, role=role)
    browser = screen(user)

    for address in (reverse("strongroom:home"), UNLOCK, browser.url("room"), browser.url("own")):
        assert browser.client.get(address).status_code == 404


def test_the_strongroom_of_another_school_does_not_exist(mehmet: cast.Member, screen: Open) -> None:
    other = cast.duinkerk()
    stranger = cast.make_member(other)
    browser = screen(stranger.user)

    for name in ("room", "own", "change", "sitting", "recover", "recover_progress", "share"):
        assert browser.get(name).status_code == 404
    for name in ("admit", "approve", "hand_over", "leave", "refuse"):
        assert browser.post(name, recipient_id=mehmet.recipient.pk).status_code == 404


def test_who_is_not_signed_in_is_sent_to_sign_in(school: School) -> None:
    answer = Client().get(UNLOCK)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/")


def test_pages_of_the_strongroom_are_kept_nowhere(mehmet: cast.Member, screen: Open) -> None:
    browser = screen(mehmet.user)

    assert "no-store" in browser.get("room")["Cache-Control"]
    assert "no-store" in browser.client.get(UNLOCK)["Cache-Control"]


def test_the_strongroom_speaks_english_too(mehmet: cast.Member, screen: Open) -> None:
    browser = screen(mehmet.user)

    page = words_of(browser.client.get("/en" + browser.url("room")))

    assert "Vault of mbo Zeewaarde" in page
    assert "Open your vault" in page

"""SBB gets a vault of its own by the same pages and the same people's hands as a school."""

import io
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client

from reports.handover import receiving
from schools.registry.models import SBB, Body, School, owner_of
from schools.teams import actions as teams
from schools.teams import sbb
from schools.teams.actions import EnoughCustodians, RolesClash, TooFewShares
from schools.teams.models import Invitation, Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.vault.models import Custodian, Recipient, RecipientState
from tests import cast
from tests.reports.strongroom.screens import Screen, deliver
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
Open = Callable[[User], Screen]


@pytest.fixture
def screen() -> Open:
    cache.clear()

    def open_one(user: User) -> Screen:
        client = Client()
        sign_in(client, user)
        return Screen(client, Body.sbb())

    return open_one


def advisor(name: str) -> User:
    user = cast.make_user(name)
    Membership.objects.create(user=user, role=Role.SBB_ADVISOR)
    return user


def test_custodians_make_a_key_and_admit_the_first_who_admits_the_second(screen: Open) -> None:
    """From nothing to two advisors who can read, page by page."""
    custodians = [cast.make_user(name) for name in cast.SBB_CUSTODIANS]
    for user in custodians:
        Membership.objects.create(user=user, role=Role.SBB_CUSTODIAN)
    first, second = advisor("Arend Adviseur"), advisor("Aafke Adviseur")
    screens = [screen(user) for user in custodians]
    assert "Maak samen de herstelsleutel" in screens[0].text()
    screens[0].post("sitting")
    screens[0].sit()
    assert Body.sbb().vault.is_set_up

    words = screen(first).make_key()
    waiting = Recipient.objects.get(user=first)
    assert waiting.state == RecipientState.KEYED
    assert screens[0].approve(waiting).status_code == 302
    assert not receiving.is_ready()
    assert screens[1].approve(waiting).status_code == 302
    assert receiving.is_ready()

    screen(second).make_key()
    other = Recipient.objects.get(user=second)
    mine = screen(first)
    opened = mine.unlock(words)
    assert (opened.status_code, opened["Location"]) == (302, "/toezicht/zaken/")
    assert mine.admit(other, words).status_code == 302
    assert Recipient.objects.get(user=second).state == RecipientState.ADMITTED


def test_a_change_is_mailed_to_all_of_sbb_and_to_no_school(screen: Open) -> None:
    school = cast.zeewaarde()
    cast.make_team(school)
    cast.make_sbb_recovery()
    one, two = advisor("Arend Adviseur"), advisor("Aafke Adviseur")
    screen(one).make_key()

    told = deliver()
    assert {one.email, two.email} <= told
    assert len(told) == 2 + len(cast.SBB_CUSTODIANS)


def test_a_schools_team_finds_no_vault_of_sbb_and_the_other_way_round(screen: Open) -> None:
    school = cast.zeewaarde()
    mehmet, *_ = cast.make_team(school)
    arend = cast.make_advisor()

    assert screen(mehmet.user).get("room").status_code == 404
    browser = screen(arend.user)
    assert browser.client.get(f"/zaken/kluis/school/{school.code}/").status_code == 404
    assert browser.client.get("/zaken/kluis/school/sbb/").status_code == 404
    assert browser.client.get("/zaken/kluis/sbb/").status_code == 200


def test_no_school_can_be_called_sbb() -> None:
    with pytest.raises(IntegrityError):
        School.objects.create(code=SBB, name="mbo Sbb", sector="mbo")


def test_a_vault_knows_whose_it_is() -> None:
    school = cast.zeewaarde()
    assert school.vault_id is not None
    assert owner_of(school.vault_id) == school
    assert owner_of(Body.sbb().vault_id) == Body.sbb()


def test_an_advisor_who_leaves_loses_access_at_once() -> None:
    arend = cast.make_advisor()
    cast.make_advisor("Aafke Adviseur")
    sbb.dismiss(email=arend.user.email.upper(), role=Role.SBB_ADVISOR)

    assert Recipient.objects.get(user=arend.user).state == RecipientState.SUSPENDED
    assert not Membership.objects.of(arend.user).exists()


def test_a_custodian_stays_while_two_shares_are_needed() -> None:
    one, two, _three = cast.make_sbb_recovery().custodians
    sbb.dismiss(email=one.email, role=Role.SBB_CUSTODIAN)

    with pytest.raises(TooFewShares):
        sbb.dismiss(email=two.email, role=Role.SBB_CUSTODIAN)
    assert Custodian.objects.filter(ended_on__isnull=True).count() == 2


def test_a_custodian_who_returns_takes_the_seat_again() -> None:
    one, *_ = cast.make_sbb_recovery().custodians
    sbb.dismiss(email=one.email, role=Role.SBB_CUSTODIAN)
    offer = sbb.appoint(email=one.email, name=one.name, role=Role.SBB_CUSTODIAN)
    teams.accept(user=one, invitation=offer)

    assert Custodian.objects.get(user=one).ended_on is None


def test_sbb_has_three_custodians_and_no_fourth() -> None:
    cast.make_sbb_recovery()

    with pytest.raises(EnoughCustodians):
        sbb.appoint(email="vier@sbb.example", name="Vier", role=Role.SBB_CUSTODIAN)


def test_whoever_runs_the_platform_holds_no_key_of_sbb() -> None:
    """P2: nobody who decides on membership lets themselves in."""
    olga = cast.make_user("Olga Operator")
    Membership.objects.create(user=olga, role=Role.PLATFORM_ADMINISTRATOR)

    for role in (Role.SBB_ADVISOR, Role.SBB_CUSTODIAN):
        with pytest.raises(RolesClash):
            sbb.appoint(email=olga.email, name=olga.name, role=role)


def test_the_operator_appoints_and_dismisses_from_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    email = "arend@sbb.example"
    call_command("appoint", email, name="Arend", role="sbb_advisor")
    assert "/inloggen/uitnodiging/" in capsys.readouterr().out
    offer = Invitation.objects.get()
    teams.accept(user=offer.user, invitation=offer)
    assert Membership.objects.get().role == Role.SBB_ADVISOR

    call_command("appoint", email, role="sbb_advisor", end=True)
    assert not Membership.objects.active().exists()
    with pytest.raises(CommandError) as refusal:
        call_command("appoint", email, role="sbb_advisor", end=True)
    assert refusal.value.returncode == 2


def test_an_invitation_without_a_name_says_what_is_missing() -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("appoint", "arend@sbb.example", role="sbb_advisor")
    assert refusal.value.returncode == 2


def test_the_drill_proves_sbbs_recovery_key(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = cast.make_sbb_recovery().shares
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{one}\n" for one in shares[:2])))
    out = io.StringIO()
    call_command("vault", "drill", "sbb", stdout=out, stderr=io.StringIO())

    assert "The recovery key of sbb opens." in out.getvalue()
    drilled = Event.objects.get(verb=Verb.DRILLED)
    assert (drilled.scope, drilled.vault_id) == (Scope.VAULT, Body.sbb().vault_id)

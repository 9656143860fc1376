"""Correcting a name, and erasing an account that nothing needs any more."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command

from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from reports.rights import accounts
from schools.registry.models import School
from schools.teams.models import Invitation, Membership
from stagebaken.accounts import factors
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from stagebaken.vault.models import Recipient, RecipientState
from tests import cast
from tests.reports.rights.conftest import TODAY, client_of


def left(school: School) -> User:
    """Somebody who was a coordinator, and is nothing any more."""
    user = cast.make_user("Ilse Bosgra", school)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    factors.add_totp(user)
    Membership.objects.create(
        user=user, school=school, role=Role.INTERNSHIP_COORDINATOR, ended_on=TODAY
    )
    Invitation.objects.create(
        school=school,
        user=user,
        email=user.email,
        name=user.name,
        role=Role.INTERNSHIP_COORDINATOR,
        day=TODAY,
        expires_on=TODAY,
        accepted_on=TODAY,
    )
    return user


def run(*arguments: str) -> str:
    told = StringIO()
    call_command("account", *arguments, stdout=told)
    return told.getvalue()


def test_an_erased_account_keeps_an_id_and_nothing_of_the_person(school: School) -> None:
    user = left(school)
    client = client_of(user)
    address = user.email
    assert "erased" in run("erase", address)
    user.refresh_from_db()
    assert (user.name, user.email) == (accounts.ERASED, f"{user.pk}@gewist.invalid")
    assert not user.is_active
    assert not user.has_usable_password()
    assert client.get("/inloggen/account/").status_code == 302
    for model in (EmailAddress, Authenticator):
        assert not model.objects.filter(user=user).exists()
    assert Invitation.objects.get().email == user.email
    assert Event.objects.filter(verb=Verb.ACCOUNT_ERASED, subject=user.pk).exists()
    rows = str([list(model.objects.values()) for model in (User, Invitation, Event)])
    assert address not in rows
    assert "Bosgra" not in rows


def test_nothing_that_still_works_is_erased(school: School) -> None:
    """Attack: erasing somebody who reads reports, past the rules for leaving."""
    member = cast.make_member(school)
    with pytest.raises(CommandError):
        run("erase", member.user.email)
    Membership.objects.update(ended_on=TODAY)
    for state in (RecipientState.SUSPENDED, RecipientState.KEYED):
        Recipient.objects.update(state=state)
        with pytest.raises(accounts.StillInUse):
            accounts.erase(user=member.user)
    Recipient.objects.update(state=RecipientState.LEFT)
    accounts.erase(user=member.user)


def test_a_custodian_with_a_share_is_not_erased(school: School) -> None:
    custodian = cast.make_recovery(school).custodians[0]
    Membership.objects.update(ended_on=TODAY)
    with pytest.raises(accounts.StillInUse):
        accounts.erase(user=custodian)


def test_a_contact_of_a_company_is_erased_once_they_stopped(db: None) -> None:
    company = TrainingCompany.objects.create(name="Garage De Slinger")
    user = cast.make_user("Gijs Garage")
    contact = CompanyContact.objects.create(company=company, user=user, started_on=TODAY)
    with pytest.raises(accounts.StillInUse):
        accounts.erase(user=user)
    contact.ended_on = TODAY
    contact.save()
    accounts.erase(user=user)


@pytest.mark.django_db(transaction=True)
def test_a_name_is_corrected_and_the_team_hears_that_something_changed(
    school: School, mehmet: User
) -> None:
    cast.make_member(school, Role.INTERNSHIP_COORDINATOR, "Ilse Bosgra")
    run("rename", mehmet.email, "--name", "Mehmet Aydin")
    mehmet.refresh_from_db()
    assert mehmet.name == "Mehmet Aydin"
    call_command("db_worker", batch=True, startup_delay=False, interval=0)
    assert len(mail.outbox) == 2
    assert all("Aydin" not in one.body for one in mail.outbox)
    event = Event.objects.get(verb=Verb.ACCOUNT_RENAMED)
    assert (event.subject, event.detail) == (mehmet.pk, {})


@pytest.mark.parametrize("name", ["", "x" * 121])
def test_a_name_that_is_none_changes_nothing(mehmet: User, name: str) -> None:
    with pytest.raises(CommandError):
        run("rename", mehmet.email, "--name", name)
    mehmet.refresh_from_db()
    assert mehmet.name == "Mehmet Aydın"


def test_an_address_without_an_account_is_said(db: None) -> None:
    with pytest.raises(CommandError):
        run("erase", "niemand@elders.example")

"""Who tries to come in with the account of the school as somebody else, or once more."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from schools.registry.models import School
from schools.students import actions, inviting
from schools.students.models import HomeOrganization, Student
from stagebaken.accounts.models import User
from stagebaken.accounts.school_account import Reason, Unrecognised
from tests import cast
from tests.schools.students.people import make_coordinator, make_student
from tests.schools.students.school_accounts import HOME, NUMBER, arrive, came_in, claims
from tests.schools.students.test_school_account import PAGE, invited
from tests.stagebaken.accounts import school as schools
from tests.stagebaken.accounts.pages import is_signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("what", ["withdrawn", "another address"])
def test_access_that_was_taken_away_stays_away_when_the_new_invitation_ends(
    noor: Student, coordinator: User, what: str
) -> None:
    arrive(claims())
    inviting.remove_access(by=coordinator, student=noor)
    noor.refresh_from_db()
    inviting.invite(by=coordinator, student=noor)
    if what == "withdrawn":
        inviting.remove_access(by=coordinator, student=noor)
    else:
        noor.refresh_from_db()
        actions.change(by=coordinator, student=noor, values={"email": "n@zeewaarde.example"})
    with pytest.raises(Unrecognised) as refusal:
        arrive(claims())
    assert refusal.value.reason == Reason.CLOSED
    assert not came_in(noor)


@pytest.mark.usefixtures("opened")
def test_whom_another_school_invited_is_not_linked_by_what_this_one_says(
    noor: Student, coordinator: User, other_school: School
) -> None:
    """Attack: a school invites the address of somebody whom another school waits for."""
    record = make_student(other_school, "77", email="noor@zeewaarde.example")
    inviting.invite(by=make_coordinator(other_school, "Rachid Bennani"), student=record)
    inviting.invite(by=coordinator, student=noor)
    with pytest.raises(Unrecognised) as refusal:
        arrive(claims())
    assert refusal.value.reason == Reason.HAS_ACCOUNT
    assert not SocialAccount.objects.exists()


def test_a_domain_that_an_administrator_wrote_down_proves_no_address(
    opened: School,
) -> None:
    """Attack: a school names the domain of others; its own sign-in says an address there."""
    opened.email_domains = "slachtoffer.example"
    opened.save()
    HomeOrganization.objects.create(school=opened, domain="ander.example")
    for number, host in (("1001", "slachtoffer.example"), ("1002", "ander.example")):
        record = make_student(opened, number, email=f"x@{host}")
        code = [NUMBER.format(home=HOME, number=number)]
        said = claims(schac_personal_unique_code=code, email=f"x@{host}")
        arrive(said, uid=number)
        assert came_in(record)
        assert not EmailAddress.objects.get(user=record.account).verified


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("email", ["\u212aees@zeewaarde.example", "kee\u017f@zeewaarde.example"])
def test_an_address_that_only_looks_like_it_is_another(opened: School, email: str) -> None:
    """The sign of kelvin is a k in small letters; a long s is an S to a database."""
    make_student(opened, email="kees@zeewaarde.example")
    with pytest.raises(Unrecognised):
        arrive(claims(schac_personal_unique_code=None, email=email))


@pytest.mark.parametrize("how", ["school", "password"])
def test_a_page_accepts_the_invitation_that_it_shows(
    client: Client, provider: schools.School, noor: Student, coordinator: User,
    other_school: School, how: str,
) -> None:  # fmt: skip
    """Attack: while Noor reads hers, another tab opens that of somebody who can read the mail."""
    invited(noor, coordinator, client)
    page = client.get(PAGE).content.decode()
    other = make_student(other_school, "66", name="Mallory", email="m@elders.example")
    invited(other, make_coordinator(other_school, "Rachid Bennani"), client)
    if how == "school":
        found = re.search(r'href="(/inloggen/school/school/[^"]+)"', page)
        assert found is not None
        done = client.get(found[1].replace("&amp;", "&"), **schools.OURS)
    else:
        found = re.search(r'name="shown" value="(\w+)"', page)
        assert found is not None
        chosen = {"password1": cast.PASSWORD, "password2": cast.PASSWORD}
        done = client.post(PAGE, chosen | {"shown": found[1]})
    assert done.headers["Location"] == PAGE
    assert "Mallory" in client.get(PAGE).content.decode()
    assert not came_in(other)
    assert not is_signed_in(client)

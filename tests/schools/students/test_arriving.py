"""Students who come in without an invitation, where their school allows it, and all who do not.

Each refusal leaves no account, no link and no access behind.
"""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.test import Client

from schools.registry.models import School
from schools.students import actions, homes, inviting
from schools.students.models import HomeOrganization, Student
from schools.students.rules import HomeTaken
from schools.teams.actions import invite as invite_member
from schools.teams.models import Membership
from stagebaken.accounts import invitations
from stagebaken.accounts.models import Role, User
from stagebaken.accounts.school_account import LinkedElsewhere, Reason, Unrecognised
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import today
from tests import cast
from tests.schools.students.people import last_day, let_in, make_student
from tests.schools.students.school_accounts import (
    HOME,
    NUMBER,
    arrive,
    came_in,
    claims,
    nobody_came,
)
from tests.stagebaken.accounts import school as schools
from tests.stagebaken.accounts.pages import is_signed_in
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db

OF_AN_EMPLOYEE = NUMBER.replace("studentid", "employeeid").format(home=HOME, number="1001")


@pytest.mark.usefixtures("opened")
def test_a_student_whom_the_school_knows_comes_in_without_an_invitation(
    client: Client, provider: schools.School, noor: Student
) -> None:
    answer = provider.visit(client)
    assert answer.headers["Location"] == "/inloggen/start/"
    assert "Mijn stage" in client.get("/mijn-stage/").content.decode()
    noor.refresh_from_db()
    account = noor.account
    assert account is not None
    assert (noor.invited_on, noor.joined_on) == (None, today())
    assert (account.email, account.name) == ("noor@zeewaarde.example", "Noor Haven")
    assert not account.has_usable_password()
    assert SocialAccount.objects.get().extra_data == {}
    assert not Event.objects.filter(verb=Verb.SIGNED_IN).exists()
    client.post("/inloggen/uit/")
    provider.visit(client)
    assert is_signed_in(client)
    assert User.objects.filter(email=account.email).count() == 1


KNOWN: dict[str, dict[str, Any]] = {
    "by the old spelling": {
        "eduperson_affiliation": None,
        "edu_person_affiliations": ["student"],
        "schac_personal_unique_code": None,
        "schac_personal_unique_codes": [NUMBER.format(home=HOME, number="1001")],
    },
    "in capitals": {
        "schac_home_organization": "Zeewaarde.EXAMPLE",
        "schac_personal_unique_code": NUMBER.format(home="ZEEWAARDE.example", number="1001"),
    },
    "as a student of a part of the school": {
        "eduperson_affiliation": ["member"],
        "eduperson_scoped_affiliation": ["student@mbo.zeewaarde.example"],
    },
    "by an address of the school": {
        "schac_personal_unique_code": None,
        "email": "Noor@zeewaarde.example",
    },
}


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("said", KNOWN.values(), ids=KNOWN.keys())
def test_the_school_can_say_it_in_several_ways(noor: Student, said: dict[str, Any]) -> None:
    user = arrive(claims(**said))
    assert came_in(noor)
    assert noor.account == user


UNKNOWN: dict[str, tuple[Reason, dict[str, Any]]] = {
    "of no school": (Reason.NOT_OPEN, {"schac_home_organization": None}),
    "of another school": (Reason.NOT_OPEN, {"schac_home_organization": "duinkerk.example"}),
    "of a domain like it": (Reason.NOT_OPEN, {"schac_home_organization": f"x.{HOME}"}),
    "two schools at once": (Reason.NOT_OPEN, {"schac_home_organization": {"x": HOME}}),
    "who works there": (Reason.NO_STUDENT, {"eduperson_affiliation": ["employee", "staff"]}),
    "a student elsewhere": (
        Reason.NO_STUDENT,
        {"eduperson_affiliation": [], "eduperson_scoped_affiliation": ["student@x.example"]},
    ),
    "another number": (
        Reason.NO_RECORD,
        {"schac_personal_unique_code": [NUMBER.format(home=HOME, number="9")]},
    ),
    "the number of an employee": (
        Reason.NO_RECORD,
        {"schac_personal_unique_code": [OF_AN_EMPLOYEE]},
    ),
    "a number that another school gave": (
        Reason.NO_RECORD,
        {"schac_personal_unique_code": [NUMBER.format(home="x.example", number="1001")]},
    ),
    "no number and no address": (Reason.NO_RECORD, {"schac_personal_unique_code": None}),
    "an address of one's own choice": (
        Reason.NO_RECORD,
        {"schac_personal_unique_code": None, "email": "noor@prive.example"},
    ),
    "an address like the school's": (
        Reason.NO_RECORD,
        {"schac_personal_unique_code": None, "email": "noor@eenzeewaarde.example"},
    ),
    "an address that is not proven": (
        Reason.NO_RECORD,
        {
            "schac_personal_unique_code": None,
            "email": "noor@zeewaarde.example",
            "email_verified": False,
        },
    ),
    "an address beside another number": (
        Reason.NO_RECORD,
        {
            "schac_personal_unique_code": [NUMBER.format(home=HOME, number="9")],
            "email": "noor@zeewaarde.example",
        },
    ),
}  # fmt: skip


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(("reason", "said"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_the_school_says_of_somebody_else_opens_no_record(
    school: School, noor: Student, reason: Reason, said: dict[str, Any]
) -> None:
    make_student(school, "1002", email="noor@prive.example")
    make_student(school, "1003", email="noor@eenzeewaarde.example")
    with pytest.raises(Unrecognised) as refusal:
        arrive(claims(**said))
    assert refusal.value.reason == reason
    assert nobody_came()
    assert not User.objects.exists()


def test_a_school_that_did_not_ask_for_it_lets_nobody_in(
    client: Client, provider: schools.School, noor: Student
) -> None:
    page = provider.visit(client)
    assert page.status_code == 403
    assert "op uitnodiging" in page.content.decode()
    assert nobody_came()


@pytest.mark.usefixtures("opened")
def test_a_record_with_an_account_is_not_taken_over(
    client: Client, provider: schools.School, noor: Student, coordinator: User
) -> None:
    account = let_in(noor, coordinator)
    page = provider.visit(client)
    assert page.status_code == 403
    assert "Je hebt al een account" in page.content.decode()
    assert not SocialAccount.objects.exists()
    noor.refresh_from_db()
    assert noor.account == account


@pytest.mark.parametrize("who", ["works elsewhere", "is invited elsewhere", "was here before"])
def test_an_account_that_is_somebodys_is_not_opened_by_what_a_school_says(
    opened: School, coordinator: User, other_school: School, who: str
) -> None:
    """A school writes the address of somebody else in a record of its own."""
    email = "els@duinkerk.example"
    if who == "is invited elsewhere":
        head = cast.make_user("Hoofd", other_school)
        cast.join(other_school, head, Role.SCHOOL_ADMINISTRATOR)
        role = Role.CONFIDENTIAL_COUNSELLOR
        invite_member(by=head, school=other_school, email=email, name="Els", role=role)
    else:
        els = User.objects.create_user(email, cast.PASSWORD, name="Els")
        if who == "works elsewhere":
            cast.join(other_school, els, Role.CONFIDENTIAL_COUNSELLOR)
    record = make_student(opened, email=email)
    for invites in (False, True):
        if invites:
            inviting.invite(by=coordinator, student=record)
        with pytest.raises(Unrecognised) as refusal:
            arrive(claims())
        assert refusal.value.reason == Reason.HAS_ACCOUNT
    assert nobody_came()


@pytest.mark.usefixtures("opened")
def test_who_was_invited_and_has_not_answered_comes_in_too(
    noor: Student, coordinator: User
) -> None:
    inviting.invite(by=coordinator, student=noor)
    noor.refresh_from_db()
    assert noor.account is not None
    token = invitations.issue(noor.account, invitations.Purpose.STUDENT, noor.pk)
    assert arrive(claims()) == noor.account
    with pytest.raises(invitations.InvalidInvitation):
        invitations.redeem(token)


def test_two_records_that_fit_give_nothing(opened: School, noor: Student) -> None:
    make_student(opened, "1002", email="n.haven@zeewaarde.example")
    with pytest.raises(Unrecognised):
        arrive(claims(email="n.haven@zeewaarde.example"))
    assert nobody_came()


def test_a_number_made_from_a_national_one_leaves_the_address(opened: School) -> None:
    record = make_student(opened, "DUO-abc", email="noor@zeewaarde.example")
    arrive(claims(email="noor@zeewaarde.example"))
    assert came_in(record)
    address = EmailAddress.objects.get(user=record.account)
    assert address.verified


def test_an_address_that_the_school_did_not_prove_gets_no_new_password(opened: School) -> None:
    """Whoever reads that mailbox would come in: the school may have written it down wrong."""
    record = make_student(opened, email="noor@prive.example")
    arrive(claims())
    assert came_in(record)
    assert not EmailAddress.objects.get(user=record.account).verified


@pytest.mark.usefixtures("opened")
def test_who_left_does_not_come_in(noor: Student) -> None:
    last_day(noor, today() - timedelta(days=1))
    with pytest.raises(Unrecognised) as refusal:
        arrive(claims())
    assert refusal.value.reason == Reason.NO_RECORD


@pytest.mark.usefixtures("opened")
def test_who_lost_access_comes_back_by_invitation_alone(noor: Student, coordinator: User) -> None:
    arrive(claims())
    inviting.remove_access(by=coordinator, student=noor)
    assert not SocialAccount.objects.exists()
    with pytest.raises(Unrecognised) as refusal:
        arrive(claims())
    assert refusal.value.reason == Reason.CLOSED
    noor.refresh_from_db()
    inviting.invite(by=coordinator, student=noor)
    arrive(claims())
    assert came_in(noor)


@pytest.mark.usefixtures("opened")
def test_the_same_answer_twice_is_one_account_and_another_person_gets_none(noor: Student) -> None:
    assert arrive(claims()) == arrive(claims())
    with pytest.raises((Unrecognised, LinkedElsewhere)):
        arrive(claims(), uid="iemand-anders")
    assert SocialAccount.objects.count() == 1


@pytest.mark.usefixtures("opened")
def test_erasing_a_student_erases_the_link(noor: Student, coordinator: User) -> None:
    arrive(claims())
    actions.erase(by=coordinator, student=noor)
    assert not SocialAccount.objects.exists()
    with pytest.raises(Unrecognised):
        arrive(claims())


@pytest.mark.usefixtures("opened")
def test_the_own_copy_names_the_link(client: Client, noor: Student) -> None:
    sign_in(client, arrive(claims()))
    page = client.get("/mijn-stage/gegevens/").content.decode()
    assert "Kenmerk van je schoolaccount" in page
    assert "noor-bij-ons" in page


# ---------- the switch ----------


def test_the_administrator_says_under_which_domains_a_school_signs_in(
    client: Client, school: School, administrator: User
) -> None:
    sign_in(client, administrator)
    here = f"/studenten/{school.code}/schoolaccount/"
    assert client.post(here, {"is_open": "on", "domains": ""}).status_code == 422
    assert client.post(here, {"is_open": "on", "domains": "eduid.nl"}).status_code == 422
    assert client.post(here, {"is_open": "on", "domains": "geen domein!"}).status_code == 422
    done = client.post(here, {"is_open": "on", "domains": "Zeewaarde.example, mbo.zw.example"})
    assert done.status_code == 302
    named_now = HomeOrganization.objects.filter(school=school)
    assert {one.domain for one in named_now} == {HOME, "mbo.zw.example"}
    assert homes.homes_of(school) == set()  # the platform has to confirm
    assert "mbo.zw.example zeewaarde.example" in client.get(here).content.decode()
    client.post(here, {"is_open": "on", "domains": "zeewaarde.example mbo.zw.example"})
    client.post(here, {"domains": "zeewaarde.example"})
    assert not HomeOrganization.objects.exists()
    changes = Event.objects.filter(verb=Verb.SCHOOL_CHANGED, actor_id=administrator.pk)
    told = [event.detail["what"] for event in changes.order_by("seq")]
    assert told == ["school_sign_in_on", "school_sign_in_off"]
    history = client.get(f"/beheer/school/{school.code}/geschiedenis/").content.decode()
    assert "Binnenkomen met het schoolaccount: uitgezet" in history


def test_a_domain_is_one_schools(client: Client, opened: School, other_school: School) -> None:
    head = cast.make_user("Hoofd", other_school)
    cast.join(other_school, head, Role.SCHOOL_ADMINISTRATOR)
    with pytest.raises(HomeTaken):
        homes.set_homes(by=head, school=other_school, domains={HOME})
    sign_in(client, head)
    here = f"/studenten/{other_school.code}/schoolaccount/"
    page = client.post(here, {"is_open": "on", "domains": HOME})
    assert "al van een andere school" in page.content.decode()
    assert homes.homes_of(other_school) == set()
    assert homes.homes_of(opened) == {HOME}


def test_nobody_else_turns_the_switch(school: School, coordinator: User) -> None:
    with pytest.raises(PermissionDenied):
        homes.set_homes(by=coordinator, school=school, domains={HOME})


@pytest.mark.usefixtures("opened")
def test_who_is_in_stays_in_when_the_school_turns_it_off(
    client: Client,
    provider: schools.School,
    school: School,
    noor: Student,
    administrator: User,
) -> None:
    arrive(claims())
    homes.set_homes(by=administrator, school=school, domains=())
    provider.visit(client)
    assert is_signed_in(client)


def named(school: School) -> HomeOrganization:
    return HomeOrganization.objects.create(domain=HOME, school=school)


def operator() -> User:
    user = cast.make_user("Olga Operator")
    Membership.objects.create(user=user, role=Role.PLATFORM_ADMINISTRATOR)
    return user


def test_a_domain_opens_nothing_until_the_platform_knows_whose_it_is(
    noor: Student, other_school: School
) -> None:
    """Attack: another school names the domain, and lists the numbers of these students."""
    named(other_school)
    theirs = make_student(other_school, number=noor.number)
    with pytest.raises(Unrecognised) as refusal:
        arrive(claims())
    assert refusal.value.reason is Reason.NOT_OPEN
    assert not came_in(theirs)
    homes.refuse(by=operator(), domain=HOME)
    assert not HomeOrganization.objects.exists()


def test_the_platform_confirms_and_the_students_come_in(
    client: Client, noor: Student, administrator: User, school: School
) -> None:
    named(school)
    sign_in(client, operator())
    here = "/beheer/schoolaccounts/"
    assert HOME in client.get(here).content.decode()
    for _ in range(2):  # a double click
        client.post(here, {"domain": HOME, "antwoord": "ja"})
    assert Event.objects.filter(verb=Verb.SCHOOL_CHANGED).count() == 1
    arrive(claims())
    assert came_in(noor)
    homes.set_homes(by=administrator, school=school, domains={HOME, "mbo.zw.example"})
    assert homes.homes_of(school) == {HOME}  # the new one waits, the old one stays confirmed


def test_a_school_confirms_no_domain_itself(administrator: User, school: School) -> None:
    named(school)
    for verb in (homes.confirm, homes.refuse):
        with pytest.raises(PermissionDenied):
            verb(by=administrator, domain=HOME)
    assert homes.homes_of(school) == set()

"""Removing people, and what their roles allow."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from schools.registry.models import School
from schools.teams import actions, policy
from schools.teams.models import SCHOOL_ROLES, Membership
from schools.teams.people import in_words, people_of
from schools.teams.signals import member_removed
from stagebaken.accounts.models import STAFF_ROLES, Role, User
from stagebaken.accounts.policy import Requirement
from stagebaken.audit.models import Event, Verb
from stagebaken.vault.models import Custodian, Recipient, RecipientState
from stagebaken.web.days import today
from tests import cast


def membership_of(user: User) -> Membership:
    return Membership.objects.active().get(user=user)


@pytest.fixture
def heard() -> Iterator[list[Membership]]:
    """Memberships whose end the rooms above heard of."""
    news: list[Membership] = []

    def hear(membership: Membership, **_: Any) -> None:
        news.append(membership)

    member_removed.connect(hear)
    yield news
    member_removed.disconnect(hear)


def test_removing_a_member_ends_the_access_in_the_same_moment(
    administrator: User, school: School, heard: list[Membership]
) -> None:
    member = cast.make_member(school)
    membership = membership_of(member.user)
    actions.remove(by=administrator, membership=membership)
    member.recipient.refresh_from_db()
    assert member.recipient.state == RecipientState.SUSPENDED
    assert member.recipient.suspended_on == today()
    assert not policy.roles_of(member.user)
    assert heard == [membership]
    verbs = Event.objects.of_vault(member.recipient.vault_id).values_list("verb", flat=True)
    assert list(verbs) == [Verb.MEMBERSHIP_ENDED, Verb.SUSPENDED]


def test_a_refusal_of_a_room_above_undoes_the_removal(administrator: User, school: School) -> None:
    member = cast.make_member(school)

    def refuse(**_: Any) -> None:
        raise IntegrityError

    member_removed.connect(refuse)
    try:
        with pytest.raises(IntegrityError):
            actions.remove(by=administrator, membership=membership_of(member.user))
    finally:
        member_removed.disconnect(refuse)
    assert policy.roles_of(member.user)
    assert Recipient.objects.get().state == RecipientState.ADMITTED


def test_somebody_never_admitted_leaves_without_waiting(
    administrator: User, school: School
) -> None:
    member = cast.make_member(school, state=RecipientState.KEYED)
    actions.remove(by=administrator, membership=membership_of(member.user))
    assert Recipient.objects.get().state == RecipientState.LEFT


def test_a_member_with_two_team_roles_keeps_the_key_with_the_second(
    administrator: User, school: School
) -> None:
    member = cast.make_member(school)
    first = membership_of(member.user)
    cast.join(school, member.user, Role.INTERNSHIP_COORDINATOR)
    actions.remove(by=administrator, membership=first)
    assert Recipient.objects.get().state == RecipientState.ADMITTED


def test_the_key_at_another_school_is_left_alone(
    administrator: User, school: School, other_school: School
) -> None:
    member = cast.make_member(school)
    elsewhere = cast.make_member(other_school, name="Elders")
    actions.remove(by=administrator, membership=membership_of(member.user))
    elsewhere.recipient.refresh_from_db()
    assert elsewhere.recipient.state == RecipientState.ADMITTED


def test_removing_a_custodian_ends_their_share(administrator: User, school: School) -> None:
    first, *_ = cast.make_recovery(school).custodians
    actions.remove(by=administrator, membership=membership_of(first))
    assert Custodian.objects.get(user=first).ended_on == today()
    assert Custodian.objects.filter(ended_on__isnull=True).count() == 2


def test_the_last_administrator_stays(administrator: User, school: School) -> None:
    with pytest.raises(actions.LastAdministrator):
        actions.remove(by=administrator, membership=membership_of(administrator))
    second = cast.make_administrator(school, "Tweede Beheer")
    actions.remove(by=administrator, membership=membership_of(administrator))
    assert list(policy.administers(second)) == [school]
    assert not policy.administers(administrator).exists()


def test_nobody_removes_a_member_of_another_school(
    stranger: User, counsellor: User, platform_administrator: User
) -> None:
    for user in (stranger, counsellor, platform_administrator):
        with pytest.raises(PermissionDenied):
            actions.remove(by=user, membership=membership_of(counsellor))
        with pytest.raises(PermissionDenied):
            actions.change_title(by=user, membership=membership_of(counsellor), title="Baas")


def test_what_was_ended_cannot_be_ended_again(administrator: User, counsellor: User) -> None:
    membership = membership_of(counsellor)
    actions.remove(by=administrator, membership=membership)
    with pytest.raises(PermissionDenied):
        actions.remove(by=administrator, membership=membership)


# ---------- roles ----------


@pytest.mark.parametrize("role", list(Role))
def test_staff_need_a_factor_of_their_own(role: Role, school: School) -> None:
    user = cast.make_user("Iemand", school)
    place = school if role in SCHOOL_ROLES else None
    Membership.objects.create(user=user, school=place, role=role)
    expected = Requirement.OWN_FACTOR if role in STAFF_ROLES else Requirement.NONE
    if role == Role.COMPANY_CONTACT:
        expected = Requirement.EMAIL_CODE
    assert policy.second_factor_required(user) is expected
    assert policy.roles_of(user) == {role}


def test_a_role_that_ended_gives_nothing(administrator: User) -> None:
    Membership.objects.update(ended_on=today())
    assert policy.roles_of(administrator) == frozenset()
    assert policy.second_factor_required(administrator) is Requirement.NONE
    assert not policy.administers(administrator).exists()


@given(st.sets(st.sampled_from(list(Role))), st.sampled_from(list(Role)))
def test_roles_keep_each_other_out_both_ways(others: set[Role], role: Role) -> None:
    clashes = policy.clash(role, others)
    assert clashes == any(policy.clash(other, {role}) for other in others)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.CUSTODIAN, Role.PLATFORM_ADMINISTRATOR])
def test_the_database_refuses_a_role_in_the_wrong_place(role: Role) -> None:
    user = cast.make_user("Iemand")
    wrong = cast.zeewaarde() if role == Role.PLATFORM_ADMINISTRATOR else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, school=wrong, role=role)


# ---------- whom a reporter can exclude ----------


def test_anybody_reads_who_could_read_a_report(client: Client, school: School) -> None:
    counsellor, *_ = cast.make_team(school)
    first, *_ = cast.make_recovery(school).custodians
    people = client.get(f"/api/v1/schools/{school.code}/team/").json()
    assert people[0] == {
        "id": str(min(cast_ids(school), key=lambda pair: pair[1])[0]),
        "name": "Ilse Bosgra",
        "role": "Stagecoördinator Techniek",
    }
    assert {
        "id": str(counsellor.user.pk), "name": "Mehmet Aydın", "role": "Vertrouwenspersoon"
    } in people  # fmt: skip
    assert [one["role"] for one in people[3:]] == ["Sleutelbewaarder"] * 3
    assert {"id": str(first.pk), "name": first.name, "role": "Sleutelbewaarder"} in people


def cast_ids(school: School) -> list[tuple[object, str]]:
    team = Membership.objects.reporting_team(school)
    return list(team.values_list("user", "user__name"))


def test_an_english_app_reads_the_roles_in_english(client: Client, school: School) -> None:
    cast.make_member(school)
    address = f"/api/v1/schools/{school.code}/team/"
    [person] = client.get(address, headers={"accept-language": "en"}).json()
    assert person["role"] == "Confidential counsellor"


def test_administrators_are_not_on_the_list(
    client: Client, administrator: User, school: School
) -> None:
    assert client.get(f"/api/v1/schools/{school.code}/team/").json() == []


def test_a_person_with_two_roles_is_named_once(school: School) -> None:
    member = cast.make_member(school)
    cast.join(school, member.user, Role.CUSTODIAN)
    [person] = people_of(school)
    assert person.role == "Vertrouwenspersoon, Sleutelbewaarder"


def test_who_stopped_but_still_has_a_share_can_still_be_excluded(
    administrator: User, school: School
) -> None:
    first, *_ = cast.make_recovery(school).custodians
    actions.remove(by=administrator, membership=membership_of(first))
    assert first.pk in {person.id for person in people_of(school)}


def test_a_school_that_does_not_exist_has_no_team(client: Client, db: None) -> None:
    assert client.get("/api/v1/schools/nergens/team/").status_code == 404


@pytest.mark.parametrize(
    ("title", "in_english"),
    [
        ("Vertrouwenspersoon", "Confidential counsellor"),
        ("Stagecoördinator Zorg, ook mentor", "Internship coordinator Zorg, ook mentor"),
        ("Stagecoördinatoren", "Stagecoördinatoren"),
        ("Decaan", "Decaan"),
    ],
)
def test_who_reads_no_dutch_reads_which_role_somebody_has(title: str, in_english: str) -> None:
    with override("en"):
        assert in_words(title) == in_english
    with override("nl"):
        assert in_words(title) == title

"""From an invitation to a membership, and everything that may come between."""

from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from schools.registry.models import School
from schools.teams import actions, tasks
from schools.teams.models import Invitation, MailFailure, Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import today
from tests import cast

COORDINATOR = Role.INTERNSHIP_COORDINATOR


def invited(by: User, school: School, role: Role = COORDINATOR, **offer: Any) -> Invitation:
    offer = {"email": "Nieuw@zeewaarde.example", "name": "Nina Nieuw"} | offer
    return actions.invite(by=by, school=school, role=role, **offer)


def queued(path: str) -> list[str]:
    """The ids that wait for a task."""
    jobs = DBTaskResult.objects.filter(task_path=f"schools.teams.tasks.{path}")
    return [job.args_kwargs["args"][0] for job in jobs]


def test_an_administrator_invites_and_the_mail_waits_by_id_alone(
    administrator: User, school: School
) -> None:
    offer = invited(administrator, school)
    assert queued("mail_invitation") == [str(offer.pk)]
    event = Event.objects.get(verb=Verb.INVITED)
    assert (event.actor_id, event.subject) == (administrator.pk, offer.user_id)
    assert event.vault_id == school.vault_id
    assert offer.expires_on == today() + timedelta(days=14)


def test_the_mail_says_nothing_but_the_link_in_both_languages(
    administrator: User, school: School
) -> None:
    offer = invited(administrator, school)
    tasks.mail_invitation.call(str(offer.pk))
    [message] = mail.outbox
    assert message.to == ["nieuw@zeewaarde.example"]
    for name in ("Nina", "Truus", "Zeewaarde", "coördinator"):
        assert name not in f"{message.subject} {message.body}"
    dutch, english = message.body.split("---")
    assert "https://testserver/inloggen/uitnodiging/" in dutch
    assert "https://testserver/en/inloggen/uitnodiging/" in english
    assert "The link works once" in english


def test_who_follows_the_link_under_the_english_words_goes_on_in_english(
    client: Client, administrator: User, school: School
) -> None:
    tasks.mail_invitation.call(str(invited(administrator, school).pk))
    link = mail.outbox[0].body.split("---")[1].split()
    [path] = [word.removeprefix("https://testserver") for word in link if word.startswith("http")]
    page = client.get(path, follow=True)
    assert page.redirect_chain[-1][0] == "/en/inloggen/uitnodiging/"
    assert "Welcome, Nina" in page.content.decode()


def test_a_new_person_follows_the_link_sets_a_password_and_is_a_member(
    client: Client, administrator: User, school: School
) -> None:
    offer = invited(administrator, school, title="Stagecoördinator Techniek")
    link = tasks.invitation_address(offer)
    page = client.get(link.removeprefix("https://testserver"), follow=True)
    assert page.status_code == 200
    sent = {"password1": cast.PASSWORD, "password2": cast.PASSWORD, "password": cast.PASSWORD}
    client.post(page.redirect_chain[-1][0] if page.redirect_chain else link, sent, secure=True)
    membership = Membership.objects.get(user=offer.user)
    assert (membership.role, membership.title) == (COORDINATOR, "Stagecoördinator Techniek")
    assert membership.ended_on is None
    assert Invitation.objects.get().accepted_on == today()
    assert Event.objects.filter(verb=Verb.JOINED, vault_id=school.vault_id).exists()


def test_everybody_of_the_team_hears_that_somebody_joined(
    administrator: User, counsellor: User, school: School
) -> None:
    custodian = cast.make_user("Anna de Boer", school)
    cast.join(school, custodian, Role.CUSTODIAN)
    offer = invited(administrator, school)
    actions.accept(user=offer.user, invitation=offer)
    told = {administrator.pk, counsellor.pk, custodian.pk, offer.user_id}
    assert sorted(queued("mail_change")) == sorted(str(one) for one in told)


def test_an_invitation_is_accepted_once(administrator: User, school: School) -> None:
    offer = invited(administrator, school)
    actions.accept(user=offer.user, invitation=offer)
    with pytest.raises(actions.InvitationClosed):
        actions.accept(user=offer.user, invitation=offer)


def test_nobody_accepts_for_somebody_else(
    administrator: User, counsellor: User, school: School
) -> None:
    offer = invited(administrator, school)
    with pytest.raises(actions.InvitationClosed):
        actions.accept(user=counsellor, invitation=offer)


def test_an_expired_invitation_is_refused_until_it_is_sent_again(
    administrator: User, school: School
) -> None:
    offer = invited(administrator, school)
    Invitation.objects.update(expires_on=today() - timedelta(days=1))
    with pytest.raises(actions.InvitationClosed):
        actions.accept(user=offer.user, invitation=offer)
    actions.resend(by=administrator, invitation=offer)
    assert actions.accept(user=offer.user, invitation=offer).school == school


def test_a_withdrawn_invitation_is_refused_and_not_mailed(
    administrator: User, school: School
) -> None:
    offer = invited(administrator, school)
    actions.withdraw(by=administrator, invitation=offer)
    with pytest.raises(actions.InvitationClosed):
        actions.accept(user=offer.user, invitation=offer)
    with pytest.raises(actions.InvitationClosed):
        actions.resend(by=administrator, invitation=offer)
    tasks.mail_invitation.call(str(offer.pk))
    assert mail.outbox == []


def test_the_same_invitation_is_not_made_twice(administrator: User, school: School) -> None:
    invited(administrator, school)
    with pytest.raises(actions.AlreadyInvited):
        invited(administrator, school)


def test_a_member_is_not_invited_to_what_they_are(
    administrator: User, counsellor: User, school: School
) -> None:
    with pytest.raises(actions.AlreadyMember):
        invited(administrator, school, Role.CONFIDENTIAL_COUNSELLOR, email=counsellor.email)


# ---------- who may invite whom ----------


@pytest.mark.parametrize("role", [Role.STUDENT, Role.SBB_ADVISOR, Role.PLATFORM_ADMINISTRATOR])
def test_an_administrator_gives_only_the_roles_of_a_school(
    role: Role, administrator: User, school: School
) -> None:
    with pytest.raises(PermissionDenied):
        invited(administrator, school, role)


def test_the_administrator_of_another_school_invites_nobody_here(
    stranger: User, school: School
) -> None:
    with pytest.raises(PermissionDenied):
        invited(stranger, school)


def test_a_member_of_the_team_invites_nobody(counsellor: User, school: School) -> None:
    with pytest.raises(PermissionDenied):
        invited(counsellor, school)


def test_the_platform_invites_the_first_administrator_and_no_one_after(
    platform_administrator: User, school: School
) -> None:
    first = invited(platform_administrator, school, Role.SCHOOL_ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        invited(platform_administrator, school, COORDINATOR)
    actions.accept(user=first.user, invitation=first)
    with pytest.raises(PermissionDenied):
        invited(platform_administrator, school, Role.SCHOOL_ADMINISTRATOR, email="x@y.example")


@pytest.mark.parametrize("role", [COORDINATOR, Role.CONFIDENTIAL_COUNSELLOR, Role.CUSTODIAN])
def test_who_decides_on_members_never_holds_a_key(
    role: Role, administrator: User, school: School
) -> None:
    with pytest.raises(actions.RolesClash):
        invited(administrator, school, role, email=administrator.email)


@pytest.mark.parametrize("role", [COORDINATOR, Role.CUSTODIAN])
def test_who_holds_a_key_never_decides_on_members(
    role: Role, administrator: User, school: School
) -> None:
    holder = cast.make_user("Hanna Houder", school)
    cast.join(school, holder, role)
    with pytest.raises(actions.RolesClash):
        invited(administrator, school, Role.SCHOOL_ADMINISTRATOR, email=holder.email)


def test_the_platform_administrator_is_on_no_team(
    administrator: User, platform_administrator: User, school: School
) -> None:
    with pytest.raises(actions.RolesClash):
        invited(administrator, school, email=platform_administrator.email)


def test_roles_at_different_schools_do_not_clash(
    administrator: User, stranger: User, school: School
) -> None:
    offer = invited(administrator, school, email=stranger.email)
    assert actions.accept(user=stranger, invitation=offer).role == COORDINATOR


def test_two_invitations_that_clash_cannot_both_be_accepted(
    administrator: User, school: School
) -> None:
    team = invited(administrator, school)
    lead = invited(administrator, school, Role.SCHOOL_ADMINISTRATOR)
    actions.accept(user=team.user, invitation=team)
    with pytest.raises(actions.RolesClash):
        actions.accept(user=lead.user, invitation=lead)


def test_there_are_three_custodians_and_no_fourth(administrator: User, school: School) -> None:
    for number in range(3):
        email = f"bewaarder{number}@zeewaarde.example"
        offer = invited(administrator, school, Role.CUSTODIAN, email=email)
        if number:
            actions.accept(user=offer.user, invitation=offer)
    with pytest.raises(actions.EnoughCustodians):
        invited(administrator, school, Role.CUSTODIAN, email="vierde@zeewaarde.example")


# ---------- mail that fails ----------


@pytest.fixture
def broken_mail(monkeypatch: pytest.MonkeyPatch) -> Mock:
    broken = Mock(side_effect=ConnectionRefusedError("smtp.school.example"))
    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    return broken


def test_a_failing_invitation_is_tried_again_and_the_administrator_sees_it(
    administrator: User, school: School, broken_mail: Mock
) -> None:
    offer = invited(administrator, school)
    tasks.mail_invitation.call(str(offer.pk))
    offer.refresh_from_db()
    assert offer.mail_failed_on == today()
    _first, later = DBTaskResult.objects.order_by("enqueued_at")
    assert later.args_kwargs["args"] == [str(offer.pk), 1]
    assert later.run_after > timezone.now()


def test_after_the_last_attempt_nothing_is_queued(
    administrator: User, school: School, broken_mail: Mock
) -> None:
    offer = invited(administrator, school)
    before = DBTaskResult.objects.count()
    tasks.mail_invitation.call(str(offer.pk), len(tasks.RETRY_MINUTES))
    assert DBTaskResult.objects.count() == before


def test_mail_that_arrives_again_ends_the_warning(
    administrator: User, counsellor: User, school: School
) -> None:
    offer = invited(administrator, school)
    Invitation.objects.update(mail_failed_on=today())
    actions.note_mail(user=counsellor, has_failed=True)
    actions.note_mail(user=counsellor, has_failed=True)
    tasks.mail_invitation.call(str(offer.pk))
    tasks.mail_change.call(str(counsellor.pk))
    assert not MailFailure.objects.exists()
    assert Invitation.objects.get().mail_failed_on is None


def test_a_failing_change_mail_is_noted_for_its_reader(counsellor: User, broken_mail: Mock) -> None:
    tasks.mail_change.call(str(counsellor.pk))
    assert MailFailure.objects.get().user == counsellor
    assert queued("mail_change") == [str(counsellor.pk)]


def test_the_change_mail_names_nobody_and_no_school(counsellor: User, school: School) -> None:
    tasks.mail_change.call(str(counsellor.pk))
    [message] = mail.outbox
    for word in (school.name, counsellor.name, "melding", "report"):
        assert word not in f"{message.subject} {message.body}"


# ---------- the first one ----------


@pytest.mark.django_db
def test_the_operator_appoints_the_first_person_from_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("appoint", "pim@platform.example", name="Pim")
    assert "https://testserver/inloggen/uitnodiging/" in capsys.readouterr().out
    offer = Invitation.objects.get()
    actions.accept(user=offer.user, invitation=offer)
    assert Membership.objects.get().role == Role.PLATFORM_ADMINISTRATOR


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["geen-adres", ""])
def test_appointing_without_an_address_says_what_is_wrong(email: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("appoint", email, name="Pim")
    assert refusal.value.returncode == 2

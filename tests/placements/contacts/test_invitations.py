"""From an invitation to somebody who speaks for a company, and what may come between."""

from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django_tasks_db.models import DBTaskResult

from placements.companies.models import TrainingCompany
from placements.contacts import actions, errors, policy, tasks
from placements.contacts.models import CompanyContact, CompanyInvitation, OnBehalf
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose, today
from tests import cast
from tests.placements.contacts import people

PASSWORDS = {"password1": cast.PASSWORD, "password2": cast.PASSWORD}


def invited(by: User, company: TrainingCompany, **offer: Any) -> CompanyInvitation:
    offer = {"email": "Nina@garage.example", "name": "Nina Nieuw"} | offer
    return actions.invite(by=by, company=company, **offer)


def path_of(offer: CompanyInvitation) -> str:
    return tasks.invitation_address(offer).removeprefix("https://testserver")


def queued(name: str) -> list[str]:
    jobs = DBTaskResult.objects.filter(task_path=f"placements.contacts.tasks.{name}")
    return [job.args_kwargs["args"][0] for job in jobs]


def test_a_coordinator_invites_for_the_school_and_the_mail_waits_by_id_alone(
    coordinator: User, school: School, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    assert (offer.on_behalf, offer.school) == (OnBehalf.SCHOOL, school)
    assert offer.email == "nina@garage.example"
    assert offer.expires_on == today() + timedelta(days=14)
    assert queued("mail_invitation") == [str(offer.pk)]
    event = Event.objects.get(verb=Verb.INVITED)
    assert (event.actor_id, event.subject) == (coordinator.pk, offer.user_id)


def test_an_advisor_invites_for_sbb_and_a_contact_for_the_company(
    advisor: User, gijs: User, company: TrainingCompany
) -> None:
    assert invited(advisor, company).on_behalf == OnBehalf.SBB
    assert invited(gijs, company, email="b@garage.example").on_behalf == OnBehalf.COMPANY


@pytest.mark.parametrize("role", [Role.CONFIDENTIAL_COUNSELLOR, Role.CUSTODIAN, Role.STUDENT])
def test_others_of_a_school_invite_nobody(
    role: Role, school: School, company: TrainingCompany
) -> None:
    user = cast.make_user("Iemand Anders", school)
    cast.join(school, user, role)
    with pytest.raises(PermissionDenied):
        invited(user, company)


def test_a_contact_invites_nobody_for_another_company(gijs: User, other: TrainingCompany) -> None:
    with pytest.raises(PermissionDenied):
        invited(gijs, other)


def test_nobody_is_invited_for_a_company_that_ended(
    coordinator: User, company: TrainingCompany
) -> None:
    company.ended_on = today()
    with pytest.raises(errors.CompanyEnded):
        invited(coordinator, company)


def test_the_mail_names_the_company_and_nobody_and_comes_in_both_languages(
    coordinator: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    tasks.mail_invitation.call(str(offer.pk))
    [message] = mail.outbox
    text = f"{message.subject} {message.body}"
    assert message.to == ["nina@garage.example"]
    assert "Garage De Slinger" in text
    assert "The link works once" in text
    assert not [name for name in ("Nina", "Ilse", "Zeewaarde") if name in text]


def test_a_new_person_follows_the_link_sets_a_password_and_speaks_for_the_company(
    client: Client, coordinator: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    page = client.get(path_of(offer), follow=True)
    assert page.status_code == 200
    answer = client.post("/inloggen/uitnodiging/", PASSWORDS, follow=True)
    assert answer.redirect_chain[-1][0] == f"/leerbedrijf/{company.pk}/"
    assert answer.status_code == 200
    contact = CompanyContact.objects.get()
    assert (contact.company, contact.user, contact.started_on) == (company, offer.user, today())
    assert Membership.objects.get(user=offer.user).role == Role.COMPANY_CONTACT
    assert CompanyInvitation.objects.get().accepted_on == today()
    assert client.get(path_of(offer)).status_code == 410


def test_who_signs_in_later_must_give_the_mailed_code(
    client: Client, coordinator: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    client.get(path_of(offer))
    client.post("/inloggen/uitnodiging/", PASSWORDS)
    client.logout()
    client.post("/inloggen/", {"login": offer.email, "password": cast.PASSWORD})
    assert client.get(f"/leerbedrijf/{company.pk}/").status_code == 302
    assert "code" in mail.outbox[-1].body.lower()


def test_a_contact_accepts_a_second_company_with_the_same_account_and_role(
    browser: Client, gijs: User, advisor: User, other: TrainingCompany
) -> None:
    offer = invited(advisor, other, email=gijs.email)
    browser.get(path_of(offer))
    browser.post("/inloggen/uitnodiging/")
    assert policy.companies_of(gijs).count() == 2
    assert Membership.objects.of(gijs).filter(role=Role.COMPANY_CONTACT).count() == 1


@pytest.mark.parametrize("event", ["expired", "withdrawn", "ended"])
def test_a_link_that_no_longer_holds_gives_no_password_and_no_company(
    event: str, client: Client, coordinator: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    link = path_of(offer)
    client.get(link)
    if event == "withdrawn":
        actions.withdraw(by=coordinator, invitation=offer)
    elif event == "expired":
        CompanyInvitation.objects.update(expires_on=today() - timedelta(days=1))
    else:
        offer.delete()
    answer = client.post("/inloggen/uitnodiging/", PASSWORDS)
    assert answer.status_code == 410
    assert not CompanyContact.objects.exists()
    assert not User.objects.get(email="nina@garage.example").has_usable_password()


def test_resending_gives_an_expired_invitation_a_new_life(
    coordinator: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    later = offer.expires_on + timedelta(days=3)
    with suppose(later):
        actions.resend(by=coordinator, invitation=offer)
    offer.refresh_from_db()
    assert offer.expires_on == later + timedelta(days=14)
    assert len(queued("mail_invitation")) == 2


def test_a_withdrawn_invitation_is_neither_resent_nor_withdrawn_again(
    coordinator: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    actions.withdraw(by=coordinator, invitation=offer)
    for verb in (actions.resend, actions.withdraw):
        with pytest.raises(errors.InvitationClosed):
            verb(by=coordinator, invitation=offer)


def test_mail_that_fails_is_tried_again_and_shown(
    monkeypatch: pytest.MonkeyPatch, coordinator: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", Mock(side_effect=OSError))
    tasks.mail_invitation.call(str(offer.pk))
    offer.refresh_from_db()
    assert offer.mail_failed_on == today()
    assert len(queued("mail_invitation")) == 2
    page = people.staff_browser(coordinator).get("/leerbedrijf/uitnodigen/")
    assert "Mail komt niet aan" in page.content.decode()


def test_mail_that_arrives_after_all_is_no_longer_shown_as_failing(
    coordinator: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    CompanyInvitation.objects.update(mail_failed_on=today())
    tasks.mail_invitation.call(str(offer.pk))
    offer.refresh_from_db()
    assert offer.mail_failed_on is None


def test_nobody_is_asked_twice_for_the_same_company(
    coordinator: User, advisor: User, gijs: User, company: TrainingCompany
) -> None:
    invited(coordinator, company)
    for by, refusal in ((coordinator, errors.AlreadyInvited), (advisor, errors.InvitedElsewhere)):
        with pytest.raises(refusal):
            invited(by, company)
    with pytest.raises(errors.AlreadyContact):
        invited(coordinator, company, email=gijs.email)


def test_whoever_checks_companies_does_not_speak_for_one(
    coordinator: User, advisor: User, gijs: User, company: TrainingCompany
) -> None:
    with pytest.raises(errors.WorksForSchoolOrSbb):
        invited(coordinator, company, email=advisor.email)
    offer = invited(gijs, company, email=advisor.email)  # a company is told nothing of addresses
    with pytest.raises(errors.WorksForSchoolOrSbb):
        actions.accept(user=advisor, invitation=offer)


def test_an_invitation_is_no_way_to_mail_many_people(
    settings: LazySettings, gijs: User, company: TrainingCompany
) -> None:
    settings.COMPANY_INVITATIONS = 2
    for number in range(2):
        invited(gijs, company, email=f"n{number}@garage.example")
    with pytest.raises(errors.TooManyInvitations):
        invited(gijs, company, email="n3@garage.example")


def test_a_school_sees_its_own_open_invitations_and_no_others(
    coordinator: User, advisor: User, company: TrainingCompany, other: TrainingCompany
) -> None:
    own, of_sbb = invited(coordinator, company), invited(advisor, other)
    assert list(policy.invitations_of(coordinator)) == [own]
    assert list(policy.invitations_of(advisor)) == [of_sbb]
    stranger = cast.make_administrator(cast.duinkerk())
    assert not policy.invitations_of(stranger).exists()


def test_a_company_sees_who_was_invited_for_it_whoever_did(
    coordinator: User, gijs: User, company: TrainingCompany, other: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    invited(coordinator, other)
    assert list(policy.invitations_of(gijs)) == [offer]


def test_those_who_spoke_already_hear_that_somebody_joined(
    client: Client, coordinator: User, gijs: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    actions.accept(user=offer.user, invitation=offer)
    assert queued("mail_change") == [str(gijs.pk)]
    tasks.mail_change.call(str(gijs.pk))
    assert "Nina" not in mail.outbox[0].body


def test_nobody_joins_a_company_that_left_the_register_meanwhile(
    coordinator: User, company: TrainingCompany
) -> None:
    offer = invited(coordinator, company)
    TrainingCompany.objects.update(ended_on=today())
    with pytest.raises(errors.CompanyEnded):
        actions.resend(by=coordinator, invitation=offer)
    with pytest.raises(errors.CompanyEnded):
        actions.accept(user=offer.user, invitation=offer)
    actions.withdraw(by=coordinator, invitation=offer)

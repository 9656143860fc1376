"""Colleagues who speak for one company: seeing each other, stopping, and the last one."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from placements.companies.models import TrainingCompany
from placements.contacts import actions, errors, policy
from placements.contacts.models import CompanyContact, CompanyInvitation
from schools.teams.models import Membership
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import today
from tests.placements.contacts import people


def contact_of(user: User) -> CompanyContact:
    return CompanyContact.objects.active().get(user=user)


def address(contact: CompanyContact) -> str:
    return f"/leerbedrijf/{contact.company_id}/contactpersonen/{contact.pk}/stoppen/"


def test_contacts_of_a_company_see_each_other_and_who_was_invited(
    browser: Client, company: TrainingCompany, other: TrainingCompany
) -> None:
    people.make_contact(company, "Carla Collega")
    people.make_contact(other, "Bas Bakker")
    sent = {"name": "Nina Nieuw", "email": "nina@garage.example"}
    place = f"/leerbedrijf/{company.pk}/contactpersonen/"
    assert browser.post(f"{place}uitnodigen/", sent).status_code == 302
    page = browser.get(place).content.decode()
    for name in ("Gijs Garage", "Carla Collega", "Nina Nieuw"):
        assert name in page
    assert "Bas Bakker" not in page


def test_a_rule_that_is_broken_stands_on_the_page_with_what_was_typed(
    browser: Client, gijs: User, company: TrainingCompany
) -> None:
    sent = {"name": "Gijs nog eens", "email": gijs.email}
    page = browser.post(f"/leerbedrijf/{company.pk}/contactpersonen/uitnodigen/", sent)
    assert "is al contactpersoon" in page.content.decode()
    assert "Gijs nog eens" in page.content.decode()
    assert not CompanyInvitation.objects.exists()


def test_a_contact_ends_another_who_loses_the_role_with_the_last_company(
    browser: Client, company: TrainingCompany
) -> None:
    carla = people.make_contact(company, "Carla Collega")
    assert browser.post(address(contact_of(carla))).status_code == 302
    assert not policy.companies_of(carla).exists()
    assert not Membership.objects.of(carla).exists()
    assert Event.objects.get(verb=Verb.MEMBERSHIP_ENDED).subject == carla.pk
    page = people.contact_browser(carla).get(f"/leerbedrijf/{company.pk}/")
    assert page.status_code == 404


def test_somebody_with_another_company_keeps_the_role(
    gijs: User, company: TrainingCompany, other: TrainingCompany
) -> None:
    people.make_contact(other, "Gijs Garage")
    people.make_contact(company, "Carla Collega")
    contact = CompanyContact.objects.get(user=gijs, company=company)
    actions.end(by=gijs, contact=contact)
    assert list(policy.companies_of(gijs)) == [other]
    assert Membership.objects.of(gijs).count() == 1


def test_the_last_one_reads_what_is_lost_before_stopping(
    browser: Client, gijs: User, company: TrainingCompany
) -> None:
    place = address(contact_of(gijs))
    page = browser.get(place).content.decode()
    assert "geen contactpersoon meer" in page
    assert "Alleen een school of SBB" in page
    assert browser.post(place).status_code == 200  # without the confirmation: nothing happens
    assert contact_of(gijs).ended_on is None
    assert browser.post(place, {"leaves_nobody": "1"}, follow=True).status_code == 200
    assert CompanyContact.objects.get().ended_on == today()


def test_who_became_the_last_one_meanwhile_is_told_first(
    gijs: User, company: TrainingCompany
) -> None:
    contact = contact_of(gijs)
    with pytest.raises(errors.LastContact):
        actions.end(by=gijs, contact=contact)
    actions.end(by=gijs, contact=contact, leaves_nobody=True)
    with pytest.raises(PermissionDenied):
        actions.end(by=gijs, contact=contact, leaves_nobody=True)


def test_a_stranger_ends_nobody(gijs: User, other: TrainingCompany) -> None:
    bas = people.make_contact(other, "Bas Bakker")
    with pytest.raises(PermissionDenied):
        actions.end(by=bas, contact=contact_of(gijs), leaves_nobody=True)
    place = address(contact_of(gijs))
    assert people.contact_browser(bas).post(place, {"leaves_nobody": "1"}).status_code == 404


def test_a_contact_of_another_company_is_not_found_under_this_one(
    browser: Client, company: TrainingCompany, other: TrainingCompany
) -> None:
    bas = people.make_contact(other, "Bas Bakker")
    mixed = f"/leerbedrijf/{company.pk}/contactpersonen/{contact_of(bas).pk}/stoppen/"
    assert browser.post(mixed, {"leaves_nobody": "1"}).status_code == 404


def test_a_company_that_was_left_can_be_asked_again(
    gijs: User, advisor: User, company: TrainingCompany
) -> None:
    actions.end(by=gijs, contact=contact_of(gijs), leaves_nobody=True)
    offer = actions.invite(by=advisor, company=company, email=gijs.email, name="Gijs")
    actions.accept(user=gijs, invitation=offer)
    assert list(policy.companies_of(gijs)) == [company]
    assert Membership.objects.of(gijs).count() == 1

"""What helps a company further, and what it completed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from placements.companies.models import TrainingCompany
from placements.resources import actions
from placements.resources.catalogue import BY_CODE, RESOURCES
from placements.resources.models import CompletedResource
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.placements.contacts import people


def place(company: TrainingCompany, page: str = "") -> str:
    return f"/leerbedrijf/{company.pk}/hulpmiddelen/{page}"


def test_every_resource_is_shown_and_its_link_leaves_by_a_click_alone(
    browser: Client, company: TrainingCompany
) -> None:
    page = browser.get(place(company)).content.decode()
    for resource in RESOURCES:
        assert str(resource.title) in page
        assert not resource.address or f'href="{resource.address}" rel="noreferrer' in page
    assert 'src="http' not in page


def test_codes_are_distinct_and_addresses_are_plain_https() -> None:
    assert len(BY_CODE) == len(RESOURCES)
    addresses = [resource.address for resource in RESOURCES if resource.address]
    assert all(address.startswith("https://") and "?" not in address for address in addresses)
    assert len(set(addresses)) == len(addresses)


def test_a_company_notes_the_day_and_may_take_it_back(
    browser: Client, company: TrainingCompany
) -> None:
    browser.post(place(company, "toolbox/klaar/"), {"day": "2026-01-05"})
    assert CompletedResource.objects.get().completed_on == date(2026, 1, 5)
    assert "Afgerond op 5 januari 2026" in browser.get(place(company)).content.decode()
    browser.post(place(company, "toolbox/klaar/"), {"day": "06-02-2026"})
    assert CompletedResource.objects.get().completed_on == date(2026, 2, 6)
    browser.post(place(company, "toolbox/niet-klaar/"))
    assert not CompletedResource.objects.exists()


@pytest.mark.parametrize("day", ["", "morgen", "2026-02-30"])
def test_a_day_that_is_none_is_asked_again(
    day: str, browser: Client, company: TrainingCompany
) -> None:
    answer = browser.post(place(company, "toolbox/klaar/"), {"day": day})
    assert answer.status_code == 200
    assert not CompletedResource.objects.exists()


def test_nobody_has_completed_anything_tomorrow(
    browser: Client, gijs: User, company: TrainingCompany
) -> None:
    tomorrow = today() + timedelta(days=1)
    page = browser.post(place(company, "toolbox/klaar/"), {"day": tomorrow.isoformat()})
    assert "Deze dag moet nog komen." in page.content.decode()
    with pytest.raises(actions.NotYet):
        actions.complete(by=gijs, company_id=company.pk, resource=BY_CODE["toolbox"], day=tomorrow)


def test_an_unknown_resource_does_not_exist(browser: Client, company: TrainingCompany) -> None:
    assert browser.get(place(company, "onbekend/klaar/")).status_code == 404
    assert browser.post(place(company, "onbekend/niet-klaar/")).status_code == 404


def test_another_company_notes_and_takes_back_nothing_here(
    company: TrainingCompany, other: TrainingCompany
) -> None:
    bas = people.make_contact(other, "Bas Bakker")
    assert people.contact_browser(bas).get(place(company)).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.undo(by=bas, company_id=company.pk, resource=BY_CODE["toolbox"])
    with pytest.raises(PermissionDenied):
        actions.complete(by=bas, company_id=company.pk, resource=BY_CODE["toolbox"], day=today())


def test_in_english_a_resource_is_completed_and_not_closed_like_a_case(
    browser: Client, company: TrainingCompany
) -> None:
    page = browser.get("/en" + place(company)).content.decode()
    assert "Mark as completed" in page
    assert "Closed" not in page

"""Where a contact person begins: what is due, and the way to everything."""

from datetime import date as day
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from placements.accreditations.models import Programme, ProgrammeKind
from placements.commitments import actions as commitments
from placements.commitments.models import CompanyCommitment
from placements.companies.models import TrainingCompany
from placements.contacts import actions as contacts
from placements.contacts.models import CompanyContact
from placements.dashboard.due import QUICKSCAN_DAYS
from placements.places.models import ClosedBecause, State, TrainingPlace
from placements.quickscan import actions as quickscan
from placements.quickscan.questions import FIRST
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests.placements.contacts import people

ANSWERS = {question.code: 1 for question in FIRST}


def home(browser: Client, company: TrainingCompany) -> str:
    return browser.get(f"/leerbedrijf/{company.pk}/").content.decode()


def test_with_one_company_a_contact_goes_straight_to_it(
    browser: Client, company: TrainingCompany
) -> None:
    assert browser.get("/leerbedrijf/").headers["Location"] == f"/leerbedrijf/{company.pk}/"


def test_with_more_companies_each_is_listed_with_what_waits(
    browser: Client, company: TrainingCompany, other: TrainingCompany
) -> None:
    people.make_contact(other, "Gijs Garage")
    people.make_company("Kapsalon Krul")
    page = browser.get("/leerbedrijf/").content.decode()
    assert "Garage De Slinger" in page
    assert "Bakkerij Zoetekauw" in page
    assert "Kapsalon Krul" not in page
    assert "te doen" in page


def test_who_stopped_everywhere_reads_so(browser: Client, gijs: User) -> None:
    contacts.end(by=gijs, contact=CompanyContact.objects.get(), leaves_nobody=True)
    assert "geen leerbedrijf meer" in browser.get("/leerbedrijf/").content.decode()


def test_a_new_company_is_asked_for_its_facts_and_the_quickscan(
    browser: Client, company: TrainingCompany
) -> None:
    page = home(browser, company)
    assert "Studenten zien nog niet: de vergoeding" in page
    assert "Doe de quickscan" in page


def test_what_is_done_is_asked_no_more(
    browser: Client, gijs: User, company: TrainingCompany
) -> None:
    quickscan.fill(by=gijs, company_id=company.pk, answers=ANSWERS)
    TrainingCompany.objects.update(
        allowance_cents=100, learning_tasks="Banden", public_phone="0999", size_class="1-9"
    )
    page = home(browser, company)
    assert "Doe de quickscan" not in page
    assert "Vul de gegevens aan" not in page


def test_a_quickscan_is_asked_again_after_a_year(
    browser: Client, gijs: User, company: TrainingCompany
) -> None:
    quickscan.fill(by=gijs, company_id=company.pk, answers=ANSWERS)
    with suppose(today() + timedelta(days=QUICKSCAN_DAYS - 1)):
        assert "Doe de quickscan" not in home(browser, company)
    with suppose(today() + timedelta(days=QUICKSCAN_DAYS)):
        assert "meer dan een jaar geleden" in home(browser, company)


def test_promises_are_asked_for_then_their_evidence_and_then_their_renewal(
    browser: Client, gijs: User, company: TrainingCompany
) -> None:
    assert "Kies een eerste belofte" in home(browser, company)
    made = commitments.declare(by=gijs, company=company, code="gesprek")
    page = home(browser, company)
    assert "Kies een eerste belofte" not in page
    assert f"Geef bewijs: {made.name}" in page
    assert "1 beloofd, 0 nagekeken" in page
    with suppose(made.valid_until):
        page = home(browser, company)
        assert page.index(f"Vernieuw: {made.name}") < page.index("Vul de gegevens aan")
    with suppose(made.valid_until + timedelta(days=1)):
        page = home(browser, company)
        assert "Vernieuw:" not in page
        assert "0 beloofd" in page


def test_an_open_place_is_counted_and_asked_for_no_more(
    browser: Client, company: TrainingCompany
) -> None:
    assert "Zet een stageplek open" in home(browser, company)
    TrainingPlace.objects.create(
        company=company, title="Banden", programme_text="Techniek", state=State.OPEN,
        published_on=today(),
    )  # fmt: skip
    page = home(browser, company)
    assert "Zet een stageplek open" not in page
    assert "1 open" in page


@pytest.mark.parametrize(
    "place",
    [
        {"state": State.OPEN, "published_on": day(2026, 1, 2)},
        {
            "state": State.CLOSED,
            "closed_on": day(2026, 2, 2),
            "closed_because": ClosedBecause.RECOGNITION,
        },
    ],
)
def test_a_company_whose_recognition_stopped_reads_that_nobody_finds_its_place(
    browser: Client, company: TrainingCompany, place: dict[str, Any]
) -> None:
    programme = Programme.objects.create(
        kind=ProgrammeKind.KWALIFICATIE, crebo="25999", name="Autotechnicus", level=2
    )
    TrainingPlace.objects.create(
        company=company, title="Banden", programme=programme, pathway="bbl", **place
    )
    page = home(browser, company)
    assert "Zet een stageplek open" not in page
    assert "Studenten vinden je stageplek niet" in page


def test_what_is_due_counts_nothing_of_another_company(
    browser: Client, company: TrainingCompany, other: TrainingCompany
) -> None:
    bas = people.make_contact(other, "Bas Bakker")
    commitments.declare(by=bas, company=other, code="gesprek")
    assert "0 beloofd" in home(browser, company)
    assert CompanyCommitment.objects.count() == 1


def test_every_way_from_home_leads_somewhere(browser: Client, company: TrainingCompany) -> None:
    for page in (
        "gegevens",
        "contactpersonen",
        "quickscan",
        "hulpmiddelen",
        "toezeggingen",
        "plaatsen",
    ):
        place = f"/leerbedrijf/{company.pk}/{page}/"
        assert f'href="{place}"' in home(browser, company)
        assert browser.get(place).status_code == 200


def test_a_contact_reads_that_the_register_no_longer_names_the_company(
    browser: Client, company: TrainingCompany
) -> None:
    assert "staat niet meer in het register" not in home(browser, company)
    TrainingCompany.objects.update(ended_on=today())
    assert "staat niet meer in het register" in home(browser, company)

"""/leerbedrijf/uitnodigen/: finding a company, and the menu of who invites."""

import pytest
from django.test import Client

from placements.companies.actions import register as register_company
from placements.companies.models import TrainingCompany
from placements.contacts import register
from placements.contacts.models import CompanyInvitation
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.placements.contacts import people


@pytest.fixture
def school_browser(coordinator: User) -> Client:
    return people.staff_browser(coordinator)


@pytest.mark.parametrize(
    "words", ["slinger", "SLINGER", "garage ooster", "100-417-920", "100417", "noé", "NOÉ"]
)
def test_a_company_is_found_by_name_place_number_and_other_name(
    words: str, company: TrainingCompany, other: TrainingCompany
) -> None:
    register_company(id=company.pk, leerbedrijf_id="100417920", other_names="Noé's garage")
    assert list(register.find(words)) == [company]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("cafe", "Grand Café De Zwaan"),
        ("CAFÉ zwaan", "Grand Cafe De Zwaan"),
        ("cafe\u0301", "Grand Café De Zwaan"),
        ("café", "Grand Cafe\u0301 De Zwaan"),
        ("ijmuiden", "Visserij Ymuiden"),
        ("ymuiden", "Visserij IJmuiden"),
        ("sint jan", "Zorghuis St. Jan"),
        ("st.jan", "Zorghuis Sint-Jan"),
        ("c&a", "C & A Mode"),
        ("aeroskobing", "Ærøskøbing Meubels"),
        ("ærøskøbing", "Aeroskobing Meubels"),
        ("jansen-smit", "Jansen Smit Bouw"),
    ],
)
def test_a_company_is_found_however_its_letters_are_written(words: str, name: str) -> None:
    company = people.make_company(name)
    people.make_company("Bakkerij Bergwijzer")
    assert list(register.find(words)) == [company]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["winkel", "rage", "c-a", "fit4", "t4f", "4free", "ijs", "s", "sint", "zwaan de", "ij"]
)
def test_what_makes_the_question_cheap_changes_no_answer(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Fit4Free", "IJswinkel Café", "C & A", "Garage St. Jan", "Sint Jan", "De Zwaan"):
        people.make_company(name)
    found = list(register.find(words))
    monkeypatch.setattr(register, "_narrowings", [])
    assert list(register.find(words)) == found


@pytest.mark.parametrize("words", ["", "a", "%", "\x00", "_ _", "   ", "𝕏" * 200, "' OR 1=1"])
def test_strange_words_find_nothing_and_break_nothing(words: str, company: TrainingCompany) -> None:
    assert list(register.find(words)) == []


def test_a_company_that_ended_is_not_found(company: TrainingCompany) -> None:
    TrainingCompany.objects.update(ended_on=today())
    assert list(register.find("slinger")) == []


def test_a_coordinator_finds_a_company_invites_and_sees_the_invitation_wait(
    school_browser: Client, company: TrainingCompany
) -> None:
    page = school_browser.get("/leerbedrijf/uitnodigen/", {"q": "slinger"})
    link = f"/leerbedrijf/uitnodigen/{company.pk}/"
    assert link in page.content.decode()
    sent = {"name": "Nina Nieuw", "email": "nina@garage.example"}
    page = school_browser.post(link, sent, follow=True)
    assert "De uitnodiging voor Nina Nieuw is onderweg." in page.content.decode()
    offer = CompanyInvitation.objects.get()
    assert f"/leerbedrijf/uitnodigingen/{offer.pk}/opnieuw/" in page.content.decode()
    school_browser.post(f"/leerbedrijf/uitnodigingen/{offer.pk}/intrekken/")
    offer.refresh_from_db()
    assert offer.withdrawn_on == today()


def test_the_list_says_who_is_asked_in_already_and_names_nobody(
    school_browser: Client, company: TrainingCompany, gijs: User
) -> None:
    page = school_browser.get("/leerbedrijf/uitnodigen/", {"q": "slinger"}).content.decode()
    assert "heeft al een contactpersoon" in page
    assert gijs.name not in page


def test_inviting_asks_who_you_are_again_when_that_was_long_ago(
    school_browser: Client, coordinator: User, company: TrainingCompany
) -> None:
    from tests.stagebaken.accounts.signing_in import sign_in

    sign_in(school_browser, coordinator, recent=False)
    answer = school_browser.get(f"/leerbedrijf/uitnodigen/{company.pk}/")
    assert answer.status_code == 302
    assert "/inloggen/" in answer["Location"]


def test_the_menu_of_a_coordinator_leads_to_inviting_and_a_contacts_to_the_company(
    school_browser: Client, browser: Client, company: TrainingCompany
) -> None:
    assert "Leerbedrijven uitnodigen" in school_browser.get("/inloggen/account/").content.decode()
    page = browser.get("/inloggen/account/").content.decode()
    assert "Mijn leerbedrijf" in page
    assert "Leerbedrijven uitnodigen" not in page
    assert browser.get("/inloggen/start/", follow=True).redirect_chain[-1][0] == (
        f"/leerbedrijf/{company.pk}/"
    )


def test_more_than_a_page_of_companies_asks_for_a_longer_name(school_browser: Client) -> None:
    for number in range(register.LIMIT + 1):
        people.make_company(f"Kapper {number}")
    page = school_browser.get("/leerbedrijf/uitnodigen/", {"q": "kapper"}).content.decode()
    assert page.count("Nodig iemand uit") == register.LIMIT
    assert "langere naam" in page

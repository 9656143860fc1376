"""What a company says of itself, and two contacts who say it at the same time."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from placements.companies import sources
from placements.companies.marks import Marks
from placements.companies.models import TrainingCompany
from placements.companies.signals import companies_changed
from placements.contacts import profile
from placements.contacts.forms import ProfileForm
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import today
from tests.placements.contacts import people


def sent(company: TrainingCompany, **changes: Any) -> dict[str, Any]:
    facts = {
        "version": profile.version_of(TrainingCompany.objects.get(pk=company.pk)),
        "allowance": "350,50",
        "size_class": "1-9",
        "learning_tasks": "Banden wisselen en remmen nakijken.",
        "trades": "banden remmen",
        "public_email": "stage@garage.example",
        "public_phone": "",
        "website": "www.garage.example",
        "other_names": "",
    }
    return facts | changes


def place(company: TrainingCompany) -> str:
    return f"/leerbedrijf/{company.pk}/gegevens/"


def test_a_contact_writes_what_students_read_and_whoever_listens_hears_of_it(
    browser: Client, gijs: User, company: TrainingCompany
) -> None:
    heard: list[Any] = []

    def hear(companies: list[Any], **_: Any) -> None:
        heard.extend(companies)

    companies_changed.connect(hear)
    try:
        assert browser.post(place(company), sent(company)).status_code == 302
    finally:
        companies_changed.disconnect(hear)
    company.refresh_from_db()
    assert company.allowance_cents == 35_050
    assert company.website == "https://www.garage.example"
    assert heard == [company.pk]
    event = Event.objects.get(verb=Verb.COMPANY_CHANGED)
    assert (event.actor_id, event.subject) == (gijs.pk, company.pk)
    assert "allowance_cents" in event.detail["fields"]


def test_saving_what_is_there_already_changes_and_tells_nothing(
    browser: Client, company: TrainingCompany
) -> None:
    browser.post(place(company), sent(company))
    browser.post(place(company), sent(company))
    assert Event.objects.filter(verb=Verb.COMPANY_CHANGED).count() == 1


def test_facts_of_the_register_are_shown_and_cannot_be_changed(
    browser: Client, company: TrainingCompany
) -> None:
    TrainingCompany.objects.update(leerbedrijf_id="100417920", street="Kade", house_number="4")
    page = browser.get(place(company)).content.decode()
    assert "100-417-920" in page
    assert "adviseur praktijkleren" in page
    assert 'name="name"' not in page
    browser.post(place(company), sent(company, name="Anders", place="Elders", leerbedrijf_id="1"))
    company.refresh_from_db()
    assert (company.name, company.place) == ("Garage De Slinger", "Oosterhaven")


@pytest.mark.parametrize(
    "wrong",
    [
        {"allowance": ""},
        {"allowance": "-1"},
        {"allowance": "veel"},
        {"allowance": "5000,01"},
        {"size_class": ""},
        {"public_email": "geen adres"},
        {"website": "javascript:alert(1)"},
        {"version": ""},
    ],
)
def test_what_is_wrong_is_said_and_the_rest_of_the_input_stays(
    wrong: dict[str, str], browser: Client, company: TrainingCompany
) -> None:
    answer = browser.post(place(company), sent(company, **wrong))
    assert answer.status_code == 200
    assert "Banden wisselen" in answer.content.decode()
    company.refresh_from_db()
    assert company.allowance_cents is None


def test_nothing_is_an_allowance_too_and_is_not_the_same_as_unknown(
    browser: Client, company: TrainingCompany
) -> None:
    browser.post(place(company), sent(company, allowance="0"))
    company.refresh_from_db()
    assert company.allowance_cents == 0


def test_the_second_of_two_who_write_at_once_is_told_keeps_the_input_and_decides(
    browser: Client, company: TrainingCompany
) -> None:
    carla = people.contact_browser(people.make_contact(company, "Carla Collega"))
    mine, hers = sent(company, allowance="300"), sent(company, trades="motor")
    assert carla.post(place(company), hers).status_code == 302
    answer = browser.post(place(company), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Iemand anders heeft intussen bewaard" in page
    assert "€ 350,50" in page
    assert 'value="300"' in page
    company.refresh_from_db()
    assert company.allowance_cents == 35_050
    again = mine | {"version": answer.context["form"].data["version"]}
    assert browser.post(place(company), again).status_code == 302
    company.refresh_from_db()
    assert (company.allowance_cents, company.trades) == (30_000, "banden remmen")


def test_a_stale_version_never_overwrites(gijs: User, company: TrainingCompany) -> None:
    facts = {name: getattr(company, name) for name in profile.FIELDS} | {"trades": "apk"}
    stale = profile.version_of(company)
    profile.save(by=gijs, company_id=company.pk, version=stale, facts=facts)
    with pytest.raises(profile.ProfileChanged):
        profile.save(by=gijs, company_id=company.pk, version=stale, facts=facts)


def test_nobody_else_saves(company: TrainingCompany, other: TrainingCompany) -> None:
    bas = people.make_contact(other, "Bas Bakker")
    with pytest.raises(PermissionDenied):
        profile.save(by=bas, company_id=company.pk, version=profile.version_of(company), facts={})


@given(st.integers(min_value=0, max_value=500_000))
def test_cents_survive_the_form_in_both_languages(cents: int) -> None:
    company = TrainingCompany(name="Garage", allowance_cents=cents, size_class="1-9")
    euros = f"{cents // 100},{cents % 100:02}"
    data = {"version": "x", "allowance": euros, "size_class": "1-9"}
    form = ProfileForm(data, instance=company)
    assert form.is_valid(), form.errors
    assert form.facts()["allowance_cents"] == cents


@given(st.data())
def test_the_version_changes_with_each_field_and_with_nothing_else(data: st.DataObject) -> None:
    company = TrainingCompany(name="Garage")
    before = profile.version_of(company)
    name = data.draw(st.sampled_from([*profile.FIELDS, "name", "place", "latitude"]))
    setattr(company, name, 7)
    assert (profile.version_of(company) != before) == (name in profile.FIELDS)


def test_gaps_name_what_students_do_not_find(company: TrainingCompany) -> None:
    assert len(profile.gaps(company)) == 3
    company.allowance_cents = 0
    company.learning_tasks = "Banden"
    company.public_phone = "0999"
    assert profile.gaps(company) == []


def test_an_import_fills_what_a_company_left_empty_and_overwrites_none_of_its_own_words(
    browser: Client, company: TrainingCompany
) -> None:
    TrainingCompany.objects.filter(pk=company.pk).update(leerbedrijf_id="100417920")
    browser.post(place(company), sent(company, other_names="De Slinger"))
    named = {"name": "Garage De Slinger", "place": "Oosterhaven", "postcode": "9881AA"}
    theirs = {"trades": "sector 45", "website": "https://oud.example", "public_phone": "0999"}
    facts = sources.Facts("100417920", "7", "", named | theirs | {"other_names": "Oude naam"})
    sources.state(source="register", day=today(), facts=[facts], marks=Marks())
    company.refresh_from_db()
    kept = (company.trades, company.website, company.other_names)
    assert kept == ("banden remmen", "https://www.garage.example", "De Slinger")
    assert (company.public_phone, company.postcode) == ("0999", "9881AA")

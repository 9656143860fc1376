"""The public page of a leerbedrijf: facts with their days, for people and machines."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from placements.accreditations.actions import block, recognise
from placements.accreditations.approvals import approve
from placements.accreditations.models import AccreditationChange, Key, Programme, Status
from placements.companies.models import TrainingCompany
from stagebaken.accounts.models import User
from tests import cast
from tests.placements.accreditations.conftest import FILE, TODAY
from tests.placements.profiles.microdata import read

DAY = timedelta(days=1)


def page(client: Client, company: TrainingCompany, language: str = "") -> str:
    response = client.get(f"{language}/stages/{company.pk}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def erkend(key: Key) -> Key:
    recognise(key=key, source=FILE, valid_from=date(2025, 1, 1), valid_until=date(2028, 3, 1))
    return key


def test_an_english_page_says_which_words_are_dutch(
    client: Client, garage: TrainingCompany, erkend: Key
) -> None:
    TrainingCompany.objects.filter(pk=garage.pk).update(learning_tasks="Banden wisselen")
    html = page(client, garage, "/en")
    assert 'itemprop="description" lang="nl">Banden wisselen' in html
    assert f'<span itemprop="name" lang="nl">{erkend_name(erkend)}</span>' in html
    help_page = client.get("/en/hulp/").content.decode()
    assert 'lang="nl">College voor de Rechten van de Mens' in help_page
    assert "lang=" not in page(client, garage).split("<main", 1)[1].split("</main", 1)[0]


def erkend_name(key: Key) -> str:
    return Programme.objects.get(pk=key.programme_id).name


@pytest.fixture
def advisor(db: None) -> User:
    return cast.make_user("Arend Adviseur")


def test_a_visitor_reads_for_what_and_until_when_a_company_is_erkend(
    client: Client, garage: TrainingCompany, erkend: Key
) -> None:
    html = page(client, garage)
    assert "Erkend leerbedrijf, stand van vandaag" in html
    assert "100-417-920" in html
    assert "1 maart 2028" in html
    assert "Niet bekend" in html


def test_pathways_with_the_same_days_share_a_line(
    client: Client, garage: TrainingCompany, erkend: Key
) -> None:
    bbl = Key(garage.pk, erkend.programme_id, "bbl")
    recognise(key=bbl, source=FILE, valid_until=date(2028, 3, 1))
    assert "bbl, bol" in page(client, garage)


def test_a_suspension_shows_from_when_the_company_counts_again_and_never_why(
    client: Client, garage: TrainingCompany, erkend: Key, advisor: User
) -> None:
    block(
        key=erkend, status=Status.SUSPENDED, source="SBB", day=TODAY, until=TODAY + 9 * DAY,
        reason="Melding van een student", by=advisor,
    )  # fmt: skip
    html = page(client, garage)
    assert "Vandaag niet erkend" in html
    assert "nu niet erkend, wel vanaf 7 december 2026" in html
    assert "Niet meer erkend voor" in html
    for secret in ("melding van een student", "arend", "geschorst", "ingetrokken", "schors"):
        assert secret not in html.lower()


def test_what_was_withdrawn_says_since_when_without_unfolding_the_history(
    client: Client, garage: TrainingCompany, erkend: Key
) -> None:
    block(key=erkend, status=Status.WITHDRAWN, source="SBB", day=TODAY, reason="x")
    sentence = "Autotechnicus (bol): niet meer erkend sinds 27 november 2026."
    assert sentence in page(client, garage).split("Geschiedenis", maxsplit=1)[0]
    assert "no longer accredited since 27 November 2026" in page(client, garage, "/en")


def test_a_suspension_and_a_lapse_read_the_same(
    client: Client, garage: TrainingCompany, mechanic: Programme
) -> None:
    """Who compares two pages cannot tell for which company SBB decided something."""
    one, two = Key(garage.pk, mechanic.pk, "bol"), Key(garage.pk, mechanic.pk, "bbl")
    recognise(key=one, source=FILE)
    recognise(key=two, source=FILE, valid_until=TODAY - DAY)
    block(key=one, status=Status.WITHDRAWN, source="SBB", day=TODAY, reason="x")
    assert "Autotechnicus (bbl, bol)" in page(client, garage)


def test_a_planned_decision_is_not_told_before_its_day(
    client: Client, garage: TrainingCompany, erkend: Key, advisor: User
) -> None:
    block(key=erkend, status=Status.WITHDRAWN, source="SBB", day=TODAY + DAY, by=advisor)
    assert AccreditationChange.objects.filter(takes_effect_on=TODAY + DAY).exists()
    assert "Niet meer erkend" not in page(client, garage)


def test_the_approval_of_a_hbo_school_is_shown_and_is_no_recognition(
    client: Client, garage: TrainingCompany, designer: Programme
) -> None:
    school = cast.duinkerk()
    by = cast.make_administrator(school)
    approve(
        by=by, school=school, company=garage, programme=designer, valid_from=TODAY,
        valid_until=date(2027, 8, 31), reason="Bezocht door Els",
    )  # fmt: skip
    html = page(client, garage)
    assert "Goedgekeurd door Hogeschool Duinkerk tot en met 31 augustus 2027" in html
    assert "Goedgekeurd door een school, niet erkend" in html
    assert "Erkend leerbedrijf" not in html
    assert "Bezocht door Els" not in html
    assert by.name not in html


def test_an_ended_company_says_so_and_is_not_erkend(
    client: Client, garage: TrainingCompany, erkend: Key
) -> None:
    TrainingCompany.objects.filter(pk=garage.pk).update(ended_on=TODAY)
    html = page(client, garage)
    assert "staat niet meer in het register" in html
    assert "Erkend leerbedrijf" not in html
    assert "Autotechnicus" not in html.split("Geschiedenis")[0]


def test_reporting_is_one_link_that_names_no_company(
    client: Client, garage: TrainingCompany, erkend: Key
) -> None:
    html = page(client, garage)
    links = [part.split('"')[0] for part in html.split('href="') if "melden" in part.split('"')[0]]
    assert set(links) == {"/melden/"}


def test_a_machine_reads_the_same_facts_without_any_script(
    client: Client, garage: TrainingCompany, erkend: Key
) -> None:
    TrainingCompany.objects.filter(pk=garage.pk).update(
        street="Kade", house_number="4", place="Oosterhaven", website="https://windwijzer.example/"
    )
    reader = read(page(client, garage))
    [company] = reader.items
    assert company.kind == "https://schema.org/Organization"
    assert company.only("name") == "Autobedrijf Windwijzer"
    assert company.only("url") == "https://windwijzer.example/"
    assert company.only("identifier").only("value") == "100417920"
    assert company.only("address").only("addressLocality") == "Oosterhaven"
    credential = company.only("hasCredential")
    assert credential.only("name") == "Autotechnicus"
    assert credential.only("identifier") == "90211"
    assert credential.only("expires") == "2028-03-01"
    assert credential.only("recognizedBy").only("name") == "SBB"
    assert reader.scripts == 0


def test_the_page_asks_the_database_as_often_for_a_large_company_as_for_a_small_one(
    client: Client,
    garage: TrainingCompany,
    erkend: Key,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(30):
        programme = Programme.objects.create(
            kind="kwalificatie", crebo=f"{91000 + number}", name=f"Vak {number}"
        )
        recognise(key=Key(garage.pk, programme.pk, "bol"), source=FILE)
    # Company; recognitions; approvals; commitments and their events and schools; places; history;
    # the demo's banner.
    with django_assert_max_num_queries(9):
        html = page(client, garage)
    assert "Vak 29" in html


def test_a_student_in_another_language_reads_it_in_english(
    client: Client, garage: TrainingCompany, erkend: Key
) -> None:
    html = page(client, garage, "/en")
    assert "Accredited training company" in html
    assert "Waarvoor" not in html


def test_a_company_that_does_not_exist_is_not_found(client: Client, db: None) -> None:
    assert client.get(f"/stages/{uuid.uuid4()}/").status_code == 404


def test_a_postcode_reads_as_people_write_it(client: Client, garage: TrainingCompany) -> None:
    TrainingCompany.objects.filter(pk=garage.pk).update(postcode="9881AA", place="Oosterhaven")
    assert ">9881 AA<" in page(client, garage)

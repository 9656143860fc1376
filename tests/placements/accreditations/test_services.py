"""The BPV services: the form of a school, the API of its systems, and one interface for both."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from placements.accreditations.actions import block, recognise
from placements.accreditations.bpv import BpvServices, OwnRegister, bpv_services
from placements.accreditations.models import Key, Status
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from tests.placements.accreditations.conftest import FILE, TODAY

API = "/api/v1/accreditations/"
QUESTION = {"leerbedrijf_id": "100417920", "crebo": "90211", "day": TODAY.isoformat()}


@pytest.fixture
def services() -> BpvServices:
    return OwnRegister()


@pytest.fixture
def erkend(key: Key) -> Key:
    recognise(key=key, source=FILE, valid_until=TODAY)
    return key


def test_a_company_is_verified_for_a_programme_and_a_first_day(
    services: BpvServices, erkend: Key
) -> None:
    def ask(crebo: str = "90211", day: date = TODAY, pathway: str = "") -> bool:
        return services.verify(leerbedrijf_id="100417920", crebo=crebo, day=day, pathway=pathway)

    assert ask()
    assert ask(pathway="bol")
    assert not ask(pathway="bbl")
    assert not ask(crebo="90212")
    assert not ask(day=TODAY + timedelta(days=1))


def test_a_company_that_left_the_register_is_erkend_for_nothing(
    services: BpvServices, garage: TrainingCompany, erkend: Key
) -> None:
    TrainingCompany.objects.filter(pk=garage.pk).update(ended_on=TODAY)
    asked = {"leerbedrijf_id": "100417920", "crebo": "90211"}
    assert not services.verify(**asked, day=TODAY)
    assert services.verify(**asked, day=TODAY - timedelta(days=1))
    details = services.details(leerbedrijf_id="100417920", day=TODAY)
    assert details is not None
    assert details.recognitions == []


def test_a_company_is_identified_by_name_and_postcode(services: BpvServices, erkend: Key) -> None:
    register(name="Bakkerij Zoë", postcode="1234AB")

    def names(name: str, postcode: str) -> list[str]:
        return [one.name for one in services.identify(name=name, postcode=postcode, day=TODAY)]

    assert names("windwijzer", "1234 ab") == ["Autobedrijf Windwijzer"]
    assert names("zoe", "1234AB") == ["Bakkerij Zoë"]
    assert names("windwijzer", "1234") == []
    assert names("", "1234AB") == []
    found = services.identify(name="windwijzer", postcode="1234AB", day=TODAY)
    assert (found[0].leerbedrijf_id, found[0].is_erkend) == ("100417920", True)


def test_a_company_is_found_by_number_or_name(services: BpvServices, erkend: Key) -> None:
    for text in ("100-417-920", "100417920", "wind auto"):
        assert [one.name for one in services.search(text=text, day=TODAY)] == [
            "Autobedrijf Windwijzer"
        ]
    for text in ("", "  ", "\x00", "zeppelin", "999999999"):
        assert services.search(text=text, day=TODAY) == []


def test_who_follows_a_company_hears_that_it_is_no_longer_erkend_and_not_why(
    services: BpvServices, erkend: Key
) -> None:
    numbers = ["100417920"]
    known = services.mutations(leerbedrijf_ids=numbers, after=0)[-1].number
    block(key=erkend, status=Status.WITHDRAWN, source="SBB", day=TODAY, reason="geheim")
    [news] = services.mutations(leerbedrijf_ids=numbers, after=known)
    assert (news.crebo, news.day, news.is_erkend) == ("90211", TODAY, False)
    assert "geheim" not in repr(news)
    assert services.mutations(leerbedrijf_ids=["999999999"], after=0) == []
    assert services.mutations(leerbedrijf_ids=[], after=0) == []


def test_the_settings_name_the_answerer() -> None:
    assert isinstance(bpv_services(), OwnRegister)


def test_a_coordinator_checks_a_company_without_script(client: Client, erkend: Key) -> None:
    html = client.get("/stages/controle/", QUESTION).content.decode()
    assert ">Erkend</h2>" in html
    assert "Autobedrijf Windwijzer" in html
    later = (TODAY + timedelta(days=1)).isoformat()
    assert (
        "Niet erkend" in client.get("/stages/controle/", QUESTION | {"day": later}).content.decode()
    )


def test_a_number_with_dashes_is_understood_and_a_wrong_one_explained(
    client: Client, erkend: Key
) -> None:
    html = client.get("/stages/controle/", QUESTION | {"leerbedrijf_id": "100-417-920"})
    assert "Autobedrijf Windwijzer" in html.content.decode()
    wrong = client.get("/stages/controle/", QUESTION | {"crebo": "9021"}).content.decode()
    assert "Een crebo heeft 5 cijfers." in wrong
    assert ">Erkend</h2>" not in wrong


def test_who_does_not_know_the_number_finds_it(client: Client, erkend: Key) -> None:
    asked = {"name": "Windwijzer", "postcode": "1234 AB"}
    html = client.get("/stages/controle/nummer/", asked).content.decode()
    assert "?leerbedrijf_id=100417920" in html


def test_the_api_answers_with_what_was_asked(client: Client, erkend: Key) -> None:
    answer = client.get(f"{API}verify/", QUESTION)
    assert answer.json() == QUESTION | {"pathway": None, "erkend": True}


@pytest.mark.parametrize(
    "wrong", [{"day": "gisteren"}, {"crebo": "9"}, {"leerbedrijf_id": "x"}, {"pathway": "x"}]
)
def test_a_question_that_makes_no_sense_is_a_problem(
    client: Client, erkend: Key, wrong: dict[str, str]
) -> None:
    answer = client.get(f"{API}verify/", QUESTION | wrong)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()["errors"]) == set(wrong)


def test_a_system_follows_the_companies_that_it_names(client: Client, erkend: Key) -> None:
    first = client.get(f"{API}changes/", {"leerbedrijf_id": "100417920"}).json()
    assert [one["erkend"] for one in first["results"]] == [True]
    after = {"leerbedrijf_id": "100417920", "after": first["next"]}
    assert client.get(f"{API}changes/", after).json() == {"results": [], "next": first["next"]}


def test_nobody_can_ask_for_the_changes_of_all_companies(client: Client, erkend: Key) -> None:
    many = [f"{number:09}" for number in range(101)]
    assert client.get(f"{API}changes/").status_code == 400
    assert client.get(f"{API}changes/", {"leerbedrijf_id": many}).status_code == 400


@given(
    st.dictionaries(
        st.sampled_from(["leerbedrijf_id", "crebo", "day", "pathway", "after", "name", "postcode"]),
        st.text(),
    )
)
@example({"name": "\x00", "postcode": "1234\x00"})
@example({"leerbedrijf_id": "١٢٣٤٥٦٧٨٩", "crebo": "٩٠٢١١", "day": "0001-01-01"})
@example({"leerbedrijf_id": "100417920", "after": "9" * 400})
def test_no_question_breaks_anything(
    client: Client, garage: TrainingCompany, asked: dict[str, str]
) -> None:
    query = urlencode(asked, errors="surrogatepass")
    for address in ("/stages/controle/", "/stages/controle/nummer/"):
        assert client.get(f"{address}?{query}").status_code == 200
    for address in (f"{API}verify/", f"{API}changes/"):
        assert client.get(f"{address}?{query}").status_code in {200, 400}


def test_a_check_asks_the_database_a_few_questions(
    client: Client, erkend: Key, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        client.get("/stages/controle/", QUESTION)
    with django_assert_max_num_queries(1):
        client.get(f"{API}verify/", QUESTION)


def test_a_company_that_left_the_register_is_erkend_until_that_day(
    client: Client, services: BpvServices, garage: TrainingCompany, key: Key
) -> None:
    recognise(key=key, source=FILE)
    garage.ended_on = TODAY
    garage.save()
    assert client.get(f"{API}verify/", QUESTION).json()["erkend"] is False
    [found] = services.search(text="100417920", day=TODAY)
    assert not found.is_erkend
    details = services.details(leerbedrijf_id="100417920", day=TODAY)
    assert details is not None
    assert details.recognitions == []
    before = {**QUESTION, "day": (TODAY - timedelta(days=1)).isoformat()}
    assert client.get(f"{API}verify/", before).json()["erkend"] is True

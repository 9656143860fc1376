"""A school of the hbo reads of nothing that only SBB does (R15): not on page, in a file, nor 0."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.registration.vocabulary import OF_SBB
from reports.yearly import reading
from reports.yearly.catalogue import CELLS
from schools.registry.models import School
from tests.cast import duinkerk, make_member, zeewaarde
from tests.reports.yearly.making import HANDLED, YEAR, records, released, schools
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
WORDS = ("SBB", "sbb", "suspended", "revoked")


def reader(school: School) -> Client:
    client = Client()
    sign_in(client, make_member(school).user)
    return client


@pytest.fixture
def hbo() -> School:
    """Among schools of the mbo that handed reports over, so that the whole country has figures."""
    school = duinkerk()
    records(school, 40, **HANDLED)
    for other in (zeewaarde(), *schools(5)):
        records(other, 40, **HANDLED | {"measures": ["sbb"], "outcome": "revoked"})
    released()
    return school


def addresses(school: School) -> list[str]:
    kwargs = {"code": school.code, "year": YEAR}
    return [reverse(f"yearly:{name}", kwargs=kwargs) for name in ("school", "school_csv")]


def test_no_page_and_no_file_of_a_hbo_school_names_sbb(hbo: School) -> None:
    client = reader(hbo)
    for address in addresses(hbo):
        answer = client.get(address)
        assert answer.status_code == 200
        said = b"".join(answer) if answer.streaming else answer.content
        body = said.decode().split("<main", 1)[-1].split("</main>", 1)[0]
        assert not [word for word in WORDS if word in body], address
    page = client.get(addresses(hbo)[0]).content.decode()
    assert "Wat alleen in het mbo kan, staat hier niet." in page
    assert "Gesprek met het leerbedrijf" in page


def test_a_school_of_the_mbo_reads_all_of_it(hbo: School) -> None:
    mbo = School.objects.get(code="zeewaarde")
    page = reader(mbo).get(addresses(mbo)[0]).content.decode()
    assert "Doorgegeven aan SBB" in page
    assert "SBB heeft de erkenning ingetrokken" in page


def test_what_is_left_out_is_what_only_sbb_does(hbo: School) -> None:
    release = reading.releases()[0]
    report = reading.of_school(release, hbo)
    assert report is not None
    shown = {cell for _column, cell, _label, _figure in report.figures()}
    assert {item for _table, item in set(CELLS) - shown} == set(OF_SBB)

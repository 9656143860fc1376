"""A report about a company changes nothing that anybody can read of it (R23)."""

import pytest
from django.test import Client

from placements.accreditations.actions import recognise
from placements.accreditations.models import Key
from placements.companies.models import TrainingCompany
from reports.dossiers.account import Account
from reports.intake.actions import Filing, file_report
from stagebaken.vault import receipts
from tests import cast
from tests.placements.accreditations.conftest import FILE, TODAY


@pytest.mark.parametrize("wish", ["count", "act"])
def test_no_page_or_api_of_a_company_tells_that_somebody_reported(
    client: Client, garage: TrainingCompany, key: Key, wish: str
) -> None:
    recognise(key=key, source=FILE)
    school = cast.zeewaarde()
    cast.make_team(school)
    cast.make_recovery(school)
    addresses = (
        f"/stages/{garage.pk}/",
        f"/en/stages/{garage.pk}/",
        f"/stages/controle/?leerbedrijf_id=100417920&crebo=90211&day={TODAY}",
        "/stages/controle/nummer/?name=windwijzer&postcode=1234AB",
        f"/api/v1/accreditations/verify/?leerbedrijf_id=100417920&crebo=90211&day={TODAY}",
        "/api/v1/accreditations/changes/?leerbedrijf_id=100417920",
    )

    def read() -> list[bytes]:
        return [client.get(address).content for address in addresses]

    before = read()
    account = Account(
        school=school.code,
        account="Ik mocht niet komen om mijn achternaam.",
        phases=["seeking"],
        grounds=["race"],
        company_id=str(garage.pk),
        company_text=garage.name,
        wish=wish,
    )
    file_report(filing=Filing(school=school, account=account), receipt=receipts.new_receipt())
    assert read() == before

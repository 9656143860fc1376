"""The demo shows a suspended recognition and a hbo approval, each on the company's own page."""

import pytest
from django.test import Client

from placements.companies.models import TrainingCompany
from reports.demo.judgements import APPROVED, SUSPENDED
from reports.demo.scene import build
from stagebaken.web.days import today


@pytest.mark.django_db
def test_the_demo_shows_what_sbb_and_a_hogeschool_decided(client: Client) -> None:
    list(build(today()))

    def page(name: str) -> str:
        company = TrainingCompany.objects.get(name=name)
        return client.get(f"/stages/{company.pk}/").content.decode()

    assert "nu niet erkend, wel vanaf" in page(SUSPENDED)
    for name in APPROVED:
        assert "Goedgekeurd door Hogeschool Duinkerk tot en met" in page(name)
        assert "Vandaag niet erkend" not in page(name)

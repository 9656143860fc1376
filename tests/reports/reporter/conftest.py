"""A browser in which the reporter opened a dossier."""

import pytest
from django.test import Client

from reports.intake.actions import FiledReport
from schools.registry.models import School
from stagebaken.vault import receipts
from tests.cast import Member, make_team, zeewaarde
from tests.reports.filing import file

RECEIPT = receipts.normalise("0" * 25)
OPEN = "/dossier/"


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school, receipt=RECEIPT)


@pytest.fixture
def reporter(client: Client, filed: FiledReport) -> Client:
    """A browser in which a filed dossier was opened with its code."""
    client.post(OPEN, {"code": receipts.grouped(RECEIPT)})
    return client

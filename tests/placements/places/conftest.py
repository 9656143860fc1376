"""A garage, its contact, and a client that has signed in as theirs."""

import pytest
from django.test import Client

from placements.accreditations.models import Programme
from placements.companies.models import TrainingCompany
from stagebaken.accounts.models import User
from tests.placements.places.writing import a_company, a_contact, a_programme, recognised
from tests.stagebaken.accounts.signing_in import sign_in


@pytest.fixture
def garage(db: None) -> TrainingCompany:
    return a_company()


@pytest.fixture
def gijs(garage: TrainingCompany) -> User:
    return a_contact(garage)


@pytest.fixture
def programme(garage: TrainingCompany) -> Programme:
    """The garage is erkend for it, in bol."""
    found = a_programme()
    recognised(garage, found)
    return found


@pytest.fixture
def client(gijs: User) -> Client:
    client = Client()
    sign_in(client, gijs)
    return client

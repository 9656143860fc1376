"""Every address × role has its expected status; an address without a row fails."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from tests.access import rows, world
from tests.access.row import ROLES, Row, Unreached
from tests.access.world import World


def table() -> tuple[list[Row], list[Unreached]]:
    """The rows of every feature: one module each in tests/access/rows."""
    found: list[Row] = []
    unreached: list[Unreached] = []
    for module in pkgutil.iter_modules(rows.__path__):
        feature = importlib.import_module(f"{rows.__name__}.{module.name}")
        found += feature.ROWS
        unreached += getattr(feature, "UNREACHED", [])
    return found, unreached


ROWS, UNREACHED = table()


def addresses(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, str]]:
    """Every address of the product: its full name and its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name or ''}", str(pattern.pattern)


def test_every_address_has_a_row() -> None:
    listed = {row.name for row in ROWS} | {one.name for one in UNREACHED}
    known = dict(addresses(get_resolver().url_patterns))
    assert not known.keys() - listed, "addresses without a row"
    assert not listed - known.keys(), "rows without an address"


def test_every_row_names_every_role() -> None:
    assert not [str(row) for row in ROWS if row.expected.keys() != set(ROLES)]


@pytest.fixture(scope="module")
def everyone(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for the whole table; every request is undone."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block._from_testcase = True  # type: ignore[attr-defined]  # durable blocks run inside
        with block:
            yield world.build()
            transaction.set_rollback(True)


@pytest.mark.django_db  # without a mark no test database is made
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_role_gets_what_the_table_says(row: Row, everyone: World) -> None:
    found = {role: status(row, role, everyone) for role in ROLES}
    differing = {role: (found[role], row.expected[role]) for role in ROLES
                 if found[role] != row.expected[role]}  # fmt: skip
    assert not differing, "role: (got, expected)"


def status(row: Row, role: str, everyone: World) -> int:
    """Ask, and undo what the asking did."""
    address = reverse(row.name, kwargs=dict(row.kwargs(everyone)))
    client = everyone.clients[role]
    cookies = client.cookies.copy()
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # durable blocks run inside
    with block:
        data = dict(row.data(everyone))
        extra = {"content_type": "application/json"} if row.json else {}
        answer = getattr(client, row.method)(address, data, **extra)
        transaction.set_rollback(True)
    client.cookies = cookies
    return int(answer.status_code)

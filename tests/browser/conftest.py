"""Every journey in this folder drives the same Chromium."""

import pytest

from tests.browser.chromium import browser, page_at

__all__ = ["browser", "page_at"]


@pytest.fixture(autouse=True, scope="session")
def database_first(django_db_setup: None) -> None:
    """Before the server: it would take the database for one in memory, and share one connection
    with the test. A run of this folder alone then died when a test ended.
    """

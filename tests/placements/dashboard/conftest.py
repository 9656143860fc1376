"""The garage and its contact person."""

from tests.placements.contacts.conftest import browser, company, gijs, other

__all__ = ["browser", "company", "gijs", "other"]

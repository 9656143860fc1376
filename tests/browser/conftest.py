"""Every journey in this folder drives the same Chromium."""

from tests.browser.chromium import browser, page_at

__all__ = ["browser", "page_at"]

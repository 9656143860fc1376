"""What all tests of the demo share."""

import pytest

from reports.demo import outcomes


@pytest.fixture(autouse=True)
def few_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The attack that guards published figures takes seconds a school; of one measure hardly any,
    and the demo is made for nearly every test here."""
    monkeypatch.setattr(outcomes, "MEASURES", ("n",))

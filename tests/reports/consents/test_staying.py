"""What stays with a receiver is told from the settings: before the yes, and before a withdrawal."""

from typing import Any

import pytest
from django.conf import settings as configured

from reports.consents import staying
from reports.consents.vocabulary import TEXT_VERSION, Step


def told(step: Step, receiver: str = "discriminatie.nl") -> str:
    return " ".join(staying.told(step, receiver))


def test_the_term_of_sbb_is_that_of_the_settings(settings: Any) -> None:
    assert "hoogstens tot 2 jaar na de uitkomst" in told(Step.SBB)
    assert "wist SBB de kopie 3 jaar na de dag" in told(Step.SBB)
    settings.SBB_KEEP_DAYS, settings.SBB_OPEN_DAYS = 365, 400
    assert "hoogstens tot 1 jaar na de uitkomst" in told(Step.SBB)
    assert "wist SBB de kopie 400 dagen na de dag" in told(Step.SBB)


@pytest.mark.parametrize("step", Step)
def test_every_step_says_what_a_withdrawal_does_not_take_back(step: Step) -> None:
    assert "Trek je je melding in" in told(step)
    assert "je school" in told(step), "what goes along is part of what leaves"


def test_another_term_is_another_text() -> None:
    """Recorded with each yes is the version of these words: a term changes their meaning."""
    assert (TEXT_VERSION, configured.SBB_KEEP_DAYS, configured.SBB_OPEN_DAYS) == (2, 730, 1095)

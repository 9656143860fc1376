"""The letter in which a school reads what SBB concluded: what fits, in the schools' language."""

import datetime as dt

import pytest
from django.utils.translation import override

from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion

REASONS = "De garage past de werkverdeling aan."


def test_a_suspension_names_programmes_days_and_reasons() -> None:
    outcome = Outcome(
        conclusion=Conclusion.SUSPENDED,
        reasons=REASONS,
        scope_names=["Kok (bol)", "Kok (bbl)"],
        day=dt.date(2026, 12, 1),
        until=dt.date(2027, 3, 1),
    )
    assert outcome.letter().splitlines() == [
        "Uitkomst: Erkenning geschorst",
        "Voor: Kok (bol), Kok (bbl)",
        "Vanaf: 1 december 2026",
        "Tot en met: 1 maart 2027",
        f"Waarom: {REASONS}",
    ]


def test_agreements_say_what_and_by_when() -> None:
    outcome = Outcome(
        conclusion=Conclusion.AGREEMENT,
        reasons=REASONS,
        agreements="Een gesprek met het team.",
        until=dt.date(2027, 3, 1),
    )
    assert outcome.letter().splitlines() == [
        "Uitkomst: Verbeterafspraken",
        "Afspraken: Een gesprek met het team.",
        "Klaar uiterlijk: 1 maart 2027",
        f"Waarom: {REASONS}",
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_letter_is_the_same_whoever_writes_it(language: str) -> None:
    outcome = Outcome(conclusion=Conclusion.NO_ACTION, reasons=REASONS)
    with override(language):
        assert outcome.letter() == f"Uitkomst: Geen actie\nWaarom: {REASONS}"

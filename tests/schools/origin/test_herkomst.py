"""Herkomst follows from countries of birth as at CBS since 2022 (R29)."""

import pytest

from schools.origin.herkomst import IN_EUROPE, LAND, Birthplace, derive
from schools.origin.vocabulary import Herkomst

NL, MA, PL, TR = (Birthplace.NETHERLANDS, Birthplace.MOROCCO, Birthplace.POLAND, Birthplace.TURKEY)


@pytest.mark.parametrize(
    ("own", "mother", "father", "herkomst", "land", "born_nl"),
    [
        (NL, NL, NL, "Nederland", "Nederland", True),
        (NL, NL, MA, "Buiten-Europa", "Marokko", True),
        (NL, MA, PL, "Buiten-Europa", "Marokko", True),  # two abroad: the mother's decides
        (NL, PL, NL, "Europa", "Polen", True),
        (PL, MA, MA, "Europa", "Polen", False),  # born abroad: the own country decides
        (MA, NL, NL, "Buiten-Europa", "Marokko", False),  # also with parents of here
        (NL, "", MA, "Buiten-Europa", "Marokko", True),  # the mother's is not known
        (NL, "", NL, "Nederland", "Nederland", True),
        (NL, NL, "", "Onbekend", "", True),
        (NL, "", "", "Onbekend", "", True),
        ("", MA, MA, "Onbekend", "", None),
        ("europe", "", "", "Europa", "", False),
        ("outside", "", "", "Buiten-Europa", "", False),
        (TR, TR, TR, "Buiten-Europa", "Turkije", False),
        ("", "", "", "Onbekend", "", None),
    ],
)
def test_herkomst_follows_the_rule(
    own: str, mother: str, father: str, herkomst: str, land: str, born_nl: bool | None
) -> None:
    assert derive(own, mother, father) == (Herkomst(herkomst), land, born_nl)


def test_every_country_has_the_name_of_a_cohorts_file() -> None:
    assert set(Birthplace) - set(LAND) == {Birthplace.EUROPE, Birthplace.OUTSIDE}
    assert Birthplace.NETHERLANDS not in IN_EUROPE

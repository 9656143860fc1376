"""What the cells of real files hold, and what is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.imports import cleaning
from stagebaken.imports.cleaning import Refused


@pytest.mark.parametrize("name", ["Café Zoë", "Súdwest-Fryslân", "’t Wad", "São Paulo"])
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_name_that_was_encoded_too_often_is_repaired(name: str, turns: int) -> None:
    mistaken = name
    for _ in range(turns):
        mistaken = "".join(
            bytes([byte]).decode("cp1252", errors="stagebaken.latin1") for byte in mistaken.encode()
        )
    assert cleaning.repaired(mistaken) == name


@given(st.text(max_size=60))
def test_any_cell_becomes_one_clean_line(cell: str) -> None:
    line = cleaning.text(cell)
    assert line == line.strip()
    assert not any(sign in line for sign in "\x00\n\r\t")
    line.encode()


@pytest.mark.parametrize("sign", "\u202e\u202a\u2066\u2069\u200e\u200f\u061c\u00ad\u2060")
def test_signs_that_nobody_sees_are_left_out_and_a_word_stays_one(sign: str) -> None:
    assert cleaning.text(f"{sign}Noor{sign} Ha{sign}ven{sign}") == "Noor Haven"


def test_joiners_that_are_letters_stay() -> None:
    assert cleaning.text("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    "written",
    ["2026-03-01", "01-03-2026", "20260301", "1-3-2026", "01/03/2026", "2026-03-01 00:00"],
)
def test_a_day_in_the_forms_of_spreadsheets(written: str) -> None:
    assert str(cleaning.day(written, "van")) == "2026-03-01"


def test_a_day_far_away_means_no_end_and_a_day_that_is_none_is_refused() -> None:
    assert cleaning.day("9999-12-31", "tot") is None
    assert cleaning.day("", "tot") is None
    with pytest.raises(Refused, match="tot '31-02-2026' is no date"):
        cleaning.day("31-02-2026", "tot")

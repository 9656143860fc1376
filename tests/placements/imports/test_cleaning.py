"""What the cells of real files hold, and what is made of it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.imports import cleaning
from placements.imports.cleaning import Refused


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("'s-HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("IJSSELSTEIN", "IJsselstein"),
        ("KRIMPEN AAN DEN IJSSEL", "Krimpen aan den IJssel"),
        ("EDE GLD", "Ede GLD"),
        ("ALTEVEER GEM NOORDENVELD", "Alteveer gem Noordenveld"),
        ("BEEK GEM BERG EN DAL", "Beek gem Berg en Dal"),
        ("'T HARDE", "'t Harde"),
        ("2E EXLOERMOND", "2e Exloermond"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("NIEUW- EN ST. JOOSLAND", "Nieuw- en St. Joosland"),
        ("TER APEL", "Ter Apel"),
        ("Capelle aan den IJssel", "Capelle aan den IJssel"),
        ("Bleskensgraaf ca", "Bleskensgraaf ca"),
        (" ", ""),
    ],
)
def test_upper_case_places_are_written_as_people_do(written: str, read: str) -> None:
    assert cleaning.place(written) == read


@given(st.text(max_size=90))
def test_a_place_that_was_read_is_read_the_same_again(written: str) -> None:
    once = cleaning.place(written)
    assert cleaning.place(once) == once


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


@given(st.text(max_size=30))
def test_any_cell_is_a_fact_or_refused(cell: str) -> None:
    for read in (
        cleaning.leerbedrijf_id,
        cleaning.crebo,
        cleaning.pc4,
        lambda cell: cleaning.day(cell, "van"),
    ):
        with suppress(Refused):
            read(cell)
    cleaning.postcode(cell)
    cleaning.coordinates(cell, cell)
    cleaning.rd_coordinates(cell, cell)
    cleaning.level(cell)


@pytest.mark.parametrize(
    ("written", "read"),
    [("3511 ab", "3511AB"), ("3511", "3511"), ("0000AA", ""), ("B-2000", ""), ("35110", "")],
)
def test_postcodes(written: str, read: str) -> None:
    assert cleaning.postcode(written) == read


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


def test_points_that_cannot_be_are_none_and_swapped_ones_are_turned() -> None:
    assert cleaning.coordinates("0", "0") is None
    assert cleaning.coordinates("52,1", "5.1") == (52.1, 5.1)
    assert cleaning.coordinates("5.1", "52.1") == (52.1, 5.1)
    assert cleaning.rd_coordinates("0", "0") is None
    assert cleaning.rd_coordinates("155000", "463000") == (52.155174, 5.387206)

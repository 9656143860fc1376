"""What the cells of real registers hold, and what is made of it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.imports import registers
from schools.registry import programmes
from stagebaken.imports import cleaning
from stagebaken.imports.cleaning import Refused


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
    assert registers.place(written) == read


@given(st.text(max_size=90))
def test_a_place_that_was_read_is_read_the_same_again(written: str) -> None:
    once = registers.place(written)
    assert registers.place(once) == once


@given(st.text(max_size=30))
def test_any_cell_is_a_fact_or_refused(cell: str) -> None:
    for read in (
        registers.leerbedrijf_id,
        programmes.crebo,
        registers.pc4,
        lambda cell: cleaning.day(cell, "van"),
    ):
        with suppress(Refused):
            read(cell)
    registers.postcode(cell)
    registers.coordinates(cell, cell)
    registers.rd_coordinates(cell, cell)
    programmes.level(cell)


@pytest.mark.parametrize(
    ("written", "read"),
    [("3511 ab", "3511AB"), ("3511", "3511"), ("0000AA", ""), ("B-2000", ""), ("35110", "")],
)
def test_postcodes(written: str, read: str) -> None:
    assert registers.postcode(written) == read


def test_points_that_cannot_be_are_none_and_swapped_ones_are_turned() -> None:
    assert registers.coordinates("0", "0") is None
    assert registers.coordinates("52,1", "5.1") == (52.1, 5.1)
    assert registers.coordinates("5.1", "52.1") == (52.1, 5.1)
    assert registers.rd_coordinates("0", "0") is None
    assert registers.rd_coordinates("155000", "463000") == (52.155174, 5.387206)

"""Somebody types a place; a company has an address: where is that?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.geography import own_places
from placements.geography.coordinates import CoordinateSource, from_rd, is_dutch
from placements.geography.models import Basis, Locality, PostcodeArea
from placements.geography.names import key_of, municipality_of
from placements.geography.places import find, locate

METRES_PER_DEGREE = 111_195


@pytest.mark.parametrize(
    ("x", "y", "latitude", "longitude"),
    [
        (155_000, 463_000, 52.15517440, 5.38720621),  # Amersfoort, the origin
        (120_700.723, 487_525.502, 52.37453253, 4.88352559),  # Amsterdam, Westertoren
        (233_883.131, 582_065.167, 53.21938317, 6.56820053),  # Groningen, Martinitoren
    ],
)
def test_the_grid_is_turned_into_degrees_within_a_metre(
    x: float, y: float, latitude: float, longitude: float
) -> None:
    north, east = from_rd(x, y)
    assert abs(north - latitude) * METRES_PER_DEGREE < 1
    assert abs(east - longitude) * METRES_PER_DEGREE < 1


def test_the_sea_off_ghana_is_not_dutch() -> None:
    assert not is_dutch(0, 0)
    assert is_dutch(52.1, 5.1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'s-Hertogenbosch", "'s HERTOGENBOSCH"),
        ("St.-Annaparochie", "Sint Annaparochie"),
        ("IJsselstein", "YSSELSTEIN"),
        ("Krimpen a/d IJssel", "Krimpen aan den IJssel"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
    ],
)
def test_two_spellings_are_one_place(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_a_municipality_behind_a_name_tells_places_apart() -> None:
    assert municipality_of("ALTEVEER GEM NOORDENVELD") == "noordenveld"
    assert municipality_of("Gemert") == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "Den Haag", "'s-Gravenhage", "2511 ab", "2511", "2511CB Den Haag", " DEN HAAG ",
    ],
)  # fmt: skip
def test_the_own_table_knows_den_haag_by_all_its_names(text: str) -> None:
    location = find(text)
    assert location is not None
    assert (location.latitude, location.longitude) == (52.08, 4.30)
    assert location.source == CoordinateSource.PLACE


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Den Bosch", "Ljouwert", "ELST GLD", "Hengelo", "IJSSELSTEIN"])
def test_everyday_and_frisian_names_are_found(text: str) -> None:
    assert find(text) is not None


@pytest.mark.django_db
@given(st.text(max_size=40))
def test_whatever_is_typed_gets_a_place_or_nothing(text: str) -> None:
    assert find(text) is None or find(text)


@pytest.mark.django_db
def test_an_imported_postcode_outweighs_the_own_table_and_addresses_outweigh_a_listing() -> None:
    PostcodeArea.objects.create(
        pc4="2511", latitude=52.0, longitude=4.0, basis=Basis.LISTING, source="lijst"
    )
    PostcodeArea.objects.create(
        pc4="2511", latitude=52.077, longitude=4.311, basis=Basis.ADDRESSES, source="adressen"
    )
    location = locate("2511AB", "Elders")
    assert location is not None
    assert (location.latitude, location.source) == (52.077, CoordinateSource.POSTCODE)


@pytest.mark.django_db
def test_a_box_at_the_post_office_is_no_place_to_visit() -> None:
    PostcodeArea.objects.create(
        pc4="2500", latitude=52.08, longitude=4.3, is_visited=False,
        basis=Basis.LISTING, source="lijst",
    )  # fmt: skip
    location = locate("2500 GC", "Den Haag")
    assert location is not None
    assert location.source == CoordinateSource.PLACE


@pytest.mark.django_db
def test_of_two_places_with_one_name_the_municipality_decides_else_the_larger_is_meant() -> None:
    facts = {"key": "alteveer", "source": "lijst", "longitude": 6.4}
    Locality.objects.create(municipality="noordenveld", latitude=53.1, postcodes=1, **facts)
    Locality.objects.create(municipality="de wolden", latitude=52.7, postcodes=2, **facts)
    named = {text: find(text) for text in ("ALTEVEER GEM NOORDENVELD", "Alteveer")}
    assert [found.latitude for found in named.values() if found] == [53.1, 52.7]


@pytest.mark.django_db
def test_an_unknown_place_is_nowhere() -> None:
    assert locate("", "Nergenshuizen") is None
    assert locate("0000AA", "") is None


def test_the_own_table_has_no_two_places_with_one_postcode() -> None:
    places = own_places.own_places()
    assert 150 <= len(places) <= 350
    for place, following in pairwise(places):
        assert place.first <= place.last < following.first, following.name
        assert is_dutch(place.latitude, place.longitude), place.name

"""The files of real registers, read where they lie beside the repository; none is part of it.

They hold organisations that exist: nothing but their addresses is looked at here.
"""

import csv
from pathlib import Path

import pytest

from placements.accreditations.models import Programme
from placements.companies.models import TrainingCompany
from placements.geography import own_places
from placements.geography.models import PostcodeArea
from placements.geography.places import find, locate
from schools.registry.models import School
from tests.placements.imports.importing import REAL, Desk, contents

pytestmark = [
    pytest.mark.real_files,
    pytest.mark.skipif(
        not REAL.is_dir(), reason="*** ../shared/data IS NOT THERE: real files were not read ***"
    ),
]


def test_programmes_of_three_generations(desk: Desk) -> None:
    for name, number in (
        ("crebo_hks_2015.csv", 470),
        ("crebo_2012_2014.csv", 690),
        ("crebo_actueel_selectie_2026.csv", 76),
    ):
        answer = desk.run("programmes", REAL / name)
        assert (answer.code, f"{number} new" in answer.text) == (0, True), answer.text
    assert Programme.objects.get(crebo="25604").pathways == "bol,bbl,ovo"
    answer = desk.run("programmes", REAL / "mbo_aanbod_2014_bwbr0035797.csv")
    assert "18 new" in answer.text
    before = contents()
    desk.run("programmes", REAL / "mbo_aanbod_2014_bwbr0035797.csv")
    assert contents() == before


def test_postcodes_of_two_files_and_a_code_that_lies_elsewhere(desk: Desk) -> None:
    listing = desk.run("postcodes", REAL / "pc4_4pp_2014.csv")
    assert listing.code == 1
    assert any("'5851'" in row for row in listing.refused)
    assert len(listing.refused) + PostcodeArea.objects.count() == 4699
    assert desk.run("postcodes", REAL / "pc4_bag_centroid_2021.csv").code == 0
    location = locate("5851", "")
    assert location is not None
    assert round(location.latitude, 1) == 51.6
    assert find("Alteveer gem Noordenveld") != find("Alteveer gem De Wolden")
    before = contents()
    desk.run("postcodes", REAL / "pc4_4pp_2014.csv")
    assert contents() == before


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("org_register_union.csv", 13_458),
        ("duo_schoolvestigingen_po_2026.csv", 6_107),
        ("duo_instellingen_hbo_wo_2020.csv", 54),
        ("mbo_aanbod_2014_bwbr0035797.csv", 335),
    ],
)
def test_every_organisation_of_a_register_comes_in_once(desk: Desk, name: str, new: int) -> None:
    answer = desk.run("companies", REAL / name)
    assert (answer.code, f"{new} new" in answer.text) == (0, True), answer.text
    names = TrainingCompany.objects.values_list("name", flat=True)
    assert not [one for one in names if "Ã" in one]
    places = set(TrainingCompany.objects.values_list("place", flat=True))
    assert not [one for one in places if one.isupper() and len(one) > 2]
    assert "new" not in desk.run("companies", REAL / name).text


def test_a_register_without_names_says_what_is_done_where(desk: Desk) -> None:
    file = REAL / "inspire_overheidsdiensten_2015_rd.csv"
    answer = desk.run("companies", file)
    assert (answer.code, answer.refused) == (0, [])
    assert TrainingCompany.objects.filter(name="Brandweer Groningen").exists()
    exact = TrainingCompany.objects.filter(coordinate_source="exact")
    assert exact.count() > 3_000
    assert not exact.filter(latitude__lt=50.7).exists()
    before = contents()
    assert "new" not in desk.run("companies", file).text
    assert contents() == before


def test_a_list_of_names_alone_puts_no_company_anywhere(desk: Desk) -> None:
    answer = desk.run("companies", REAL / "mbo_brin_roc_2013.csv")
    assert answer.code == 1
    assert set(answer.refused) == {f"{line},no postcode and no place" for line in range(2, 36)}


@pytest.mark.parametrize("kind", ["companies", "accreditations", "programmes", "schools"])
def test_a_table_of_something_else_brings_nothing_in(desk: Desk, kind: str) -> None:
    for name in ("sectorkamers.csv", "regio_provincies_2014.csv"):
        answer = desk.run(kind, REAL / name)
        assert (answer.code, "new" in answer.text) in {(1, False), (2, False)}, answer.text


def test_schools_come_in_closed_and_universities_do_not(desk: Desk) -> None:
    assert desk.run("schools", REAL / "mbo_brin_roc_2013.csv").code == 0
    answer = desk.run("schools", REAL / "duo_instellingen_hbo_wo_2020.csv")
    assert (answer.code, len(answer.refused)) == (1, 18)
    assert School.objects.filter(sector="mbo").count() == 34
    assert School.objects.filter(sector="hbo").count() == 36
    assert not School.objects.filter(is_open=True).exists()
    assert School.objects.get(code="31fr").email_domains == "nhl.nl"
    before = contents()
    desk.run("schools", REAL / "duo_instellingen_hbo_wo_2020.csv")
    assert contents() == before


def test_domains_without_a_school_are_given_to_no_school(desk: Desk) -> None:
    answer = desk.run("schools", REAL / "onderwijs_domeinen_mbo_hbo.csv")
    assert (answer.code, len(answer.refused)) == (1, 99)
    assert not School.objects.exists()


def test_our_own_table_lies_where_the_addresses_are() -> None:
    """Compared, not copied: a place of ours is within 12 km of every code that it covers."""
    far, covered = [], 0
    for pc4, north, east in _areas(REAL / "pc4_bag_centroid_2021.csv"):
        place = own_places.by_postcode(pc4)
        if place:
            covered += 1
            away = abs(place.latitude - north) * 111 + abs(place.longitude - east) * 68
            far += [(place.name, pc4)] if away > 17 else []
    assert covered > 1_800
    assert far == []


def _areas(path: Path) -> list[tuple[str, float, float]]:
    with path.open() as file:
        return [(r["pc4"], float(r["lat"]), float(r["lon"])) for r in csv.DictReader(file)]

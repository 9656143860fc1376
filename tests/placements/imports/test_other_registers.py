"""Programmes, schools and postcodes from small files of our own."""

import pytest
from django.core.management import CommandError, call_command

from placements.accreditations.models import Programme
from placements.companies.models import TrainingCompany
from placements.geography.coordinates import CoordinateSource
from placements.geography.models import Locality, PostcodeArea
from placements.geography.places import find
from schools.registry.models import School
from tests.cast import zeewaarde
from tests.placements.imports.conftest import TODAY
from tests.placements.imports.importing import Desk, contents

CREBO = "crebo,kwalificatie,niveau,leerweg\n"
AREAS = "postcode,woonplaats,alternatieve_schrijfwijzen,gemeente,latitude,longitude,soort\n"


def test_a_crebo_on_many_rows_is_one_programme_with_all_its_leerwegen(desk: Desk) -> None:
    rows = "25.080,Monteur,Niveau 2,BOL\n25080,Monteur,2,bbl\n25081,Kok,3,OVO\n"
    assert desk.give("programmes", CREBO + rows).code == 0
    programme = Programme.objects.get(crebo="25080")
    assert (programme.pathways, programme.level) == ("bol,bbl", 2)
    before = contents()
    desk.give("programmes", CREBO + rows)
    assert contents() == before


def test_another_file_fills_in_what_is_empty_and_takes_nothing_over(desk: Desk) -> None:
    desk.give("programmes", CREBO + "25080,Monteur,,BOL\n")
    desk.give("programmes", CREBO + "25080,Anders,2,BBL\n", name="ander.csv")
    programme = Programme.objects.get()
    assert (programme.name, programme.level, programme.pathways) == ("Monteur", 2, "bol,bbl")
    assert programme.source == "programmes.csv"


def test_a_programme_that_vanished_is_ended_and_returns(desk: Desk) -> None:
    many = "".join(f"{25000 + n},Vak {n},2,BOL\n" for n in range(20))
    desk.give("programmes", CREBO + many + "25080,Monteur,2,BOL\n")
    desk.give("programmes", CREBO + many)
    assert Programme.objects.get(crebo="25080").ended_on == TODAY
    desk.give("programmes", CREBO + many + "25080,Monteur,2,BOL\n")
    assert Programme.objects.get(crebo="25080").ended_on is None


def test_a_programme_of_the_hbo_goes_by_its_name(desk: Desk) -> None:
    desk.give("programmes", "soort,naam\nhbo,Verpleegkunde\nhbo,Verpleegkunde\n")
    assert Programme.objects.get().crebo is None


@pytest.mark.parametrize("row", ["onzin,Monteur,2,BOL", "25080,,2,BOL", "25080,Monteur,2,thuis"])
def test_a_wrong_programme_is_refused(desk: Desk, row: str) -> None:
    answer = desk.give("programmes", f"{CREBO}{row}\n25081,Kok,2,BOL\n")
    assert (answer.code, len(answer.refused)) == (1, 1)
    assert Programme.objects.get().crebo == "25081"


def test_a_school_comes_in_closed_with_a_vault_and_can_be_named_by_brin(desk: Desk) -> None:
    answer = desk.give(
        "schools",
        "BRIN NUMMER;NAAM;SECTOR;INTERNETADRES;PROVINCIE\n"
        "99XX;mbo Wad;mbo;www.wad.example;Friesland\n",
    )
    school = School.objects.get()
    assert answer.code == 0
    assert (school.code, school.is_open, school.email_domains) == ("99xx", False, "wad.example")
    assert school.get_province_display() == "Fryslân"
    assert school.vault is not None


def test_what_a_school_set_itself_is_left_alone(desk: Desk) -> None:
    school = zeewaarde()
    desk.give("schools", "code,naam,sector,domein\nzeewaarde,mbo Zeewaarde,mbo,elders.example\n")
    assert School.objects.get(pk=school.pk).email_domains == "zeewaarde.example"
    assert School.objects.get(pk=school.pk).is_open


def test_the_sector_may_stand_in_the_name_of_the_source(desk: Desk) -> None:
    assert desk.give("schools", "brin,naam\n99XX,Wad\n").code == 1
    assert desk.give("schools", "brin,naam\n99XX,Wad\n", source="mbo 2013").code == 0
    assert School.objects.get().sector == "mbo"


def test_a_postcode_moves_the_companies_that_have_no_address_of_their_own(desk: Desk) -> None:
    where = "naam,straat,huisnummer,postcode,plaats,lat,lon\n"
    rows = "Midden,Weg,1,3511AB,Utrecht,,\nExact,Weg,2,3511AB,Utrecht,52.1,5.11\n"
    desk.give("companies", where + rows + "Bus,Postbus,1,3511AB,Utrecht,,\n")
    answer = desk.give("postcodes", "pc4,lat,lon\n3511,52.0926,5.1225\n")
    assert "1 companies moved" in answer.text
    found = TrainingCompany.objects.order_by("name").values_list("latitude", "coordinate_source")
    assert list(found) == [(None, ""), (52.1, "exact"), (52.0926, CoordinateSource.POSTCODE)]
    before = contents()
    desk.give("postcodes", "pc4,lat,lon\n3511,52.0926,5.1225\n")
    desk.give("companies", where + rows + "Bus,Postbus,1,3511AB,Utrecht,,\n")
    assert contents() == before


def test_a_listing_names_places_and_computed_areas_outweigh_it(desk: Desk) -> None:
    rows = (
        '3511,Wadstad,"WADSTAT;Waddestede",Wad,52.0,5.0,Adres\n3512,Wadstad,,Wad,52.2,5.2,Postbus\n'
    )
    assert desk.give("postcodes", AREAS + rows, name="lijst.csv").code == 0
    desk.give("postcodes", "pc4,lat,lon\n3511,52.1,5.1\n", name="adressen.csv")
    desk.give("postcodes", AREAS + rows, name="lijst.csv")
    by_code, by_name, by_box = find("3511"), find("waddestede"), find("3512")
    assert by_code is not None
    assert by_name is not None
    assert by_box is not None
    assert (by_code.latitude, by_code.source) == (52.1, "postcode")
    assert (by_name.latitude, by_name.source) == (52.0, "place")
    assert by_box.source == "place"


def test_a_postcode_without_a_place_in_the_netherlands_is_refused(desk: Desk) -> None:
    rows = "3511,52.1,5.1\n3512,0,0\nonzin,52.1,5.1\n3513,52.1,5.1\n3514,50.8,5.7\n"
    answer = desk.give("postcodes", f"pc4,lat,lon\n{rows}")
    assert [row.partition(",")[0] for row in answer.refused] == ["3", "4", "6"]
    assert sorted(PostcodeArea.objects.values_list("pc4", flat=True)) == ["3511", "3513"]


def test_a_name_that_a_listing_no_longer_has_is_forgotten(desk: Desk) -> None:
    desk.give("postcodes", AREAS + "3511,Oudstad,,Wad,52.0,5.0,Adres\n")
    desk.give("postcodes", AREAS + "3511,Nieuwstad,,Wad,52.0,5.0,Adres\n")
    assert list(Locality.objects.values_list("key", flat=True)) == ["nieuwstad"]


def test_a_report_that_cannot_be_written_is_said_before_anything_is_read(desk: Desk) -> None:
    file = desk.write(CREBO + "25080,Monteur,2,BOL\n", "programmes.csv")
    with pytest.raises(CommandError, match="the report cannot be written") as failure:
        call_command("import_programmes", file, report=desk.folder)
    assert failure.value.returncode == 2
    assert not Programme.objects.exists()

"""A register of leerbedrijven is read: who comes in, who is refused, who ends."""

import pytest
from django.db.models import Model

from placements.companies.models import CompanySource, TrainingCompany
from placements.companies.signals import companies_changed
from placements.geography.coordinates import CoordinateSource
from tests.placements.imports.conftest import TODAY
from tests.placements.imports.importing import Desk, contents

HEAD = "leerbedrijf_id;naam;straat;huisnummer;postcode;plaats;website\n"
GARAGE = "100417920;Autobedrijf Windwijzer;Kade;4;3511 ab;UTRECHT;\n"
BAKERY = "100417921;Bakkerij Zoë;Plein;1;8011AA;ZWOLLE;www.zoe.example\n"


def only() -> TrainingCompany:
    return TrainingCompany.objects.get()


def many(number: int) -> str:
    return HEAD + "".join(
        f"{100000000 + n};Bedrijf {n};Weg;{n};3511AB;UTRECHT;\n" for n in range(number)
    )


def test_a_company_comes_in_with_its_place_on_the_map(desk: Desk) -> None:
    answer = desk.give("companies", HEAD + GARAGE)
    company = only()
    assert answer.code == 0
    assert (company.number, company.postcode, company.place) == ("100-417-920", "3511AB", "Utrecht")
    assert (company.latitude, company.coordinate_source) == (52.09, CoordinateSource.PLACE)
    assert list(company.sources.values_list("source", "since", "ended_on")) == [
        ("companies.csv", TODAY, None)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "|", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_usual_file_is_the_same_company(
    desk: Desk, encoding: str, delimiter: str, end: str
) -> None:
    content = (HEAD + BAKERY).replace(";", delimiter).replace("\n", end).encode(encoding)
    assert desk.give("companies", content).code == 0
    assert (only().name, only().website) == ("Bakkerij Zoë", "https://www.zoe.example")


ACTIVITIES = "X,Y,gml_id,straatnaam,huisnummer,postcode,plaats,activiteitOmschrijving\n"
FIRE = '136000,455900,V_1_8425,Kade,4,3511AB,UTRECHT,"Brandweer"\n'


def test_who_has_no_name_is_called_by_what_is_done_there_and_where(desk: Desk) -> None:
    nowhere = "0,0,V_2_8411,Plein,1,,'s-Gravenhage,Rechtspraak\n"
    answer = desk.give("companies", ACTIVITIES + FIRE + nowhere)
    names = TrainingCompany.objects.order_by("name").values_list("name", "coordinate_source")
    assert answer.code == 0
    assert list(names) == [
        ("Brandweer Utrecht", CoordinateSource.EXACT),
        ("Rechtspraak 's-Gravenhage", CoordinateSource.PLACE),
    ]
    assert "No column with names" in answer.text
    before = contents()
    assert "2 same" in desk.give("companies", ACTIVITIES + FIRE + nowhere).text
    assert contents() == before


def test_who_has_no_name_and_no_known_activity_is_refused(desk: Desk) -> None:
    unknown = FIRE.replace("Brandweer", "")
    answer = desk.give("companies", ACTIVITIES + FIRE + unknown.replace("V_1", "V_2"))
    assert (answer.code, answer.refused) == (1, ["3,no name"])
    assert only().name == "Brandweer Utrecht"


def test_an_activity_names_nobody_where_the_file_has_names(desk: Desk) -> None:
    head = ACTIVITIES.replace("gml_id", "naam")
    answer = desk.give("companies", head + FIRE.replace("V_1_8425", ""))
    assert (answer.code, answer.refused) == (1, ["2,no name"])


def test_a_typing_error_ends_nobody_who_has_no_name(desk: Desk) -> None:
    other = FIRE.replace("V_1", "V_2").replace("Kade", "Plein")
    desk.give("companies", ACTIVITIES + FIRE + other)
    wide = FIRE.replace("\n", ",too,wide\n")
    answer = desk.give("companies", ACTIVITIES + wide + other, allow_endings=True)
    assert answer.code == 1
    assert not TrainingCompany.objects.filter(ended_on__isnull=False).exists()


def test_a_second_run_writes_nothing_and_says_nothing(desk: Desk) -> None:
    told: list[object] = []
    desk.give("companies", HEAD + GARAGE + BAKERY + ";Zonder nummer;;;;Zwolle;\n")
    before = contents()

    def hear(companies: list[object], **_: object) -> None:
        told.extend(companies)

    companies_changed.connect(hear)
    try:
        answer = desk.give("companies", HEAD + GARAGE + BAKERY + ";Zonder nummer;;;;Zwolle;\n")
    finally:
        companies_changed.disconnect(hear)
    assert answer.code == 0
    assert contents() == before
    assert told == []


def test_a_row_without_name_or_place_is_refused_with_its_line_and_stops_nothing(desk: Desk) -> None:
    rows = "1;te kort;;;;Zwolle;\n;;;;3511AB;;\n;Nergens;;;onzin; ;\n"
    answer = desk.give("companies", HEAD + rows + GARAGE)
    assert answer.code == 1
    assert [row.partition(",")[0] for row in answer.refused] == ["2", "3", "4"]
    assert "3 rows were refused" in answer.text
    assert only().name == "Autobedrijf Windwijzer"


@pytest.mark.parametrize(
    ("good", "refused"),
    [
        (GARAGE, GARAGE.replace("3511 ab;UTRECHT", ";")),
        (GARAGE, GARAGE.replace("Autobedrijf Windwijzer", "")),
        (";Studio;Kade;4;3511AB;;\n", ";Studio;Kade;4;3511AB;;;te;veel\n"),
    ],
)
def test_a_company_whose_row_is_refused_is_not_gone(desk: Desk, good: str, refused: str) -> None:
    desk.give("companies", many(12) + good)
    assert desk.give("companies", many(12) + refused).code == 1
    assert not TrainingCompany.objects.exclude(ended_on__isnull=True).exists()


def test_an_unusable_postcode_is_left_out_where_there_is_a_place(desk: Desk) -> None:
    desk.give("companies", HEAD + ";Studio;Kade;4;0000AA;ZWOLLE;\n")
    assert (only().postcode, only().place) == ("", "Zwolle")


def test_a_box_at_the_post_office_is_written_to_and_not_located(desk: Desk) -> None:
    desk.give("companies", HEAD + ";Studio;Postbus;268;8100AG;RAALTE;\n")
    assert only().postal_address == "Postbus 268, 8100AG Raalte"
    assert (only().street, only().postcode, only().latitude) == ("", "", None)


def test_a_house_number_may_hold_a_box_too(desk: Desk) -> None:
    row = ';Studio;Laan;"1, Postbus 90004, 3509 AA";3511AB;UTRECHT;\n'
    desk.give("companies", HEAD + row)
    assert (only().house_number, only().postcode) == ("1", "3511AB")
    assert only().postal_address.startswith("Postbus 90004")


def test_exact_coordinates_of_two_kinds(desk: Desk) -> None:
    head = "naam,plaats,lat,lon,x,y\n"
    rows = "Graden,Utrecht,52.1,5.1,,\nGrid,Utrecht,0,0,155000,463000\nGeen,Utrecht,0,0,0,0\n"
    desk.give("companies", head + rows)
    found = TrainingCompany.objects.order_by("name")
    assert list(found.values_list("name", "latitude", "coordinate_source")) == [
        ("Geen", 52.09, "place"), ("Graden", 52.1, "exact"), ("Grid", 52.155174, "exact"),
    ]  # fmt: skip


def test_a_repeated_row_counts_once_whichever_batch_it_is_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stagebaken.imports.engine.BATCH", 1)
    desk.give("companies", HEAD + GARAGE + GARAGE.replace("Kade", "Elders"))
    assert only().street == "Kade"
    before = contents()
    desk.give("companies", HEAD + GARAGE + GARAGE.replace("Kade", "Elders"))
    assert contents() == before


def test_who_has_no_number_is_known_by_source_id_name_postcode_and_house(desk: Desk) -> None:
    head = "id,naam,huisnummer,postcode\n"
    rows = "7,Studio,1,3511AB\n7,Studio,2,3511AB\n8,Studio,1,3511AB\n"
    desk.give("companies", head + rows)
    desk.give("companies", head + rows, name="ander.csv")
    assert TrainingCompany.objects.count() == 6


def test_what_a_company_says_of_itself_is_not_overwritten(desk: Desk) -> None:
    desk.give("companies", HEAD + BAKERY)
    TrainingCompany.objects.update(website="https://eigen.example", learning_tasks="Brood")
    desk.give("companies", HEAD + BAKERY.replace("Bakkerij", "Banketbakkerij"))
    assert only().name == "Banketbakkerij Zoë"
    assert (only().website, only().learning_tasks) == ("https://eigen.example", "Brood")


def test_who_vanished_from_its_source_is_ended_and_may_come_back(desk: Desk) -> None:
    desk.give("companies", many(20))
    company = TrainingCompany.objects.get(leerbedrijf_id="100000019")
    assert desk.give("companies", many(19)).code == 0
    company.refresh_from_db()
    assert company.ended_on == TODAY
    assert TrainingCompany.objects.filter(ended_on=None).count() == 19
    desk.give("companies", many(20))
    company.refresh_from_db()
    assert company.ended_on is None


def test_a_company_that_another_source_names_goes_on(desk: Desk) -> None:
    desk.give("companies", many(20))
    desk.give("companies", many(20), name="ander.csv")
    desk.give("companies", many(19))
    company = TrainingCompany.objects.get(leerbedrijf_id="100000019")
    assert company.ended_on is None
    assert CompanySource.objects.filter(company=company, ended_on=TODAY).count() == 1


def test_half_a_file_ends_nobody_unless_that_is_allowed(desk: Desk) -> None:
    desk.give("companies", many(20))
    before = contents()
    answer = desk.give("companies", many(10))
    assert answer.code == 1
    assert "10 rows of 'companies.csv' are not in the file" in answer.text
    assert contents() == before
    assert desk.give("companies", many(10), allow_endings=True).code == 0
    assert TrainingCompany.objects.filter(ended_on=TODAY).count() == 10


def test_a_dry_run_counts_and_writes_nothing(desk: Desk) -> None:
    before = contents()
    answer = desk.give("companies", HEAD + GARAGE, dry_run=True)
    assert "1 new" in answer.text
    assert contents() == before


def test_columns_can_be_named(desk: Desk) -> None:
    content = "Bedrijf;Stad\nStudio;Zwolle\n"
    assert desk.give("companies", content).code == 2
    answer = desk.give("companies", content, mapping="naam=Bedrijf,plaats=stad,sector==05")
    assert answer.code == 0
    assert (only().name, only().place, only().sector) == ("Studio", "Zwolle", "05")


@pytest.mark.parametrize("mapping", ["onzin", "naam=weg", "onbekend=naam", "naam"])
def test_a_wrong_mapping_is_one_clear_line(desk: Desk, mapping: str) -> None:
    answer = desk.give("companies", HEAD + GARAGE, mapping=mapping)
    assert answer.code == 2
    assert "--map" in answer.text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x00", b"\xff\xfea\x00"])
def test_what_is_no_table_is_two(desk: Desk, content: bytes) -> None:
    answer = desk.give("companies", content)
    assert answer.code == 2
    assert len(answer.text.splitlines()) == 1


def test_a_file_or_report_that_cannot_be_is_two(desk: Desk) -> None:
    assert desk.run("companies", desk.folder / "weg.csv").code == 2


@pytest.mark.parametrize("model", [TrainingCompany, CompanySource])
def test_nothing_of_a_company_is_ever_deleted(desk: Desk, model: type[Model]) -> None:
    desk.give("companies", many(5))
    desk.give("companies", HEAD + GARAGE, allow_endings=True)
    assert model._default_manager.count() == 6


def test_what_grows_while_it_is_read_still_fits_its_column(desk: Desk) -> None:
    website, place = f"w.nl/{'a' * 195}", f"S-{'A' * 78}"
    desk.give("companies", f"naam;plaats;website\nGarage;{place};{website}\n")
    only().clean_fields()
    assert only().website == "", "half an address leads elsewhere"
    assert only().place.startswith("'s-Aaaa")

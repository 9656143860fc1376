"""Finding leerbedrijven: words, programmes, places, days. The same cases on both databases."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest

from placements.accreditations.actions import block, lift
from placements.accreditations.models import Key, Programme, Status
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.search.around import UnknownPlace
from placements.search.engine import Question, answer
from placements.search.facets import Choice
from stagebaken.web.days import suppose
from tests.placements.search.conftest import TODAY, programme, recognised


def found(question: Question, day: date = TODAY) -> list[TrainingCompany]:
    with suppose(day):
        hits = answer(question).hits
    return [TrainingCompany.objects.get(pk=hit.company) for hit in hits]


@pytest.mark.parametrize(
    "words",
    [
        "windwijzer", "AUTO wijzer", "oosterhaven banden", "autotechnicus", "90211", "100417920",
        "windwyzer", "Oosterhaven monteur auto", "technicus", "0234", "0234AB",
        "autobedrijf in oosterhaven", "windwi", "bedr windw", "Autobedrijf Windwijzer",
    ],
)  # fmt: skip
def test_a_student_finds_a_company_by_every_word_that_describes_it(
    words: str, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    assert found(Question(q=words)) == [garage]


@pytest.mark.parametrize(
    "words",
    [
        "creme zoe", "CRÈME", "crème & zoë", "patissier", "st vlietdorp", "St. Vlietdorp",
        "sint-vlietdorp", "banket", "bakker",
    ],
)  # fmt: skip
def test_a_student_may_write_it_in_another_way(
    words: str, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    assert found(Question(q=words)) == [bakery]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("windwizjer", "windwyzer"),  # two letters changed places
        ("ontwrep", "ontwerp"),
        ("windwyser", "windwyzer"),
        ("vuurtorne", "vuurtoren"),
        ("osterhavn", "oosterhaven"),  # two letters are missing
    ],
)
def test_a_typing_error_is_corrected_and_said(
    typed: str, meant: str, garage: TrainingCompany, studio: TrainingCompany
) -> None:
    question = Question(q=typed)
    assert found(question)
    assert [(one.typed, one.used) for one in question.asked.corrected] == [(typed, (meant,))]


@pytest.mark.parametrize("typed", ["zep", "zeppelin", "90213", "xxautotechxx"])
def test_what_is_no_typing_error_finds_nothing(typed: str, garage: TrainingCompany) -> None:
    assert not found(Question(q=typed))


def test_every_word_has_to_occur(garage: TrainingCompany, bakery: TrainingCompany) -> None:
    assert not found(Question(q="windwijzer vlietdorp"))


def test_one_programme_has_to_meet_everything_asked(garage: TrainingCompany) -> None:
    recognised(garage, programme("90213", "Fietstechnicus", 3), "bbl")
    assert found(Question(choice=Choice(pathways=["bol"], levels=[2]))) == [garage]
    assert not found(Question(choice=Choice(pathways=["bbl"], levels=[2])))


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("banden bol", True), ("banden bol niveau 2", True), ("banden bbl", False)],
)
def test_pathway_and_level_may_stand_among_the_words(
    typed: str, is_found: bool, garage: TrainingCompany
) -> None:
    """Its bbl ended yesterday."""
    assert bool(answer(Question(q=typed)).total) is is_found


def test_a_company_that_cannot_be_renewed_does_not_stop_the_search(
    garage: TrainingCompany, caplog: pytest.LogCaptureFixture
) -> None:
    with patch("placements.search.index.bring_up_to_date", side_effect=OverflowError):
        assert answer(Question(q="banden")).total == 1
    assert "could not be brought up to date" in caplog.text


def test_a_recognition_counts_on_its_days_only(garage: TrainingCompany) -> None:
    assert found(Question(crebo="90211"), date(2028, 3, 1)) == [garage]
    assert not found(Question(crebo="90211"), date(2028, 3, 2))
    assert not found(Question(crebo="90212"))
    assert not found(Question(q="autotechnicus"), date(2028, 3, 2))
    assert found(Question(q="windwijzer"), date(2028, 3, 2)) == [garage]
    assert not found(Question(q="windwijzer", is_vetted=True), date(2028, 3, 2))


def test_a_recognition_that_is_to_come_does_not_count_yet(studio: TrainingCompany) -> None:
    design = programme("90400", "Vormgever", 4)
    recognised(studio, design, "bol", start=TODAY + timedelta(days=3))
    assert not found(Question(crebo="90400"), TODAY + timedelta(days=2))
    assert found(Question(crebo="90400"), TODAY + timedelta(days=3)) == [studio]


def test_a_suspension_hides_at_once_for_that_programme_alone(garage: TrainingCompany) -> None:
    recognised(garage, programme("90213", "Fietstechnicus", 3), "bbl")
    key = Key(garage.pk, Programme.objects.get(crebo="90211").pk, "bol")
    block(key=key, status=Status.SUSPENDED, source="sbb", day=TODAY)
    assert not found(Question(crebo="90211"))
    assert found(Question(crebo="90213")) == [garage]
    lift(key=key, source="sbb", day=TODAY)
    assert found(Question(crebo="90211")) == [garage]


def test_a_company_that_ended_is_not_found_from_that_day_on(garage: TrainingCompany) -> None:
    register(id=garage.pk, name=garage.name, ended_on=TODAY + timedelta(days=1))
    assert found(Question(q="windwijzer")) == [garage]
    assert not found(Question(q="windwijzer"), TODAY + timedelta(days=1))
    assert not found(Question(crebo="90211"), TODAY + timedelta(days=1))


def test_a_search_around_a_place_is_nearest_first_and_knows_the_distance(
    garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    hits = answer(Question(near="sint vlietdorp")).hits
    assert [(hit.company, hit.distance_km) for hit in hits] == [
        (bakery.pk, 0.0), (garage.pk, 13.0),
    ]  # fmt: skip


@pytest.mark.parametrize(("radius", "total"), [(0, 1), (12.9, 1), (13.1, 2), (100, 2), (1e300, 2)])
def test_a_radius_bounds_the_search(
    radius: float, total: int, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    assert answer(Question(near="st. vlietdorp", radius_km=radius)).total == total


def test_a_company_without_coordinates_is_found_by_its_own_place(
    garage: TrainingCompany, studio: TrainingCompany
) -> None:
    assert found(Question(near="Oosterhaven", radius_km=5)) == [garage, studio]


def test_a_place_of_which_no_coordinates_are_known_is_still_a_place(
    studio: TrainingCompany,
) -> None:
    [hit] = answer(Question(near="Oosterhaven", radius_km=5)).hits
    assert (hit.company, hit.distance_km) == (studio.pk, None)


@pytest.mark.parametrize("near", ["Nergenshuizen", "0999", "!!!", "\x00"])
def test_an_unknown_place_is_said_to_be_unknown(near: str, garage: TrainingCompany) -> None:
    with pytest.raises(UnknownPlace):
        answer(Question(near=near))


def test_a_count_says_what_choosing_it_would_show(
    garage: TrainingCompany, bakery: TrainingCompany, studio: TrainingCompany
) -> None:
    tally = answer(Question(choice=Choice(pathways=["bbl"]))).tally
    assert tally.total == 1
    assert tally.pathway == {"bol": 1, "bbl": 1}
    assert tally.level == {3: 1}
    assert tally.sector == {"06": 1}
    assert tally.allowance == 0
    assert tally.loosened == {"pathway": 3}


def test_a_name_that_begins_with_the_words_comes_first(db: None) -> None:
    last = register(name="A Fietsenmaker", trades="kromhout")
    second = register(name="De Kromhout")
    first = register(name="Kromhout Fietsen")
    assert found(Question(q="kromhout")) == [first, second, last]


def test_pages_follow_each_other_without_gaps_or_doubles(db: None) -> None:
    for number in range(7):
        register(name=f"Bedrijf {number}", place="Oosterhaven", latitude=52, longitude=5)
    for near in ("", "Oosterhaven"):
        question = Question(near=near)
        pages = [answer(question, page=page, size=3).hits for page in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [3, 3, 1, 0]
        assert len({hit.company for page in pages for hit in page}) == 7

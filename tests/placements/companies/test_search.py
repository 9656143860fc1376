"""Finding leerbedrijven: words, programmes, places."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from placements.companies.actions import Programme, register
from placements.companies.models import CompanyProgramme, TrainingCompany, UnknownPlace
from placements.companies.search import Question
from placements.companies.words import plain, words_of
from tests.placements.companies.conftest import TODAY


@pytest.mark.parametrize(
    "words",
    ["windwijzer", "AUTO wijzer", "oosterhaven banden", "autotechnicus", "90211", "100417920"],
)
def test_a_student_finds_a_company_by_every_word_that_describes_it(
    words: str, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    assert list(TrainingCompany.objects.matching(words)) == [garage]


@pytest.mark.parametrize("words", ["creme zoe", "CRÈME", "crème & zoë"])
def test_a_student_may_leave_out_accents_and_signs(words: str, bakery: TrainingCompany) -> None:
    assert list(TrainingCompany.objects.matching(words)) == [bakery]


def test_every_word_has_to_occur(garage: TrainingCompany, bakery: TrainingCompany) -> None:
    assert not TrainingCompany.objects.matching("windwijzer vlietdorp").exists()


@pytest.mark.parametrize("words", ["%", "_", "a%b", "' OR 1=1 --", "\\"])
def test_a_wildcard_is_no_wildcard(words: str, garage: TrainingCompany) -> None:
    assert "%" not in "".join(words_of(words))
    assert "_" not in "".join(words_of(words))


@given(st.text())
def test_whatever_is_typed_becomes_plain_words(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


def test_one_programme_has_to_meet_everything_asked(garage: TrainingCompany) -> None:
    assert Question(pathways=["bol"], levels=[2]).found.get() == garage
    assert not Question(pathways=["bbl"], levels=[2]).found.exists()


def test_an_accreditation_that_ended_yesterday_does_not_count(garage: TrainingCompany) -> None:
    assert Question(crebo="90212").found.exists()
    assert not Question(crebo="90212", accredited_on=TODAY).found.exists()
    assert Question(crebo="90211", accredited_on=date(2028, 3, 1)).found.exists()


def test_a_search_around_a_place_is_nearest_first_and_knows_the_distance(
    garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    found = list(Question(near="vlietdorp").found)
    assert [company.distance_km for company in found] == [0.0, 13.0]
    assert found == [bakery, garage]


@pytest.mark.parametrize(("radius", "total"), [(0, 1), (13, 1), (13.5, 2)])
def test_a_radius_bounds_the_search(
    radius: float, total: int, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    assert Question(near="1300 ZZ", radius_km=radius).found.count() == total


def test_a_company_without_coordinates_is_found_by_its_own_place(
    garage: TrainingCompany, studio: TrainingCompany
) -> None:
    assert list(Question(near="Oosterhaven", radius_km=5).found) == [garage, studio]


def test_a_place_of_which_no_coordinates_are_known_is_still_a_place(
    studio: TrainingCompany,
) -> None:
    found = Question(near="Oosterhaven", radius_km=5).found.get()
    assert found == studio
    assert found.distance_km is None


@pytest.mark.parametrize("near", ["Nergenshuizen", "9999", "!!!"])
def test_an_unknown_place_is_said_to_be_unknown(near: str, garage: TrainingCompany) -> None:
    with pytest.raises(UnknownPlace):
        _ = Question(near=near).found


def test_a_facet_counts_what_choosing_it_would_show(
    garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    facets = Question(pathways=["bbl"], accredited_on=TODAY).facets()
    assert facets == {"pathway": {"bol": 1, "bbl": 1}, "level": {"3": 1}}


def test_registering_again_replaces_the_company_and_its_programmes(
    garage: TrainingCompany,
) -> None:
    again = register(
        leerbedrijf_id="100417920", name="Windwijzer", programmes=[Programme("Bandenmonteur")]
    )
    assert again.pk == garage.pk
    assert CompanyProgramme.objects.get().name == "Bandenmonteur"
    assert not TrainingCompany.objects.matching("autotechnicus").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["12345678", "12345678x", "1234567890"])
def test_a_leerbedrijf_id_has_nine_digits(number: str) -> None:
    with pytest.raises(ValidationError):
        register(name="X", leerbedrijf_id=number)


@pytest.mark.django_db
def test_two_companies_without_a_number_may_exist() -> None:
    register(name="A", leerbedrijf_id="")
    register(name="B", leerbedrijf_id="")
    assert TrainingCompany.objects.count() == 2

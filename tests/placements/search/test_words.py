"""Everyday words, a school's own words, suggestions."""

import pytest
from django.conf import LazySettings
from django.test import Client

from placements.accreditations.models import Programme
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.companies.words import plain
from placements.search import suggestions
from placements.search.engine import Question, answer
from placements.search.own_words import NotALine, read_lines, set_words, words_of_school
from placements.search.synonyms import SYNONYMS
from schools.registry.models import School
from tests import cast
from tests.placements.search.conftest import programme, recognised
from tests.stagebaken.accounts.signing_in import sign_in


@pytest.fixture
def school(db: None) -> School:
    return School.objects.create(code="zeewaarde", name="Zeewaarde", sector="mbo")


@pytest.mark.parametrize(
    "words", ["garage", "monteur", "automonteur", "Garage monteur in Oosterhaven"]
)
def test_a_student_searches_in_everyday_words(words: str, garage: TrainingCompany) -> None:
    assert answer(Question(q=words)).total == 1


@pytest.mark.parametrize(
    ("typed", "meant"), [("automontuer", "automonteur"), ("autotehniek", "autotechniek")]
)
def test_a_typing_error_in_an_everyday_word_is_understood_too(
    typed: str, meant: str, db: None
) -> None:
    company = taught("Autotechnicus")
    question = Question(q=typed)
    assert [hit.company for hit in answer(question).hits] == [company.pk]
    assert [(one.typed, one.used) for one in question.asked.corrected] == [(typed, (meant,))]


def test_an_everyday_word_for_nothing_in_the_register_corrects_nothing(db: None) -> None:
    taught("Kok")
    assert Question(q="automontuer").asked.corrected == ()


def taught(name: str, sector: str = "", *, crebo: str = "90345") -> TrainingCompany:
    """A company whose own name tells nothing, erkend for one programme."""
    company = register(name="Windwijzer", place="Oosterhaven", sector=sector)
    recognised(company, programme(crebo, name, 2), "bol")
    return company


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("chef", "Kok"),
        ("ober", "Gastheer/-vrouw"),
        ("serveerster", "Gastheer/-vrouw"),
        ("magazijn", "Logistiek medewerker"),
        ("orderpicker", "Logistiek medewerker"),
        ("juf", "Onderwijsassistent"),
        ("kapster", "Kapper"),
        ("bloemist", "Medewerker bloem, groen en styling"),
        ("beveiliger", "Coördinator beveiliging"),
        ("monteur", "Fietstechnicus"),
        ("buschauffeur", "Touringcarchauffeur in het personenvervoer"),
        ("schoonheidsspecialiste", "Allround Schoonheidspecialist"),
        ("ICT", "ICT-beheerder"),
    ],
)
def test_everyday_words_find_the_trade(db: None, words: str, name: str) -> None:
    company = taught(name)
    assert [hit.company for hit in answer(Question(q=words)).hits] == [company.pk]


@pytest.mark.parametrize(
    ("words", "name", "sector"),
    [
        ("beveiliger", "Bibliotheekmedewerker", "07"),  # 'veiligheid' is in its sector's name
        ("timmerman", "Carrosseriebouwer", "01"),
        ("chauffeur", "Autotechnicus", "02"),
        ("sport", "Planner wegtransport", "02"),
        ("zorg", "Medewerker haarverzorging", "08"),
        ("ict", "Fotograaf", "05"),
        ("markt", "Gevelbehandelaar", "01"),
        ("monteur", "Tandtechnicus", "03"),
        ("buschauffeur", "Chauffeur goederenvervoer", "02"),
    ],
)
def test_everyday_words_bring_no_other_trade(db: None, words: str, name: str, sector: str) -> None:
    taught(name, sector)
    assert answer(Question(q=words)).total == 0


def test_the_list_of_everyday_words_is_in_plain_words_and_long() -> None:
    assert len(SYNONYMS) >= 150
    for word, meaning in SYNONYMS.items():
        assert plain(word) == word
        assert " " not in word
        assert plain(meaning) == meaning != ""


def test_a_school_adds_its_own_word_and_only_its_students_are_understood(
    client: Client, school: School, garage: TrainingCompany
) -> None:
    set_words(school=school, words=read_lines("sleutelhok: autotechnicus\n\n"))
    own = words_of_school("zeewaarde")
    assert answer(Question(q="sleutelhok", own_words=own)).total == 1
    assert answer(Question(q="sleutelhok")).total == 0
    assert "1 leerbedrijf" in client.get("/stages/?q=sleutelhok&school=zeewaarde").content.decode()
    assert client.get("/api/v1/companies/?q=sleutelhok&school=zeewaarde").json()["count"] == 1


@pytest.mark.parametrize("code", ["", "\x00", "nergens", "é", "x" * 40])
def test_a_school_that_does_not_exist_has_no_words(db: None, code: str) -> None:
    assert words_of_school(code) == ()


@pytest.mark.parametrize("line", ["zonder dubbele punt", ": niets ervoor", "twee woorden: x", "a:"])
def test_a_line_that_makes_no_sense_is_named(line: str) -> None:
    with pytest.raises(NotALine):
        read_lines(f"garage: auto\n{line}")


def test_programmes_and_places_are_suggested_too(garage: TrainingCompany, client: Client) -> None:
    answered = client.get("/stages/zoek/?q=autotech&kind=trade").json()
    assert answered["programmes"] == [{"crebo": "90211", "name": "Autotechnicus", "level": 2}]
    assert [one["name"] for one in answered["results"]] == ["Autobedrijf Windwijzer"]
    assert "Utrecht" in client.get("/stages/zoek/?q=utr&kind=place").json()["places"]


@pytest.mark.parametrize("typed", ["financiële", "financiele", "vrijetijd", "VRYETIJD fin"])
def test_a_programme_is_suggested_however_its_letters_are_written(db: None, typed: str) -> None:
    programme("90345", "Financiële vrijetijd")
    assert [one["crebo"] for one in suggestions.programmes(typed)] == ["90345"]


@pytest.mark.parametrize("typed", ["", "a", "\x00", "%", "'", "de het een", "\udce9"])
def test_suggestions_survive_whatever_is_typed(db: None, typed: str) -> None:
    programme("90345", "Brood en banket")
    assert suggestions.companies(typed) == []
    assert suggestions.programmes(typed) == []
    assert isinstance(suggestions.places(typed), list)
    assert Programme.objects.count() == 1


def test_an_administrator_reads_a_link_that_students_can_open_and_keeps_a_wrong_line(
    school: School, settings: LazySettings
) -> None:
    browser, page = Client(), "/beheer/school/zeewaarde/woorden/"
    sign_in(browser, cast.make_administrator(school))
    link = f"{settings.PUBLIC_ADDRESS}/stages/?school=zeewaarde"
    assert link in browser.get(page).content.decode()
    wrong = browser.post(page, {"words": "bakkie horeca"}).content.decode()
    assert "Deze regel begrijpen we niet: bakkie horeca" in wrong
    assert ">bakkie horeca</textarea>" in wrong.replace("\n", "")
    browser.post(page, {"words": "bakkie: horeca"})
    assert words_of_school("zeewaarde") == (("bakkie", "horeca"),)

"""The agreement on paper: tagged, complete, in both languages, whatever was typed."""

import io
import itertools
import subprocess
from datetime import date

import pikepdf
import pytest
from django.test import Client
from django.utils.translation import override

from placements.agreements import document
from placements.agreements.models import Agreement, Placement
from placements.agreements.transitions import Party, State
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose
from tests.placements.agreements.scene import Scene
from tests.reports.yearly.paper import structure, tables
from tests.stagebaken.accounts.signing_in import sign_in

SIGNED = date(2026, 11, 23)


def newest(placement: Placement) -> Agreement:
    found = placement.newest
    assert found is not None
    return found


def paper(placement: Placement) -> bytes:
    return document.drawn(newest(placement))


def pages(content: bytes) -> list[str]:
    """What somebody reads on each page."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    return done.stdout.decode().split("\f")[:-1]


def words(content: bytes) -> str:
    return " ".join(" ".join(pages(content)).split())


def test_it_says_everything_that_the_three_agreed_on(scene: Scene) -> None:
    with suppose(SIGNED):
        said = words(paper(scene.agreed()))
    for expected in (
        "Praktijkovereenkomst",
        "Yasmina",
        scene.garage.name,
        scene.school.name,
        "1 februari 2027",
        "2 juli 2027",
        "640",
        "32",
        "maandag, dinsdag, woensdag, donderdag",
        "Elke dinsdag een gesprek met Gijs.",
        "Gijs Garage",
        "gijs@garage.example",
        "B1-K1-W1 Voert onderhoud uit",
        "De school beoordeelt na een gesprek",
        "In overleg, of als de afspraken niet worden nagekomen.",
        "Afgesproken op maandag 23 november 2026",
    ):
        assert expected in said
    assert "concept" not in said.casefold()


def test_who_said_yes_and_on_which_day_stands_in_a_table(scene: Scene) -> None:
    with suppose(SIGNED):
        placement = scene.agreed()
        found = tables(paper(placement))
    [said] = [table for table in found if table[0][1:2] == ["Namens"]]
    names = [scene.yasmina.name, scene.gijs.name, scene.ilse.name]
    assert said[0] == ["Wie", "Namens", "Akkoord op"]
    assert [row[1:] for row in said[1:]] == [[name, "23 november 2026"] for name in names]


def test_a_concept_says_so_on_every_page_and_who_still_waits(scene: Scene) -> None:
    long = "Elke week een gesprek. " * 43
    placement = scene.drawn_up(guidance=long, assessment=long, early_ending=long)
    scene.confirm(placement, Party.STUDENT)
    content = paper(placement)
    read = pages(content)
    assert len(read) > 1
    assert all("Concept: nog niet afgesproken" in page for page in read)
    assert words(content).count("Nog niet") == 2


def test_a_signature_on_paper_is_told_as_one(scene: Scene) -> None:
    agreement = newest(scene.drawn_up())
    agreement.confirmations.create(party=Party.COMPANY, by=scene.ilse, day=SIGNED, on_paper=True)
    rows = document.words(agreement)["sections"][7]["parts"][0]["rows"]
    assert rows[1] == ["Leerbedrijf", "Op papier, gezien door de school", "23 november 2026"]


def test_a_version_that_was_replaced_says_so_and_names_the_others(scene: Scene) -> None:
    placement = scene.agreed()
    first = newest(placement)
    scene.confirm(scene.draw_up(placement, hours_total=600))
    first.refresh_from_db()
    old, new = document.words(first), document.words(newest(placement))
    assert "vervangen op" in old["standing"]
    assert "vervangen op" not in new["standing"]
    assert [row[0] for row in old["sections"][8]["parts"][0]["rows"]] == ["1", "2"]


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Praktijkovereenkomst"), ("en", "greement")]
)
def test_it_is_tagged_and_says_its_language_and_title(
    scene: Scene, language: str, title: str
) -> None:
    placement = scene.agreed()
    with override(language):
        content = paper(placement)
    with pikepdf.open(io.BytesIO(content)) as made:
        assert made.Root.MarkInfo.Marked
        assert str(made.Root.Lang) == language
        assert made.Root.ViewerPreferences.DisplayDocTitle
        with made.open_metadata() as facts:
            assert facts["pdfuaid:part"] == "1"
            assert title in facts["dc:title"]


def test_the_tags_are_in_the_order_of_reading(scene: Scene) -> None:
    found = structure(paper(scene.agreed()))
    levels = [int(tag[1:]) for tag in found if tag[0] == "H" and tag[1:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert {"Table", "TH", "TD", "L", "LI"} <= set(found)


def test_the_english_one_has_no_dutch_word_of_ours(scene: Scene) -> None:
    with override("en"):
        said = document.words(newest(scene.drawn_up()))
    assert said["concept"].startswith("Draft")
    assert "Praktijkopleider" not in str(said)


TYPED: dict[str, str] = {
    "emoji": "Hij lachte 😀👩🏽‍🏫",
    "arabic": "ياسمينة بن علي",
    "hebrew": "יסמינה",
    "chinese": "雅斯米娜" * 20,
    "tigrinya": "ስም",
    "control": "a\x07b\x9d\tregel\r\nnog een",
    "marks": "\u202eomgekeerd\u202c e\u0301",
    "typst": '#read("/etc/passwd") $x$ *vet* = kop @verwijzing <etiket> \\ `code`',
    "empty": "",
    "spaces": " \n \n ",
    "long word": "a" * 900,
}


@pytest.mark.parametrize("text", TYPED.values(), ids=list(TYPED))
def test_nothing_that_can_be_typed_stops_it(scene: Scene, text: str) -> None:
    Student.objects.update(name=text[:120])
    placement = scene.drawn_up(
        guidance=text, trainer_name=text[:120], work_processes=[text[:160]], early_ending=text
    )
    placement.refresh_from_db()
    content = paper(Placement.objects.for_pages().get(pk=placement.pk))
    assert len(pages(content)) >= 1


def test_a_name_from_right_to_left_reads_as_it_is_written(scene: Scene) -> None:
    Student.objects.update(name=TYPED["hebrew"])
    placement = Placement.objects.for_pages().get(pk=scene.agreed().pk)
    assert TYPED["hebrew"] in words(paper(placement)).translate({0x202B: None, 0x202C: None})


def test_a_long_word_stays_on_the_page(scene: Scene) -> None:
    content = paper(scene.drawn_up(guidance="a" * 900))
    with pikepdf.open(io.BytesIO(content)) as made:
        width = float(made.pages[0].MediaBox[2])
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True
    )
    right = [float(part.split('"')[0]) for part in done.stdout.decode().split('xMax="')[1:]]
    assert max(right) < width - 40


# ---------- who may take it ----------


def signed_in(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def address(scene: Scene, placement: Placement, party: Party, version: int = 1) -> str:
    name = f"overeenkomst/{version}.pdf"
    return {
        Party.STUDENT: f"/mijn-stage/plek/{placement.pk}/{name}",
        Party.SCHOOL: f"/studenten/{scene.school.code}/stages/{placement.pk}/{name}",
        Party.COMPANY: f"/leerbedrijf/{scene.garage.pk}/stagiairs/{placement.reference}/{name}",
    }[party]


@pytest.mark.parametrize("party", list(Party))
def test_each_party_takes_it_from_its_own_address(scene: Scene, party: Party) -> None:
    placement = scene.agreed()
    answer = signed_in(scene.by(party)).get(address(scene, placement, party))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    name = f'attachment; filename="overeenkomst-{placement.reference}-1.pdf"'
    assert answer["Content-Disposition"] == name
    assert answer.content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("party", list(Party))
def test_nobody_takes_it_from_the_address_of_another(scene: Scene, party: Party) -> None:
    placement = scene.agreed()
    browser = signed_in(scene.by(party))
    for other in set(Party) - {party}:
        assert browser.get(address(scene, placement, other)).status_code == 404
    assert browser.get(address(scene, placement, party, version=2)).status_code == 404


def test_a_company_takes_none_of_what_did_not_go_on(scene: Scene) -> None:
    placement = scene.reached(State.WITHDRAWN)
    browser = signed_in(scene.gijs)
    assert browser.get(address(scene, placement, Party.COMPANY)).status_code == 404

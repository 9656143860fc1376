"""A student's copy of everything: no model and no column is forgotten, and nothing is another's."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model
from django.test import Client

from placements.agreements.transitions import Party
from placements.applications.models import Application
from placements.replacement.placed import ask
from schools.students import actions, copying
from schools.students.copying import Shape
from schools.students.models import Student
from tests.placements.agreements.scene import TEXT, Scene, make_scene, make_student
from tests.stagebaken.accounts.signing_in import sign_in

# Rows that hang on a student's record and are not in the copy, and why.
LEFT_OUT = {
    "applications.ApplicationMail": "that a contact was mailed, and when: the company's",
    "applications.Score": "a company's notes during a conversation; gone when it decides",
    "evaluations.TrainerEvaluation": "the trainer's words about the school; none about the student",
    "student_messages.Thread": "positions of messages; the messages are there",
}
HOME = "/mijn-stage/gegevens/"


def shapes() -> list[Shape]:
    return [shape for one in copying.copiers() for shape in one.shapes]


def hanging_on_students() -> set[type[Model]]:
    """Every model with a way along foreign keys to Student, however long."""
    found: set[type[Model]] = {Student}
    while True:
        more = {
            model
            for model in apps.get_models()
            for field in model._meta.get_fields()
            if isinstance(field, ForeignKey) and field.related_model in found
        }
        if more <= found:
            return found
        found |= more


def test_every_model_that_hangs_on_a_student_is_in_the_copy_or_says_why_not() -> None:
    copied = {shape.model._meta.label for shape in shapes()}
    labels = {model._meta.label for model in hanging_on_students()}
    assert labels - copied == set(LEFT_OUT)
    assert not copied & set(LEFT_OUT)


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.model._meta.label)
def test_every_column_is_copied_or_named_as_left_out(shape: Shape) -> None:
    columns = [field.name for field in shape.model._meta.concrete_fields]
    assert sorted([*shape.labels, *shape.left_out]) == sorted(columns)


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def student(scene: Scene) -> Client:
    client = Client()
    sign_in(client, scene.user)
    return client


def taken(client: Client) -> dict[str, Any]:
    answer = client.post(f"{HOME}meenemen/")
    assert answer["Content-Disposition"] == 'attachment; filename="gegevens.json"'
    assert answer["Cache-Control"] == "no-store"
    [record] = json.loads(answer.content)["records"]
    found: dict[str, Any] = record
    return found


def test_what_a_student_did_and_agreed_on_is_in_the_file_and_on_the_page(
    scene: Scene, student: Client
) -> None:
    placement = scene.agreed()
    ask(by=scene.user, placement=placement, party=Party.STUDENT, near="Oosterhaven")
    actions.correct(by=scene.user, student=scene.yasmina, values={"group": "AT9Z"})
    found = taken(student)
    assert found["record"][0]["name"] == scene.yasmina.name
    assert found["record"][0]["corrections"][0]["value"] == "AT9Z"
    assert found["record"][0]["cohort"] == scene.yasmina.school_year
    [stage] = found["placements"]
    assert stage["reference"] == placement.reference
    assert stage["agreements"][0]["guidance"] == TEXT.guidance
    assert stage["agreements"][0]["starts_on"] == "2027-02-01"
    assert [one["party"] for one in stage["agreements"][0]["confirmations"]] == [
        "company", "school", "student",
    ]  # fmt: skip
    assert found["replacement"][0]["code"]
    assert "Oosterhaven" not in str(found["replacement"]), "it may be somebody else's code"
    html = student.get(HOME).content.decode()
    for words in (TEXT.guidance, "AT9Z", placement.reference, "Akkoord op"):
        assert words in html


def test_nothing_of_a_classmate_is_in_it(scene: Scene, student: Client) -> None:
    other = make_student(scene.school, "Sami Verweg")
    theirs = scene.drawn_up(other)
    html = student.get(HOME).content.decode() + json.dumps(taken(student))
    for words in ("Sami", theirs.reference, str(other.pk)):
        assert words not in html


def test_no_name_of_who_clicked_and_no_link_to_the_companys_side_is_in_it(
    scene: Scene, student: Client
) -> None:
    scene.agreed()
    text = json.dumps(taken(student))
    assert scene.ilse.name not in text
    assert str(scene.gijs.pk) not in text
    for reference in Application.objects.values_list("reference", flat=True):
        assert reference not in text


def test_the_file_is_asked_for_with_a_form(student: Client) -> None:
    answer = student.get(f"{HOME}meenemen/")
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    assert "no-store" in student.get(HOME)["Cache-Control"]


def test_who_is_no_student_finds_no_copy(scene: Scene) -> None:
    client = Client()
    sign_in(client, scene.ilse)
    assert client.get(HOME).status_code == 404
    assert client.post(f"{HOME}meenemen/").status_code == 404


def test_the_queries_do_not_grow_with_the_placements(
    scene: Scene, student: Client, django_assert_max_num_queries: Any
) -> None:
    scene.agreed()
    with django_assert_max_num_queries(45):
        student.get(HOME)

"""Form fields: label, explanation, error and control are one thing to a screen reader."""

from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from stagebaken.ui.forms import CardCheckboxes, CardRadio
from tests.stagebaken.ui.markup import Element, Page

HOSTILE = '"><script>alert(1)</script>'


class EveryKind(forms.Form):
    text = forms.CharField(label="Tekst", help_text="Uitleg bij tekst.")
    area = forms.CharField(label="Verhaal", widget=forms.Textarea)
    pick = forms.ChoiceField(label="Keuze", choices=[("", "Kies"), ("a", "A")])
    tick = forms.BooleanField(label="Vinkje", help_text="Uitleg bij vinkje.")
    file = forms.FileField(label="Bestand", widget=forms.FileInput)
    secret = forms.CharField(label="Wachtwoord", widget=forms.PasswordInput)
    spare = forms.CharField(label="Reserve", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


class Groups(forms.Form):
    grounds = forms.MultipleChoiceField(
        label="Waar ging het over?",
        help_text="Kies alles wat past.",
        choices=[("a", "Afkomst"), ("b", "Geloof")],
        widget=CardCheckboxes(texts={"a": "Waar je vandaan komt."}),
    )
    wish = forms.ChoiceField(
        label="Wens", choices=[("talk", "Praat"), ("keep", "Bewaar")], widget=CardRadio
    )


def render(source: str, **values: Any) -> Page:
    return Page(Template("{% load ui %}" + source).render(Context(values)))


def shown(form: forms.Form, name: str) -> tuple[Page, Element]:
    page = render("{% field field %}", field=form[name])
    return page, page.by_id(f"id_{name}")


KINDS = {
    "text": "utrecht-textbox",
    "area": "utrecht-textarea",
    "pick": "utrecht-select",
    "tick": "utrecht-checkbox",
    "file": "stagebaken-file",
    "secret": "utrecht-textbox",
}


@pytest.mark.parametrize(("name", "component"), KINDS.items())
def test_every_control_has_its_label_and_its_look(name: str, component: str) -> None:
    page, control = shown(EveryKind(), name)
    assert page.one("label", for_=f"id_{name}").text.strip() == EveryKind().fields[name].label
    assert component in control.attrs["class"].split()
    assert "aria-invalid" not in control.attrs


@pytest.mark.parametrize("name", KINDS)
def test_every_refused_control_points_at_its_error(name: str) -> None:
    page, control = shown(EveryKind(data={}), name)
    assert control.attrs["aria-invalid"] == "true"
    *_, last = control.attrs["aria-describedby"].split()
    assert page.by_id(last).text.strip()


def test_an_explanation_is_read_before_the_error() -> None:
    page, control = shown(EveryKind(data={}), "text")
    explanation, error = control.attrs["aria-describedby"].split()
    assert page.by_id(explanation).text == "Uitleg bij tekst."
    assert "utrecht-form-field-error-message" in page.by_id(error).attrs["class"]


def test_a_description_of_ones_own_stays() -> None:
    form = EveryKind(data={})
    form.fields["text"].widget.attrs["aria-describedby"] = "elders"
    _, control = shown(form, "text")
    assert control.attrs["aria-describedby"] == "elders id_text_helptext id_text_error"


def test_a_field_that_may_stay_empty_says_so_unless_asked_not_to() -> None:
    field = EveryKind()["spare"]
    assert "mag je leeg laten" in render("{% field field %}", field=field).one("label").text
    quiet = render("{% field field mark_optional=False %}", field=field)
    assert "mag je leeg laten" not in quiet.one("label").text


def test_a_hidden_field_is_only_a_control() -> None:
    page, control = shown(EveryKind(), "hidden")
    assert control.attrs["type"] == "hidden"
    assert not page.all("label")


def test_a_prefix_keeps_two_forms_apart() -> None:
    page = render("{% field field %}", field=EveryKind(data={}, prefix="een")["text"])
    control = page.by_id("id_een-text")
    assert control.attrs["aria-describedby"] == "id_een-text_helptext id_een-text_error"


def test_a_group_is_a_fieldset_with_its_question_and_explanation() -> None:
    page = render("{% choice_cards field columns=3 heading=1 %}", field=Groups()["grounds"])
    group = page.one("fieldset")
    assert page.by_id(group.attrs["aria-describedby"]).text == "Kies alles wat past."
    assert page.one("h1").text == "Waar ging het over?"
    assert [each.attrs["type"] for each in page.all("input")] == ["checkbox", "checkbox"]
    assert "Waar je vandaan komt." in page.one("label", for_="id_grounds_0").text
    assert "stagebaken-choices--3" in page.source


def test_a_refused_group_points_at_its_error() -> None:
    page = render("{% field field %}", field=Groups(data={})["wish"])
    error = page.by_id(page.one("fieldset").attrs["aria-describedby"])
    assert error.text.strip()
    assert {each.attrs["type"] for each in page.all("input")} == {"radio"}


def test_no_answer_is_chosen_beforehand_and_a_given_one_stays() -> None:
    fresh = render("{% choice_cards field %}", field=Groups()["wish"])
    assert not [each for each in fresh.all("input") if "checked" in each.attrs]
    given = render("{% choice_cards field %}", field=Groups(data={"wish": "keep"})["wish"])
    (checked,) = [each for each in given.all("input") if "checked" in each.attrs]
    assert checked.attrs["value"] == "keep"


def test_texts_can_come_from_the_page() -> None:
    page = render(
        "{% choice_cards field texts=texts %}",
        field=Groups()["wish"],
        texts={"talk": "Iemand schrijft je."},
    )
    assert "Iemand schrijft je." in page.one("label", for_="id_wish_0").text


def test_each_person_is_part_of_the_name_of_their_checkbox() -> None:
    page = render(
        "{% people field 'Mag dit niet zien' heading=2 texts=roles %}",
        field=Groups()["grounds"],
        roles={"a": "Vertrouwenspersoon"},
    )
    first = page.by_id("id_grounds_0")
    name = " ".join(page.by_id(each).text for each in first.attrs["aria-labelledby"].split())
    assert name == "Afkomst Vertrouwenspersoon Mag dit niet zien"
    assert page.one("h2").text == "Waar ging het over?"


def test_the_summary_of_errors_leads_to_every_refused_control() -> None:
    form = Groups(data={})
    form.add_error(None, "De hele vraag klopt niet.")
    page = render("{% include 'ui/_errors.html' %}", form=form)
    box = page.one("div", role="alert")
    assert box.attrs["tabindex"] == "-1"
    assert "autofocus" in box.attrs
    assert "De hele vraag klopt niet." in box.text
    assert [link.attrs["href"] for link in page.all("a")] == ["#id_grounds_0", "#id_wish_0"]
    assert page.all("a")[0].text.startswith("Waar ging het over? ")
    assert page.all("a")[1].text.startswith("Wens: ")


def test_a_form_without_errors_has_no_summary() -> None:
    assert not render("{% include 'ui/_errors.html' %}", form=EveryKind()).elements


def test_a_title_says_first_that_something_is_wrong() -> None:
    source = "{% extends 'ui/base.html' %}{% block title %}Vraag{% endblock %}"
    for data, title in (({}, "Fout: Vraag · Stagebaken"), (None, "Vraag · Stagebaken")):
        html = Template(source).render(Context({"form": EveryKind(data=data)}))
        assert Page(html).one("title").text == title


@pytest.mark.parametrize(
    "source", ["{% field field %}", "{% choice_cards field %}", "{% people field label %}"]
)
def test_hostile_words_in_a_form_stay_words(source: str) -> None:
    form = Groups(data={"grounds": [HOSTILE], "wish": HOSTILE})
    grounds = form.fields["grounds"]
    assert isinstance(grounds, forms.MultipleChoiceField)
    grounds.choices = [(HOSTILE, HOSTILE)]
    grounds.label = grounds.help_text = HOSTILE
    form.add_error("grounds", HOSTILE)
    page = render(
        source + "{% include 'ui/_errors.html' %}", field=form["grounds"], form=form, label=HOSTILE
    )
    assert not page.all("script")
    assert "&lt;script&gt;" in page.source


@pytest.mark.parametrize("kind", [forms.TextInput, forms.Textarea, forms.PasswordInput])
def test_a_typed_script_comes_back_as_text(kind: type[forms.Widget]) -> None:
    form = EveryKind(data={"text": HOSTILE})
    form.fields["text"].widget = kind()
    page, _ = shown(form, "text")
    assert not page.all("script")


class EmptyForm(forms.Form):
    name = forms.CharField()
    pathway = forms.ChoiceField(choices=[("bol", "bol")])
    kinds = forms.MultipleChoiceField(choices=[("bol", "bol")], widget=CardCheckboxes)
    level = forms.TypedChoiceField(choices=[("2", "2")], coerce=int)
    verb = forms.ChoiceField(choices=[("a", "a")], error_messages={"required": "Wat besluit je?"})


class TypedForm(forms.Form):
    link = forms.URLField(assume_scheme="https")
    day = forms.DateField()
    share = forms.DecimalField()


def test_what_django_says_of_a_typed_field_is_said_in_our_words() -> None:
    errors = TypedForm({"link": "garage", "day": "morgen", "share": "veel"}).errors
    assert {name: list(texts) for name, texts in errors.items()} == {
        "link": ["Dit lijkt geen webadres. Het ziet eruit als https://voorbeeld.nl."],
        "day": ["Dit is geen dag. Schrijf bijvoorbeeld 31-12-2026."],
        "share": ["Typ een getal, bijvoorbeeld 5."],
    }


def test_who_chose_nothing_is_asked_to_choose_and_not_to_fill_in() -> None:
    errors = {name: list(texts) for name, texts in EmptyForm({}).errors.items()}
    assert errors == {
        "name": ["Vul dit nog in."],
        "pathway": ["Kies iets."],
        "kinds": ["Kies iets."],
        "level": ["Kies iets."],
        "verb": ["Wat besluit je?"],
    }
    with translation.override("en"):
        assert list(EmptyForm({}).errors["pathway"]) == ["Choose something."]

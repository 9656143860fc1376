"""What a contact of a leerbedrijf does at /leerbedrijf/<id>/plaatsen/, and what others find."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from placements.accreditations.actions import block
from placements.accreditations.models import Programme, Status
from placements.companies.models import TrainingCompany
from placements.places import actions
from placements.places.models import State, TrainingPlace
from placements.places.views import label
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.placements.places.writing import (
    a_company,
    a_place,
    an_hbo_programme,
    an_open_place,
    key_of,
)

TYPED: dict[str, Any] = {
    "title": "Meewerken in de werkplaats",
    "programme_text": "Techniek",
    "tasks": "B1-K1-W1: banden wisselen\n\nRemmen nakijken",
    "description": "Je hebt een vaste begeleider.",
    "hours_per_week": "32",
    "starts_on": "2027-02-01",
    "number": "2",
    "allowance": "350,50",
    "accessibility": ["quiet", "wheelchair"],
}


def address(company: TrainingCompany, place: TrainingPlace | None = None, verb: str = "") -> str:
    one = f"{place.pk}/" if place else ""
    return f"/leerbedrijf/{company.pk}/plaatsen/{one}{verb}"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_first_place_is_written_opened_and_found(client: Client, garage: TrainingCompany) -> None:
    assert "Begin met één plek" in text(client.get(address(garage)))
    answer = client.post(address(garage, verb="nieuw/"), TYPED)
    place = TrainingPlace.objects.get()
    assert answer["Location"] == address(garage, place)
    assert (place.state, place.allowance_cents, place.number) == (State.CONCEPT, 35_050, 2)
    assert [task.work_process for task in place.tasks.all()] == ["B1-K1-W1", ""]
    page = text(client.post(address(garage, place, "openen/"), follow=True))
    assert "De plek is open. Studenten kunnen hem nu vinden." in page
    assert "banden wisselen" in page
    assert "Er is een rustige plek om te werken" in page
    assert list(TrainingPlace.objects.open(today())) == [place]


def test_a_mistake_keeps_what_was_typed_and_names_the_field(
    client: Client, garage: TrainingCompany
) -> None:
    page = text(
        client.post(address(garage, verb="nieuw/"), TYPED | {"title": "", "hours_per_week": "90"})
    )
    assert "Er klopt nog iets niet." in page
    assert 'id="id_title_error"' in page
    assert "Je hebt een vaste begeleider." in page
    assert not TrainingPlace.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": "2027-03-01", "ends_on": "2027-02-01"},
        {"allowance": "-1"},
        {"allowance": "99999999"},
        {"number": "0"},
        {"accessibility": ["jong"]},
        {"tasks": "x" * 600},
        {"tasks": "\n".join(["taak"] * 31)},
        {"programme": "99999"},
        {"pathway": "xyz"},
        {"title": "a\x00b"},
    ],
)
def test_what_cannot_be_is_refused_with_words(
    client: Client, garage: TrainingCompany, wrong: dict[str, Any]
) -> None:
    answer = client.post(address(garage, verb="nieuw/"), TYPED | wrong)
    assert answer.status_code == 200
    assert "Er klopt nog iets niet." in text(answer)
    assert not TrainingPlace.objects.exists()


def test_wording_is_advice_and_the_place_is_saved_all_the_same(
    client: Client, garage: TrainingCompany
) -> None:
    typed = TYPED | {"description": "Jij bent jong en representatief."}
    page = text(client.post(address(garage, verb="nieuw/"), typed, follow=True))
    assert "Bewaard als concept" in page
    assert "<mark>Jij bent jong</mark>" in page
    assert "Mag meestal niet" in page
    place = TrainingPlace.objects.get()
    page = text(client.post(address(garage, place, "openen/"), follow=True))
    assert "De plek is open." in page
    assert "<mark>representatief</mark>" in page


def test_students_never_see_the_advice(garage: TrainingCompany) -> None:
    an_open_place(company=garage, description="Jij bent jong.")
    for path in (f"/stages/{garage.pk}/", f"/api/v1/companies/{garage.pk}/places/"):
        page = Client().get(path).content.decode()
        assert "<mark>" not in page
        assert "meestal niet" not in page


def test_the_public_page_shows_open_places_with_their_tasks_and_no_others(
    garage: TrainingCompany,
) -> None:
    an_open_place(company=garage, accessibility=["quiet"])
    a_place(company=garage, title="Nog een concept")
    page = text(Client().get(f"/stages/{garage.pk}/"))
    for words in ("Meewerken in de werkplaats", "Banden wisselen", "€ 350 per maand"):
        assert words in page
    assert "Er is een rustige plek om te werken" in page
    assert "Nog een concept" not in page


def test_what_is_typed_is_shown_as_text(client: Client, garage: TrainingCompany) -> None:
    typed = TYPED | {"description": "<b>jonge hond</b>", "title": "<script>1</script> klusjesman"}
    page = text(client.post(address(garage, verb="nieuw/"), typed, follow=True))
    assert "<script>1" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


def test_an_older_page_keeps_its_words_and_says_what_is_saved(
    client: Client, garage: TrainingCompany, gijs: User
) -> None:
    place = a_place(company=garage)
    facts = {"title": "Van een collega", "allowance_cents": 40_000}
    actions.change(by=gijs, place=place, version=1, facts=facts, tasks=())
    typed = TYPED | {"version": "1", "title": "Van mij"}
    answer = client.post(address(garage, place, "wijzigen/"), typed)
    page = text(answer)
    assert answer.status_code == 409
    assert "Iemand anders heeft intussen bewaard" in page
    assert "Van een collega" in page
    assert "€ 400.00" in page or "€ 400,00" in page
    assert 'value="Van mij"' in page
    assert 'name="version" value="2"' in page
    client.post(address(garage, place, "wijzigen/"), typed | {"version": "2"})
    place.refresh_from_db()
    assert place.title == "Van mij"


def test_an_open_place_must_keep_what_students_need(
    client: Client, garage: TrainingCompany
) -> None:
    place = an_open_place(company=garage)
    typed = TYPED | {"version": str(place.version), "hours_per_week": ""}
    page = text(client.post(address(garage, place, "wijzigen/"), typed))
    assert "Dit moet erin staan zolang de plek open is." in page
    assert 'id="id_hours_per_week_error"' in page


def test_what_is_missing_is_listed_and_the_place_does_not_open(
    client: Client, garage: TrainingCompany
) -> None:
    place = a_place(company=garage, hours_per_week=None)
    assert "Uren per week" in text(client.get(address(garage, place)))
    page = text(client.post(address(garage, place, "openen/"), follow=True))
    assert "Deze plek kan nog niet open." in page


def test_closing_is_asked_first_and_can_be_undone(client: Client, garage: TrainingCompany) -> None:
    place = an_open_place(company=garage)
    assert "Nee, de plek blijft open" in text(client.get(address(garage, place, "sluiten/")))
    page = text(client.post(address(garage, place, "sluiten/"), follow=True))
    assert "Je kunt hem weer openen." in page
    client.post(address(garage, place, "openen/"))
    assert list(TrainingPlace.objects.open(today())) == [place]


def test_a_concept_is_thrown_away_after_a_question_and_an_open_place_is_not(
    client: Client, garage: TrainingCompany
) -> None:
    concept, opened = a_place(company=garage), an_open_place(company=garage)
    assert "Dit kun je niet terugdraaien." in text(
        client.get(address(garage, concept, "weggooien/"))
    )
    client.post(address(garage, concept, "weggooien/"))
    page = text(client.post(address(garage, opened, "weggooien/"), follow=True))
    assert "Alleen een concept kun je weggooien." in page
    assert list(TrainingPlace.objects.all()) == [opened]
    page = text(client.post(address(garage, concept, "openen/")))
    assert page


def test_a_copy_opens_in_the_form(client: Client, garage: TrainingCompany) -> None:
    place = an_open_place(company=garage)
    page = text(client.post(address(garage, place, "kopie/"), follow=True))
    assert "Vul de nieuwe dagen nog in." in page
    assert "B1-K1-W1: Banden wisselen" in page


def test_a_place_for_which_the_company_is_not_erkend_opens_with_a_warning(
    client: Client, garage: TrainingCompany, programme: Programme
) -> None:
    place = a_place(company=garage, programme=programme, pathway="bbl")
    page = text(client.post(address(garage, place, "openen/"), follow=True))
    assert "studenten vinden hem nog niet" in page
    assert "Niet erkend voor deze opleiding" in page
    assert "Open, maar niet te vinden" in text(client.get(address(garage)))


def test_a_draft_without_a_pathway_is_not_said_to_lack_a_recognition(
    client: Client, garage: TrainingCompany, programme: Programme
) -> None:
    place = a_place(company=garage, programme=programme, pathway="")
    page = text(client.get(address(garage, place)))
    assert "Niet erkend voor deze opleiding" not in page
    assert "Leerweg" in page


def test_a_company_reads_why_its_place_closed(
    client: Client, garage: TrainingCompany, programme: Programme
) -> None:
    place = an_open_place(company=garage, programme=programme, pathway="bol")
    block(
        key=key_of(garage, programme), status=Status.SUSPENDED, source="SBB", day=today(),
        reason="Een geheime reden.",
    )  # fmt: skip
    for path in (address(garage), address(garage, place)):
        page = text(client.get(path))
        assert "gesloten omdat de erkenning voor deze opleiding is gestopt" in page
        assert "geheime reden" not in page


def test_a_programme_of_the_register_brings_its_level_and_hbo_has_no_pathway(
    client: Client, garage: TrainingCompany, programme: Programme
) -> None:
    typed = TYPED | {"programme": str(programme.pk), "pathway": "bol", "level": "4"}
    client.post(address(garage, verb="nieuw/"), typed)
    place = TrainingPlace.objects.get()
    assert (place.level, place.programme_text, place.pathway) == (2, "", "bol")
    hbo = TYPED | {"programme": str(an_hbo_programme().pk), "pathway": "bol"}
    client.post(address(garage, verb="nieuw/"), hbo)
    assert TrainingPlace.objects.exclude(pk=place.pk).get().pathway == ""


def test_the_list_of_programmes_holds_no_recognition_of_others(
    client: Client, programme: Programme
) -> None:
    other = a_company("Bakkerij Zoë")
    mine = TrainingCompany.objects.exclude(pk=other.pk).get()
    assert "Autotechnicus" in text(client.get(address(mine, verb="nieuw/")))
    assert client.get(address(other, verb="nieuw/")).status_code == 404


@pytest.mark.parametrize("verb", ["", "wijzigen/", "sluiten/", "weggooien/", "openen/", "kopie/"])
def test_another_company_s_place_is_not_there_by_any_address(
    client: Client, garage: TrainingCompany, verb: str
) -> None:
    other = a_company("Bakkerij Zoë")
    theirs = a_place(company=other)
    for company in (garage, other):
        for method in (client.get, client.post):
            answer: HttpResponse = method(address(company, theirs, verb))  # type: ignore[assignment]
            assert answer.status_code in {404, 405}
    theirs.refresh_from_db()
    assert theirs.version == 1


def test_english_is_complete_and_amounts_are_written_as_there(
    client: Client, garage: TrainingCompany
) -> None:
    place = an_open_place(company=garage, allowance_cents=123_450)
    page = text(client.get(f"/en{address(garage, place)}"))
    assert "How students read it" in page
    assert "€ 1,234.50 a month" in page
    assert "€ 1.234,50 per maand" in text(client.get(address(garage, place)))


def test_every_field_that_must_be_there_has_a_name() -> None:
    for name in ("programme", "pathway", "description", "hours_per_week", "allowance_cents"):
        assert label(name)


def test_the_pages_ask_a_fixed_number_of_queries(
    client: Client, garage: TrainingCompany, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        an_open_place(company=garage)
    client.get(address(garage))
    with django_assert_max_num_queries(20):
        client.get(address(garage))


def test_nobody_opens_places_without_end(
    client: Client, garage: TrainingCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is laid over all others, again and again, by whoever searches first on a day."""
    monkeypatch.setattr(actions, "OPEN_LIMIT", 1)
    first, second = an_open_place(company=garage), a_place(company=garage)
    answer = client.post(address(garage, second, "openen/"), follow=True)
    assert "Sluit er eerst een" in text(answer)
    client.post(address(garage, first, "sluiten/"))
    client.post(address(garage, second, "openen/"))
    second.refresh_from_db()
    assert second.state == State.OPEN


def test_an_empty_choice_is_no_row_of_stripes(client: Client, garage: TrainingCompany) -> None:
    assert "---" not in client.get(address(garage, verb="nieuw/")).content.decode()

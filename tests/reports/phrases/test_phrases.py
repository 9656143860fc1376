"""A team begins a message with an example, and makes the examples its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from reports.casework.models import Case
from reports.dossiers.models import Message
from reports.phrases import actions
from reports.phrases.models import Phrase
from reports.phrases.vocabulary import BUILT_IN, LONGEST, Kind
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring
from tests.cast import Member, duinkerk, make_administrator, make_member, make_team, zeewaarde
from tests.reports.casework.conftest import HOSTILE, Desk, text
from tests.reports.filing import file
from tests.reports.ladder.conftest import desk

pytestmark = pytest.mark.django_db
OWN = {"text": "Fijn dat je schreef.", "text_en": "Good that you wrote."}


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def case(school: School, team: list[Member]) -> Case:
    return file(school).dossier.case


@pytest.fixture
def mehmet(team: list[Member]) -> Desk:
    return desk(team[0])


@pytest.fixture
def begin(mehmet: Desk, case: Case) -> Callable[..., Any]:
    address = reverse("phrases:begin", args=[case.pk])
    return lambda **data: mehmet.client.post(address, data)


def save(mehmet: Desk, school: School, kind: str = "welcome", **changes: str) -> int:
    address = reverse("phrases:phrase", args=[school.code, kind])
    return int(mehmet.client.post(address, OWN | changes).status_code)


def field(page: Any) -> str:
    return str(page.context["reply_form"]["text"].value())


def test_the_case_leads_to_the_examples_with_what_was_typed(mehmet: Desk, case: Case) -> None:
    page = text(mehmet.get(case))
    assert f'form="antwoord" formaction="{reverse("phrases:begin", args=[case.pk])}"' in page


def test_an_example_comes_below_what_was_typed(begin: Callable[..., Any]) -> None:
    page = begin(text="Dag, ik ben er weer.", example="welcome:nl")
    assert field(page) == f"Dag, ik ben er weer.\n\n{actions.built_in(Kind.WELCOME).text}"


def test_nothing_chosen_keeps_what_was_typed(begin: Callable[..., Any]) -> None:
    assert field(begin(text="Dag, ik ben er weer.")) == "Dag, ik ben er weer."
    assert field(begin(text="Dag.", example="onzin:xx")) == "Dag."


def test_english_is_a_choice_of_its_own(begin: Callable[..., Any]) -> None:
    assert field(begin(example="needs:en")) == actions.built_in(Kind.NEEDS).text_en


def test_who_works_in_english_reads_the_examples_in_english(
    mehmet: Desk, school: School, case: Case
) -> None:
    save(mehmet, school)
    for page in (reverse("phrases:list"), reverse("phrases:begin", args=[case.pk])):
        html = text(mehmet.client.get(f"/en{page}"))
        assert OWN["text_en"] in html
        assert OWN["text"] not in html
        assert OWN["text"] in text(mehmet.client.get(page))


def test_what_was_chosen_reaches_the_reporter_once(
    mehmet: Desk, case: Case, begin: Callable[..., Any]
) -> None:
    mark = "0b8c0d4e-5f40-4a3c-9f0e-2a40e53c1c11"
    page = begin(text="", example="welcome:nl", once=mark)
    sent = {"text": field(page), "once": str(page.context["reply_form"]["once"].value())}
    assert sent["once"] == mark
    assert mehmet.post(case, "reply", **sent).status_code == 302
    assert mehmet.post(case, "reply", **sent).status_code == 302
    assert Message.objects.filter(dossier=case.dossier).count() == 1
    assert "Wil je erover praten?" in text(mehmet.get(case))


def test_choosing_sends_nothing_and_opens_nothing(case: Case, begin: Callable[..., Any]) -> None:
    before = Event.objects.of_dossier(case.dossier_id).count()
    begin(example="welcome:nl")
    assert not Message.objects.exists()
    assert Event.objects.of_dossier(case.dossier_id).count() == before


def test_words_wait_when_the_vault_closed_meanwhile(
    mehmet: Desk, begin: Callable[..., Any]
) -> None:
    mehmet.close_vault()
    page = begin(text="Dag, ik ben er weer.", example="welcome:nl")
    assert page.status_code == 409
    assert "Dag, ik ben er weer." in page.content.decode()


def test_an_excluded_member_finds_no_page(
    mehmet: Desk, case: Case, begin: Callable[..., Any]
) -> None:
    keyring.exclude(case.dossier, [mehmet.member.user])
    assert begin(text="Dag daar.").status_code == 404


def test_a_school_writes_its_own_words_and_goes_back(
    mehmet: Desk, school: School, begin: Callable[..., Any]
) -> None:
    assert save(mehmet, school) == 302
    assert field(begin(example="welcome:nl")) == OWN["text"]
    assert field(begin(example="welcome:en")) == OWN["text_en"]
    assert "Eigen woorden" in text(mehmet.client.get(reverse("phrases:list")))
    address = reverse("phrases:restore", args=[school.code, "welcome"])
    assert [mehmet.client.post(address).status_code for _ in range(2)] == [302, 302]
    assert "Wil je erover praten?" in field(begin(example="welcome:nl"))
    changes = Event.objects.filter(verb=Verb.SCHOOL_CHANGED, vault_id=school.vault_id)
    assert [one.detail for one in changes] == [{"what": "phrases"}] * 2


def test_saving_what_stands_there_changes_nothing(mehmet: Desk, school: School) -> None:
    built_in = actions.built_in(Kind.WELCOME)
    as_sent = {name: getattr(built_in, name).replace("\n", "\r\n") for name in ("text", "text_en")}
    assert save(mehmet, school, **as_sent) == 302
    assert not Phrase.objects.exists()
    assert not Event.objects.filter(verb=Verb.SCHOOL_CHANGED).exists()


@pytest.mark.parametrize("words", [" ", "a" * (LONGEST + 1)])
@pytest.mark.parametrize("name", ["text", "text_en"])
def test_what_is_wrong_is_said_at_its_field(
    mehmet: Desk, school: School, name: str, words: str
) -> None:
    assert save(mehmet, school, **{name: words}) == 422
    assert not Phrase.objects.exists()


def test_hostile_words_stay_words(mehmet: Desk, school: School, begin: Callable[..., Any]) -> None:
    save(mehmet, school, text=HOSTILE)
    assert "<script>alert" not in begin(example="welcome:nl").content.decode()
    assert "<script>alert" not in text(mehmet.client.get(reverse("phrases:list")))


def test_another_school_keeps_its_own_words(mehmet: Desk, school: School) -> None:
    other = duinkerk()
    els = desk(make_member(other, name="Els Vreemd"))
    save(mehmet, school)
    assert OWN["text"] not in text(els.client.get(reverse("phrases:list")))
    assert save(els, school) == 404
    with pytest.raises(PermissionDenied):
        actions.adapt(by=els.member.user, school=school, kind=Kind.NEEDS, **OWN)


def test_an_administrator_sees_that_they_changed_and_not_the_pages(
    mehmet: Desk, school: School
) -> None:
    save(mehmet, school)
    client = Client()
    client.force_login(make_administrator(school))
    assert client.get(reverse("phrases:list")).status_code != 200


def test_the_list_asks_the_same_of_the_database_however_much_is_own(
    mehmet: Desk, school: School
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        mehmet.client.get(reverse("phrases:list"))
    for kind in Kind:
        Phrase.objects.create(school=school, kind=kind, **OWN)
    with CaptureQueriesContext(connection) as after:
        mehmet.client.get(reverse("phrases:list"))
    assert len(after) == len(before)


@pytest.mark.parametrize("kind", Kind)
def test_every_example_is_short_and_in_two_languages(kind: Kind) -> None:
    example = actions.built_in(kind)
    assert example.text != example.text_en
    assert max(len(example.text), len(example.text_en)) < LONGEST / 2
    with override("en"):
        assert str(BUILT_IN[kind]) == example.text_en


def test_every_kind_has_an_example() -> None:
    assert set(BUILT_IN) == set(Kind)

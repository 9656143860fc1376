"""Each question answers a mistake in words at the field, whatever is sent."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.dossiers.vocabulary import Ground
from reports.intake import drafts
from reports.intake.school import is_school_address
from reports.intake.steps import STEPS
from schools.registry.models import School
from tests import cast
from tests.cast import Member
from tests.reports.intake.journey import ANSWERS, STORY, Reporter


def refused(reporter: Reporter, slug: str, field: str, **data: Any) -> str:
    """The page with the mistake at its field, linked from the summary."""
    response = reporter.post(f"{slug}/", ANSWERS[slug] | data)
    text = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in text
    assert f'href="#id_{field}' in text
    return text


@pytest.fixture
def begun(reporter: Reporter) -> Reporter:
    reporter.tell("school")
    return reporter


MISTAKES = [
    ("school", "school", {"school": "nergens"}, "Deze school kennen we niet."),
    ("school", "school", {"school": ""}, "Kies je school."),
    ("verhaal", "account", {"account": "a" * (ACCOUNT_LIMIT + 1)}, "50.000 tekens"),
    ("verhaal", "account", {"account": "a\x00b"}, "een teken in dat we niet kunnen bewaren"),
    ("verhaal", "account", {"account": "  \n "}, "Vertel kort wat er gebeurde"),
    ("wanneer", "when_text", {"when_text": "a" * 241}, "Deze tekst is te lang."),
    ("bedrijf", "company_text", {"company_text": "a" * 161}, "Deze tekst is te lang."),
    ("bedrijf", "company_text", {"company_id": str(uuid4())}, "Dit bedrijf kennen we niet"),
    ("bedrijf", "company_text", {"company_id": "geen id"}, "Dit bedrijf kennen we niet"),
    ("wens", "wish", {"wish": ""}, "Kies wat er moet gebeuren."),
    ("lezers", "outsiders", {"outsiders": "a" * 2001}, "Deze tekst is te lang."),
    ("naam", "known_as", {"known_as": " "}, "Vul je naam in"),
    ("mail", "address", {"address": "geen adres"}, "Dit lijkt geen e-mailadres."),
    ("mail", "address", {"address": "ik@student.zeewaarde.example"}, "een adres van je school"),
]


@pytest.mark.parametrize(("slug", "field", "data", "words"), MISTAKES)
def test_a_mistake_is_explained_at_its_field(
    begun: Reporter, slug: str, field: str, data: dict[str, Any], words: str
) -> None:
    assert words in refused(begun, slug, field, **data)


@pytest.mark.parametrize(
    ("slug", "field", "data"),
    [
        ("moment", "phases", {"phases": ["later"]}),
        ("gronden", "grounds", {"grounds": ["race", "onzin"]}),
        ("vorm", "shapes", {"shapes": ["onzin"]}),
        ("wanneer", "when", {"when": "onzin"}),
        ("wens", "wish", {"wish": "onzin"}),
        ("naam", "is_known", {"is_known": "misschien"}),
    ],
)
def test_an_answer_that_was_not_offered_is_refused(
    begun: Reporter, slug: str, field: str, data: dict[str, Any]
) -> None:
    refused(begun, slug, field, **data)


def test_a_story_of_exactly_the_limit_fits_with_its_line_breaks(begun: Reporter) -> None:
    # Browsers count a line break once and send two signs.
    story = "\r\n".join(["a" * 99] * (ACCOUNT_LIMIT // 100))
    begun.answer("verhaal", account=story)
    assert begun.draft.account.count("\n") == ACCOUNT_LIMIT // 100 - 1
    assert "\r" not in begun.draft.account


def test_all_fifteen_grounds_can_be_chosen(begun: Reporter) -> None:
    begun.answer("gronden", grounds=Ground.values)
    assert len(begun.draft.grounds) == len(Ground.values) == 15
    page = begun.get("gronden/")
    assert page.count(" checked") == 15


def test_somebody_of_another_school_cannot_be_excluded(begun: Reporter) -> None:
    stranger = cast.make_member(cast.duinkerk(), name="Vreemde Eend")
    refused(begun, "lezers", "team", team=[str(stranger.user.pk)])


def test_exclusions_do_not_move_to_another_school(begun: Reporter, team: list[Member]) -> None:
    cast.make_member(cast.duinkerk(), name="Een Ander")
    begun.tell(lezers={"team": [str(team[0].user.pk)]})
    begun.answer("school", school="duinkerk")
    page = begun.get("controle/")
    assert "Een Ander" in page
    assert team[0].user.name not in page


def test_a_school_address_can_be_used_after_a_warning(begun: Reporter) -> None:
    address = "ik@zeewaarde.example"
    page = refused(begun, "mail", "address", address=address)
    assert 'name="is_sure"' in page
    begun.answer("mail", address=address, is_sure="on")
    assert begun.draft.address == address


@pytest.mark.parametrize(
    ("domains", "address", "expected"),
    [
        ("zeewaarde.nl", "a@zeewaarde.nl", True),
        ("@zeewaarde.nl; student.zw.nl", "a@STUDENT.zw.nl", True),
        ("zeewaarde.nl", "a@mail.zeewaarde.nl", True),
        ("zeewaarde.nl", "a@nietzeewaarde.nl", False),
        ("", "a@zeewaarde.nl", False),
        ("zeewaarde.nl", "", False),
    ],
)
def test_the_domains_of_a_school_are_recognised(
    domains: str, address: str, *, expected: bool
) -> None:
    assert is_school_address(address, School(email_domains=domains)) is expected


def test_a_name_that_is_typed_but_not_given_is_not_kept(begun: Reporter) -> None:
    begun.answer("naam", is_known="no", known_as="Noor", known_contact="06")
    assert begun.draft.known_as == begun.draft.known_contact == ""


@pytest.fixture
def company(db: None) -> TrainingCompany:
    register(name="Windwijk Zorg", place="Duinstad")
    return register(name="Autobedrijf Windwijzer", place="Zeedorp")


def test_a_company_is_searched_and_chosen_without_script(
    begun: Reporter, company: TrainingCompany
) -> None:
    assert begun.answer("bedrijf", company_text="wind", ga="zoek") == "bedrijf/?kies=1"
    page = begun.get("bedrijf/?kies=1")
    assert "Autobedrijf Windwijzer" in page
    assert "Geen van deze. Bewaar: wind" in page
    begun.answer("bedrijf", company_text="wind", company_id=str(company.pk))
    assert begun.draft.company_id == str(company.pk)
    assert begun.draft.company_text == "Autobedrijf Windwijzer, Zeedorp"


def test_a_company_that_is_not_found_is_kept_as_typed(
    begun: Reporter, company: TrainingCompany
) -> None:
    begun.answer("bedrijf", company_text="Onbekend BV", ga="zoek")
    assert "We vonden geen bedrijf met deze naam." in begun.get("bedrijf/?kies=1")
    begun.answer("bedrijf", company_text="Onbekend BV", company_id="")
    assert (begun.draft.company_id, begun.draft.company_text) == ("", "Onbekend BV")


def test_typing_another_name_lets_the_chosen_company_go(
    begun: Reporter, company: TrainingCompany
) -> None:
    begun.answer("bedrijf", company_id=str(company.pk), company_text="wind")
    begun.answer("bedrijf", company_text="Autobedrijf Windwijzer, Zeedorp")
    assert begun.draft.company_id == str(company.pk)
    begun.answer("bedrijf", company_text="Een ander bedrijf")
    assert begun.draft.company_id == ""


WILD = st.dictionaries(
    st.sampled_from(
        [
            "school", "phases", "grounds", "shapes", "account", "when", "when_text", "ga", "weg",
            "company_text", "company_id", "wish", "team", "custodians", "outsiders", "is_known",
            "known_as", "known_contact", "address", "is_sure", "gezien", "tussendoor", "voice",
        ]
    ),
    st.one_of(
        st.text(max_size=60),
        st.lists(st.text(max_size=20), max_size=3),
        st.sampled_from(["terug", "zoek", "voegtoe", "zeewaarde", "keep", "talk", "yes", "\x00"]),
    ),
    max_size=6,
)  # fmt: skip


@given(slug=st.sampled_from([step.slug for step in STEPS]), data=WILD, has_draft=st.booleans())
def test_no_answer_whatever_breaks_a_question(
    team: list[Member], slug: str, data: dict[str, Any], *, has_draft: bool
) -> None:
    reporter = Reporter(client=Client(raise_request_exception=True))
    if has_draft:
        reporter.tell("school")
    response = reporter.post(f"{slug}/", _encodable(data))
    assert response.status_code in {200, 204, 302, 303, 422}


@given(path=st.sampled_from(["herken/", "controle/", "code/", "niemand/", "wissen/"]), data=WILD)
def test_no_answer_whatever_breaks_another_page(
    team: list[Member], path: str, data: dict[str, Any]
) -> None:
    reporter = Reporter()
    reporter.tell("school", "verhaal", "wens")
    response = reporter.post(path, _encodable(data))
    assert response.status_code in {200, 302, 303, 422}


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=30), max_size=3))
def test_no_question_in_the_address_breaks_a_page(
    team: list[Member], query: dict[str, str]
) -> None:
    reporter = Reporter()
    reporter.tell("school", "verhaal", "wens")
    for path in ("", "school/", "bedrijf/", "controle/"):
        response = reporter.client.get(reporter.url(path), _encodable(query))
        assert response.status_code in {200, 302}


def _encodable(data: Any) -> Any:
    """As a browser sends it: lone surrogates cannot be written in UTF-8."""
    if isinstance(data, dict):
        return {_encodable(key): _encodable(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_encodable(value) for value in data]
    return data.encode("utf-8", "replace").decode()


def test_bytes_that_are_no_text_break_nothing(begun: Reporter) -> None:
    body = b"account=%ff%fe%ed%a0%80&ga=%c3%28"
    kind = "application/x-www-form-urlencoded"
    response = begun.client.generic("POST", "/melden/verhaal/", body, content_type=kind)
    assert response.status_code in {302, 422}


def test_a_draft_of_an_older_version_still_opens(begun: Reporter) -> None:
    key = drafts.DraftKey.new()
    drafts.change(key, lambda answers: answers.with_(account=STORY))
    older = drafts.Answers.from_json({"account": STORY, "no_longer_asked": 1})
    assert older.account == STORY
    assert older.phases == []

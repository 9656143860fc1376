"""Search over what is sealed: exactly what is there, only what is theirs, and nothing is kept."""

import logging
import unicodedata
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.board.searching import Sought, folded
from reports.casework import actions
from reports.casework.models import Case
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from tests.cast import Member, duinkerk, make_member
from tests.reports.casework.conftest import HOSTILE, Desk, DeskOf
from tests.reports.filing import STORY, file, own
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

SEARCH = "/zaken/zoeken/"
MOST_QUERIES = 17  # the page that is shown is fetched apart


def search(desk: Desk, **sought: Any) -> str:
    answer = desk.client.post(SEARCH, sought)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def found(desk: Desk, **sought: Any) -> set[str]:
    page = search(desk, **sought)
    return {number for number in Case.objects.values_list("number", flat=True) if number in page}


def searched() -> int:
    return Event.objects.filter(verb=Verb.SEARCHED).count()


def test_a_word_of_the_story_the_company_or_the_conversation_finds_the_case(
    mehmet: Desk, school: School
) -> None:
    filed, other = file(school), file(school, story="Een ander verhaal.")
    reporter.send(own=own(filed), text="Het gebeurde in de spuiterij.")
    actions.reply(member=mehmet.member.unlocked, case=filed.dossier.case, text="Wat vervelend.")
    number, both = filed.dossier.case.number, {filed.dossier.case.number, other.dossier.case.number}
    assert found(mehmet, words="klanten wegjagen") == {number}
    assert found(mehmet, words="SPUITERIJ") == {number}
    assert found(mehmet, words="vervelend spuiterij") == {number}
    assert found(mehmet, words="windwijzer") == both
    assert found(mehmet, words=number.lower()) == {number}
    assert found(mehmet, words="klanten ander") == set()
    assert "Geen zaak gevonden." in search(mehmet, words="klanten ander")


def test_accents_and_capitals_make_no_difference(mehmet: Desk, school: School) -> None:
    number = file(school, story="Één reünie in het CAFÉ van İpek.").dossier.case.number
    for words in ("een reunie", "ÉÉN REÜNIE", "cafe", "ipek", "Cafe\u0301"):
        assert found(mehmet, words=words) == {number}, words


def test_the_page_shows_the_card_and_not_the_place_where_it_stood(
    mehmet: Desk, school: School
) -> None:
    file(school, story=f"Eerste regel.\nDaarna {STORY}")
    page = search(mehmet, words="klanten")
    assert "Eerste regel." in page
    assert "wegjagen" not in page


def test_ground_phase_company_and_status_narrow_it_down(mehmet: Desk, school: School) -> None:
    number = file(school).dossier.case.number
    assert found(mehmet, ground="race") == {number}
    assert found(mehmet, ground="age") == set()
    assert found(mehmet, phase="during", company="WINDWIJZER auto") == {number}
    assert found(mehmet, phase="seeking") == set()
    assert found(mehmet, company="vonk") == set()
    assert found(mehmet, words="klanten", status="received") == {number}
    assert found(mehmet, words="klanten", status="closed") == set()


def test_a_search_is_one_event_and_opens_no_dossier(mehmet: Desk, school: School) -> None:
    for _ in range(3):
        file(school)
    before = searched()
    search(mehmet, words="klanten")
    assert searched() == before + 1
    assert not Event.objects.filter(verb=Verb.OPENED).exists()


def test_nothing_to_search_for_is_a_mistake_and_opens_nothing(mehmet: Desk, case: Case) -> None:
    before = searched()
    assert mehmet.client.post(SEARCH, {"words": "  "}).status_code == 422
    assert mehmet.client.post(SEARCH, {"words": "x" * 201}).status_code == 422
    assert mehmet.client.post(SEARCH, {"ground": "<script>"}).status_code == 422
    assert searched() == before


def test_a_closed_vault_finds_nothing_and_keeps_the_words(mehmet: Desk, case: Case) -> None:
    mehmet.close_vault()
    before = searched()
    answer = mehmet.client.post(SEARCH, {"words": "klanten wegjagen"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="klanten wegjagen"' in page
    assert case.number not in page
    assert STORY not in page
    assert searched() == before
    assert mehmet.client.get(SEARCH)["Location"].startswith("/zaken/kluis/openen/")


def test_who_is_excluded_or_of_another_school_finds_what_is_not_there(
    school: School, team: list[Member], desk_of: DeskOf
) -> None:
    """Their answer is the same, sign for sign, as before the report came."""
    els = make_member(duinkerk(), name="Els Vreemd")
    for desk in (desk_of(team[2]), desk_of(els)):
        before = [plain(search(desk, **one)) for one in SOUGHT]
        file(school, excluded=(team[2].user,))
        assert [plain(search(desk, **one)) for one in SOUGHT] == before


SOUGHT: tuple[dict[str, str], ...] = ({"words": "klanten"}, {"ground": "race"})


def plain(page: str) -> str:
    """The page without its token and without the clock of the vault."""
    main = page[page.index("<main") : page.index("</main>")]
    return main.replace(main.split('csrfmiddlewaretoken" value="')[1].split('"')[0], "")


def test_who_was_excluded_a_moment_ago_finds_nothing(mehmet: Desk, school: School) -> None:
    filed = file(school)
    assert found(mehmet, words="klanten")
    choose_readers(own=own(filed), excluded=[mehmet.member.user])
    assert found(mehmet, words="klanten") == set()


def test_the_open_vault_of_one_school_searches_no_other(mehmet: Desk, case: Case) -> None:
    other = duinkerk()
    make_member(other, user=mehmet.member.user)
    file(other)
    assert found(mehmet, words="klanten") == {case.number}


def test_words_stand_in_no_address_log_cache_or_stored_page(
    mehmet: Desk, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    before = set(cache._cache) if hasattr(cache, "_cache") else set()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as captured:
        answer = mehmet.client.post(SEARCH, {"words": "wegjagen klanten"})
    assert answer.headers["Cache-Control"] == "no-store"
    own_logs = [one.getMessage() for one in caplog.records if one.name != "django.db.backends"]
    assert "wegjagen" not in "\n".join(own_logs)
    assert not [one for one in captured if "wegjagen" in one["sql"]]
    assert (set(cache._cache) if hasattr(cache, "_cache") else set()) == before
    assert 'method="post"' in answer.content.decode()
    assert "words=" not in answer.content.decode()


def test_a_word_in_the_address_searches_nothing(mehmet: Desk, case: Case) -> None:
    page = Page(mehmet.client.get(SEARCH, {"words": "klanten"}).content.decode())
    assert "gevonden" not in page.one("main").text
    assert page.one("input", name="words").attrs.get("value", "") == ""


def test_hostile_words_stay_text(mehmet: Desk, case: Case) -> None:
    page = search(mehmet, words=HOSTILE)
    assert "<script>alert" not in page


def test_only_the_most_urgent_are_searched_and_the_page_says_so(
    mehmet: Desk, school: School, settings: LazySettings
) -> None:
    settings.SEARCH_CASES = 2
    for _ in range(3):
        file(school)
    page = search(mehmet, words="klanten")
    assert "Er zijn meer dan 2 zaken." in page
    assert "2 zaken gevonden" in page
    assert "Er zijn meer" not in search(mehmet, words="klanten", status="closed")


def test_pages_of_results_are_sent_by_post(
    mehmet: Desk, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.board.views.PAGE_SIZE", 1)
    numbers = {file(school).dossier.case.number for _ in range(2)}
    first = found(mehmet, words="klanten")
    assert first | found(mehmet, words="klanten", page="2") == numbers
    assert "Bladzijde 1 van 2" in search(mehmet, words="klanten")


def test_danger_stands_first(mehmet: Desk, school: School) -> None:
    file(school)
    file(school, story="Ik ben bang voor de klanten.", danger="now")
    page = search(mehmet, words="klanten")
    assert page.index("Kijk vandaag: misschien gevaar") < page.index(STORY)
    assert page.index("Ik ben bang") < page.index(STORY)


def test_a_search_asks_the_database_as_few_for_ten_cases_as_for_one(
    mehmet: Desk, school: School
) -> None:
    counts = []
    for more in (1, 9):
        for _ in range(more):
            file(school)
        with CaptureQueriesContext(connection) as captured:
            search(mehmet, words="klanten")
        counts.append(len(captured))
    assert counts[0] == counts[1] < MOST_QUERIES


# What a search finds is what somebody finds who reads everything.


def naive(text: str) -> str:
    """Letter by letter, without the product's own folding."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(one for one in apart if unicodedata.category(one) != "Mn").lower()


LETTERS = st.text(alphabet="abéÉ ëïIJzZ-’.", min_size=0, max_size=40)
WORDS = st.text(alphabet="abéÉ ëïIJzZ", min_size=1, max_size=6)


@given(story=LETTERS, said=LETTERS, words=WORDS)
def test_folding_finds_what_a_naive_reader_finds(story: str, said: str, words: str) -> None:
    text = f"{story}\n{said}"
    expected = all(word in naive(text) for word in naive(words).split())
    assert all(word in folded(text) for word in folded(words).split()) == expected


@given(text=st.text(max_size=30))
def test_folding_twice_changes_nothing_and_a_text_always_finds_itself(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert all(word in folded(text) for word in folded(text).split())


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(stories=st.lists(LETTERS.filter(str.strip), min_size=1, max_size=3), words=WORDS)
def test_a_search_finds_exactly_what_a_scan_of_everything_finds(
    mehmet: Desk, school: School, stories: list[str], words: str
) -> None:
    Case.objects.all().delete()
    texts = {file(school, story=one).dossier.case.number: one for one in stories}
    if Sought(words=words.strip()).is_empty:
        return
    scanned = {
        number
        for number, story in texts.items()
        if all(
            word in naive(f"{number}\n{story}\nAutobedrijf Windwijzer")
            for word in naive(words).split()
        )
    }
    assert found(mehmet, words=words) == scanned


def test_the_address_of_the_search_is_the_one_in_the_guide() -> None:
    assert reverse("board:search") == SEARCH

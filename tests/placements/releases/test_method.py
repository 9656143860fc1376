"""The method page: every number on it is a constant of the code, and its examples are counted."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from placements.outcomes import accuracy, floors, indicators
from placements.outcomes.cohort import CAP
from placements.outcomes.gap.samples import DRAWS
from placements.outcomes.release import gate, places
from placements.outcomes.release.measures import MEASURES, with_wholes
from placements.outcomes.release.shares import PARTS
from placements.protection import floors as shown
from placements.protection import rounding
from placements.releases import gap_counts, gap_figures, method, method_example, policy
from placements.releases.method_accuracy import NOT_SAID, accuracy_table

pytestmark = pytest.mark.django_db
PAGE = "/uitkomsten/methode/"
TEMPLATES = Path(method.__file__).with_name("templates") / "releases"
# Digits of the language and of mathematics, and none of ours.
PLAIN = {"100", "1", "0", "2", "4"}


def text_of(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    content = answer.content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    main = re.sub(r"<math.*?</math>", " ", main, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_every_number_in_the_words_comes_from_the_code() -> None:
    """A digit in a template would stay when the rule changes."""
    for path in TEMPLATES.glob("method*.html"):
        source = re.sub(r"<math.*?</math>|<h[1-6]|</h[1-6]", "", path.read_text(), flags=re.DOTALL)
        words = re.findall(r'{% translate "(.*?)"|%}([^{}<>]*)(?:{{|{%)', source)
        for word in (part for pair in words for part in pair):
            assert set(re.findall(r"\d+", word)) <= PLAIN, (path.name, word)


def test_the_constants_are_those_of_the_rules() -> None:
    found = method.CONSTANTS
    assert found == {
        "apps_base": rounding.APPLICATIONS_BASE,
        "base": rounding.BASE,
        "block_years": 3,
        "cap": CAP,
        "category_from": floors.CATEGORY_FROM,
        "confidence": 95,
        "crossed_from": places.CROSSED_FROM,
        "draws": DRAWS,
        "few": gate.FEW,
        "freedom_from": floors.FREEDOM_FROM,
        "group_from": floors.GROUP_FROM,
        "group_shown_from": gap_counts.GROUP_FROM,
        "horizon": indicators.HORIZON,
        "long_search": indicators.LONG_SEARCH,
        "narrow": gate.NARROW,
        "origin_from": policy.ORIGIN_FROM,
        "rate_from": shown.RATE_FROM,
        "ratio_from": shown.RATIO_FROM,
        "region_from": floors.REGION_FROM,
        "region_shown_from": gap_counts.STUDENTS_FROM,
        "runaway": 15,
        "satisfied": indicators.SATISFIED,
        "schools_from": gap_counts.SCHOOLS_FROM,
        "share_step": gap_figures.SHARE_STEP,
        "shown_from": shown.SHOWN_FROM,
        "soon": indicators.SOON,
        "support": 10,
    }


@pytest.mark.parametrize("name", sorted(method.CONSTANTS))
def test_the_page_says_each_of_them_and_changes_with_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name in {"long_search", "satisfied", "soon"}:  # in the list of indicators
        module = method.indicators
        monkeypatch.setattr(module, {"long_search": "LONG_SEARCH", "satisfied": "SATISFIED",
                                     "soon": "SOON"}[name], 8641)  # fmt: skip
    else:
        monkeypatch.setitem(method.CONSTANTS, name, 8641)
    content = client.get(PAGE).content.decode()
    assert re.search(r"8\.?641", content)


def test_every_published_share_is_explained_with_its_own_parts() -> None:
    named = {one.name: one for one in method.counted()}
    assert set(PARTS) <= set(named)
    for name in PARTS:
        assert named[name].above
        assert named[name].below
        assert MEASURES[name].whole in with_wholes([name])


# ---------- the worked examples ----------


def test_the_rounded_example_shows_what_the_code_draws(client: Client) -> None:
    one = method_example.one_class()
    for each in (one.n, one.k):
        assert each.drawn in (each.down, each.up)
        assert each.down < each.exact < each.up
        assert each.chance_up == each.exact - each.down
    text = text_of(client)
    assert f"De loting geeft {one.k.drawn} van {one.n.drawn}" in text
    assert f"{one.rate.percent}%, waarschijnlijk tussen {one.rate.low_percent} en" in text


def test_applications_per_placement_by_hand(client: Client) -> None:
    found = method_example.five_searches()
    assert found.total == sum(min(sent, CAP) for sent, _ in method_example.SEARCHES)
    assert found.value == found.total / found.placed == 7
    assert "is 7,00 sollicitaties per plek" in text_of(client)


def test_the_gap_of_the_example_by_hand(client: Client) -> None:
    some = method_example.gap()
    assert some.group == pytest.approx(190 / 400)
    assert some.reference == pytest.approx(580 / 800)
    weight = {one.sector: one.weight for one in some.strata}
    assert weight == pytest.approx({"economie": 300 * 200 / 500, "zorg": 100 * 600 / 700})
    by_hand = sum(one.weight * one.difference for one in some.strata) / sum(weight.values())
    assert some.adjusted.value == pytest.approx(by_hand)
    assert some.explained + some.unexplained == pytest.approx(some.disadvantage)
    assert some.share.value == pytest.approx(some.unexplained / some.disadvantage)
    assert some.applications.value != pytest.approx(some.applications_log.value, abs=0.02)
    text = text_of(client)
    assert "47,5% tegen 72,5%" in text
    assert "verschil van −25 punten" in text
    assert "14,5 punten verklaard en 10,5 punten onverklaard door richting" in text
    assert "schaal van het verschil 50%" in text
    assert "logaritmische schaal 45%" in text


# ---------- accuracy ----------


def test_the_accuracy_table_says_every_simulated_figure() -> None:
    with translation.override("nl"):
        table = accuracy_table()
    rows = accuracy.simulated().rows
    cells = [cell for line in table.rows for cell in line[1:] if cell]
    assert len(cells) == len(rows)
    assert sorted(cell.split("%")[0] for cell in cells) == sorted(
        str(round(100 * one.coverage)) for one in rows
    )
    assert sum(NOT_SAID in cell for cell in cells) == sum(not one.said for one in rows)


# ---------- words ----------


@pytest.mark.parametrize("start", ["", "/en"])
def test_no_gap_is_called_discrimination_and_nobody_is_ranked(client: Client, start: str) -> None:
    """The word is said of one question to students, and of what all could be in what is left."""
    text = text_of(client, f"{start}{PAGE}")
    assert 2 <= len(re.findall(r"discriminat", text, re.IGNORECASE)) <= 3
    for sentence in re.split(r"(?<=[.:;]) ", text):
        if re.search(r"discriminat", sentence, re.IGNORECASE):
            assert not re.search(r"verschil|gap|difference|%", sentence, re.IGNORECASE)
    assert not re.search(r"\b(koploper|hekkensluiter|beste school|best school)\b", text)


def test_formulas_need_no_script_and_no_third_party(client: Client) -> None:
    content = client.get(PAGE).content.decode()
    assert content.count("<math") >= 12
    assert "katex" not in content.lower()
    assert "mathjax" not in content.lower()
    # Every picture of a formula has words around it: an empty one would be a hole when read aloud.
    assert "<math></math>" not in content


def test_the_page_asks_the_database_nothing_of_its_own(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(PAGE)
    with django_assert_max_num_queries(2):
        client.get(PAGE)

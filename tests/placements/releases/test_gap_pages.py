"""The gap pages: stored figures and nothing else, each with n and interval, and careful words."""

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from placements.releases import actions, gap_pages, gap_reading, gaps
from placements.releases.gap_figures import NAMES
from placements.releases.gap_reading import HIDDEN, Comparison, Figure
from placements.releases.gap_warnings import SUPPORT_PERCENT, warnings
from placements.releases.models import Kind, PublishedGap, Release, Scope
from tests.placements.releases.regions import country, names, told

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)
NATIONAL = "/uitkomsten/landelijk/"
REGION = "/uitkomsten/regio/twente/"
UNEXPLAINED = "onverklaard door richting, niveau en regio"


def published(scope: Scope = Scope.COUNTRY, region: str = "", **other: Any) -> Release:
    """Stored as the action stores it; counting is tested beside it."""
    facts = {"year": 2025, "kind": Kind.FINAL, "released_on": DAY} | other
    release = Release.objects.create(scope=scope, region=region, **facts)
    PublishedGap.objects.bulk_create(
        PublishedGap(release=release, name=name, figures=told(name))
        for name in ("Buiten-Europa", "Europa")
    )
    return release


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    content = answer.content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    main = re.sub(r"<title.*?</title>", " ", main)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main).replace("\u00a0", " "))


def every_sentence(some: Comparison) -> list[str]:
    parts = gap_pages.parts(some)
    return [text for part in parts for text in (*part.sentences, part.about, part.description)]


@pytest.mark.parametrize(("scope", "region", "page"), [
    (Scope.COUNTRY, "", NATIONAL), (Scope.REGION, "Twente", REGION),
])  # fmt: skip
def test_page_csv_and_json_say_the_stored_row(
    client: Client, scope: Scope, region: str, page: str
) -> None:
    release = published(scope, region)
    content = client.get(f"{page}cijfers.csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    asked = client.get(f"{page}cijfers.json").json()["figures"]
    text = text_of(client, page)
    at = 0
    for comparison in gap_reading.comparisons(release):
        for name in NAMES:
            stored, line, one = comparison.stored[name], lines[at], asked[at]
            at += 1
            assert (line["group"], line["figure"]) == (one["group"], one["figure"])
            assert (one["group"], one["figure"]) == (comparison.group, name)
            for key, other in (("value", "value"), ("low", "low"), ("high", "high"), ("k", "k"),
                               ("group", "n_group"), ("reference", "n_reference")):  # fmt: skip
                assert one[other] == stored[key]
                assert line[other] == ("" if stored[key] is None else str(stored[key]))
            figure = Figure(name, stored)
            if name != "no_support" and not figure.is_hidden:
                assert f"{figure.text} {figure.interval} {figure.students}" in text
    assert at == len(lines) == len(asked)


def test_raw_and_adjusted_stand_beside_each_other_with_words_for_the_picture(
    client: Client,
) -> None:
    published()
    content = client.get(NATIONAL).content.decode()
    assert content.count('role="img"') == 6
    for picture in re.findall(r"<svg.*?</svg>", content, re.DOTALL):
        if 'role="img"' in picture:
            assert "Zoals geteld" in picture
            assert "Gecorrigeerd" in picture
            [told_in_words] = re.findall(r"<desc[^>]*>(.*?)</desc>", picture)
            assert told_in_words.count("n\u00a0=\u00a0") + told_in_words.count("te weinig") >= 2


def test_every_sentence_with_a_figure_says_its_interval_and_its_n() -> None:
    for name in ("Buiten-Europa", "Europa"):
        some = Comparison(Release(), name, told(name))
        for part in gap_pages.parts(some):
            for text in part.sentences:
                figures = re.findall(
                    r"\d+(?:,\d+)?%|\d+,\d+|\d+ dagen", text.replace("126 dagen", "")
                )
                if figures:
                    assert "tussen" in text
                    assert "n\u00a0=\u00a0" in text


def test_the_share_that_is_left_names_its_scale() -> None:
    some = Comparison(Release(), "Buiten-Europa", told())
    text = " ".join(every_sentence(some))
    assert text.count(UNEXPLAINED) >= 2
    assert "op de schaal van het verschil" in text
    assert "op de logaritmische schaal" in text
    for sentence in re.split(r"(?<=\.) ", text):
        if UNEXPLAINED in sentence and "%" in sentence:
            assert "schaal" in sentence


def test_of_a_gap_that_may_be_chance_no_share_is_said() -> None:
    some = Comparison(Release(), "Europa", told("Europa"))
    first = gap_pages.parts(some)[0]
    assert "te onzeker" in " ".join(first.sentences)
    assert first.lines[-1][1].text == HIDDEN


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_calls_a_gap_discrimination_or_ranks(client: Client, language: str) -> None:
    """The word stands once: in the list of what all could be in it."""
    published()
    published(Scope.REGION, "Twente")
    published(Scope.REGION, "Rijnmond")
    start = "/en" if language == "en" else ""
    with translation.override(language):
        for page in (NATIONAL, REGION):
            text = text_of(client, f"{start}{page}")
            assert len(re.findall(r"discriminat", text, re.IGNORECASE)) == 1
            assert not re.search(
                r"\b(beste|slechtste|koploper|hekkensluiter|top \d|best|worst|leader|"
                r"nummer \d|plaats \d)\b", text, re.IGNORECASE,
            )  # fmt: skip
            for sentence in every_sentence(Comparison(Release(), "Buiten-Europa", told())):
                assert not re.search(r"discriminat", sentence, re.IGNORECASE)


def test_regions_are_listed_by_name_whatever_their_figures(client: Client) -> None:
    for name in ("Zeeland", "Drenthe", "Limburg"):
        published(Scope.REGION, name)
    text = text_of(client, NATIONAL)
    assert text.index("Drenthe") < text.index("Limburg") < text.index("Zeeland")
    assert "geen ranglijst" in text


def test_before_there_are_figures_the_page_says_what_is_needed(client: Client) -> None:
    text = text_of(client, NATIONAL)
    assert "Er zijn nog geen cijfers" in text
    assert "minstens 5 scholen" in text
    assert client.get(f"{NATIONAL}cijfers.csv").status_code == 404
    assert client.get(f"{NATIONAL}cijfers.json").status_code == 404
    assert client.get(REGION).status_code == 404
    assert "Er zijn nog geen cijfers" in text_of(client, "/uitkomsten/regio/noord-brabant/")
    assert client.get("/uitkomsten/regio/noord-brabant/cijfers.csv").status_code == 404


def test_a_group_that_is_too_small_is_said_in_words(client: Client) -> None:
    release = published()
    hidden = dict.fromkeys(told()["pace"])
    few = PublishedGap.objects.get(release=release, name="Europa").figures
    release = Release.objects.create(scope=Scope.REGION, region="Twente", year=2025,
                                     kind=Kind.FINAL, released_on=DAY)  # fmt: skip
    PublishedGap.objects.create(release=release, name="Buiten-Europa", figures=told())
    PublishedGap.objects.create(
        release=release,
        name="Europa",
        figures={"is_unequal": None} | {name: hidden for name in few if name != "is_unequal"},
    )
    assert "Te weinig gegevens om te vergelijken" in text_of(client, REGION)


def test_an_earlier_release_stays_and_can_be_asked_for(client: Client) -> None:
    first = published(kind=Kind.PROVISIONAL, released_on=date(2026, 10, 1))
    published()
    text = text_of(client, NATIONAL)
    assert "definitief" in text
    assert "zegt daarom niets" in text
    assert "voorlopig, vastgezet" in text_of(client, f"{NATIONAL}?uitgave={first.pk}")
    for wrong in ("nergens", "00000000-0000-0000-0000-000000000000"):
        assert client.get(NATIONAL, {"uitgave": wrong}).status_code == 404


def test_warnings_in_words() -> None:
    some = told()
    unequal = Comparison(Release(), "Buiten-Europa", some | {"is_unequal": True})
    assert any("niet in elke combinatie" in one for one in warnings(unequal))
    for value, words in ((0, "Voor al deze"), (5, "hoogstens 5%"), (15, "zoals geteld")):
        found = some | {"no_support": some["no_support"] | {"value": value}}
        said = list(warnings(Comparison(Release(), "Buiten-Europa", found)))
        assert words in said[0]
        assert ("staan hier alleen" in said[0]) == (value > SUPPORT_PERCENT)


def test_a_page_is_read_in_a_few_questions(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    published()
    for name in ("Zeeland", "Drenthe", "Limburg"):
        published(Scope.REGION, name)
    with django_assert_max_num_queries(4):
        client.get(NATIONAL)


# ---------- publishing ----------


def test_a_gap_is_put_out_once_and_never_provisional_after_final() -> None:
    some = {"region": "Twente", "year": 2025, "cohort": country(), "units": names(country()),
            "day": DAY}  # fmt: skip
    with pytest.raises(gaps.TooLittle):
        actions.publish_gap(**some | {"region": "Nergens"})
    made = actions.publish_gap(**some)
    assert [one.name for one in made.gaps.order_by("pk")] == ["Buiten-Europa", "Europa"]
    assert actions.publish_gap(**some) == made
    with pytest.raises(actions.Superseded):
        actions.publish_gap(**some, kind=Kind.PROVISIONAL)
    assert Release.objects.filter(scope=Scope.REGION).count() == 1

"""What leaves is proposed in Dutch, whatever language the member works in: receivers read Dutch.

What the reporter reads is proposed in the language in which they reported.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from reports.consents.vocabulary import Step
from schools.registry.models import School
from stagebaken.vault import receipts
from tests.cast import Member
from tests.reports.casework.conftest import Desk
from tests.reports.filing import file
from tests.reports.ladder.conftest import RECEIPT, Ladder, Reporter

pytestmark = pytest.mark.django_db
WHY = "This text is in Dutch, because whoever gets it reads Dutch."


def proposed(ladder: Ladder, step: Step) -> str:
    with override("en"):
        address = reverse("ladder:ask", args=[ladder.case.pk, step])
    answer = ladder.desk.client.get(address)
    assert 'lang="en"' in answer.content.decode()
    return str(answer.context["form"].initial["document"])


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step.TALK, "Wij praten met al onze leerbedrijven"),
        (Step.HEAR, "Herkennen jullie dit?"),
        (Step.SBB, "Waar het mee te maken had:"),
        (Step.BODY, "Waar het mee te maken had:"),
        (Step.WITNESS, "Was jij erbij"),
    ],
)
def test_who_works_in_english_proposes_dutch(ladder: Ladder, step: Step, words: str) -> None:
    document = proposed(ladder, step)
    assert words in document
    assert "Grounds" not in document


def test_a_reporter_who_reads_english_is_told_why_the_text_is_dutch(
    ladder: Ladder, reporter: Reporter
) -> None:
    ladder.asked()
    with override("en"):
        english = reporter.client.get(reverse("reporter:dossier")).content.decode()
    assert WHY in english
    sheet = english[english.index("stagebaken-sheet") :]
    assert '<p lang="nl">Herkennen jullie dit?' in sheet
    assert "leest Nederlands" not in reporter.dossier()


# ---------- what may follow: the reporter reads it ----------


@pytest.fixture
def english(desks: Callable[[int], Desk], school: School, team: list[Member]) -> Ladder:
    """A report that was told on the English pages."""
    filed = file(school, receipt=RECEIPT, language="en")
    return Ladder(desks(0), filed.dossier.case)


def asking(ladder: Ladder, language: str = "nl") -> Any:
    with override(language):
        address = reverse("ladder:ask", args=[ladder.case.pk, Step.SBB])
    return ladder.desk.client.get(address)


@pytest.mark.parametrize("works_in", ["nl", "en"])
def test_what_may_follow_is_proposed_in_the_language_of_the_reporter(
    english: Ladder, works_in: str
) -> None:
    answer = asking(english, works_in)
    assert "SBB can" in answer.context["form"].initial["may_follow"]
    page = answer.content.decode()
    told = "in die taal meldde de melder" if works_in == "nl" else "in which the reporter reported"
    assert told in page
    assert re.search(r'<textarea[^>]* name="may_follow"[^>]* lang="en"', page)


@pytest.mark.parametrize("works_in", ["nl", "en"])
def test_where_nobody_knows_the_language_it_is_dutch(ladder: Ladder, works_in: str) -> None:
    answer = asking(ladder, works_in)
    assert "SBB kan" in answer.context["form"].initial["may_follow"]
    told = "Schrijf in het Nederlands." if works_in == "nl" else "Write in Dutch."
    assert told in answer.content.decode()


def test_a_mistake_keeps_the_language_and_a_made_up_one_is_dutch(english: Ladder) -> None:
    page = english.ask(document="", language="en").content.decode()
    assert "in die taal meldde de melder" in page
    assert 'name="language" value="en"' in page
    page = english.ask(document="", language="xx").content.decode()
    assert "in die taal meldde de melder" not in page


def test_the_reporter_is_told_in_which_language_the_school_wrote(
    english: Ladder, reporter_of_english: Reporter
) -> None:
    english.asked(may_follow="They decide for themselves.", language="en")
    here = reporter_of_english.dossier()
    assert '<span lang="en">They decide for themselves.' in here
    assert "Je school schreef dit in het Engels." in here
    with override("en"):
        address = reverse("reporter:dossier")
    there = reporter_of_english.client.get(address).content.decode()
    assert "They decide for themselves." in there
    assert "Your school wrote this in" not in there


@pytest.fixture
def reporter_of_english(english: Ladder) -> Reporter:
    client = Client()
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    return Reporter(client)


def test_the_team_sees_which_language_a_reporter_reads(english: Ladder) -> None:
    assert "Leest liever" in english.page()


def test_of_dutch_nothing_is_said(ladder: Ladder) -> None:
    assert "Leest liever" not in ladder.page()

"""What leaves is proposed in Dutch, whatever language the member works in: receivers read Dutch."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from reports.consents.vocabulary import Step
from tests.reports.ladder.conftest import Ladder, Reporter

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

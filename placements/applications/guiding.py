"""The conversation guide of a place: the same questions for everybody, scored one by one.

Nothing is added up, here or on a page, and every score goes with the decision (R28).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from placements.applications import errors, steps
from placements.applications.models import POINTS, Application, GuideQuestion, Score
from placements.applications.transitions import State
from placements.contacts import policy as contacts
from placements.contacts.policy import own_company
from placements.places.models import TrainingPlace
from stagebaken.accounts.models import User

QUESTION_LIMIT = 6  # a conversation of half an hour holds no more


@dataclass(frozen=True)
class Question:
    question: str
    good_answer: str = ""


@dataclass(frozen=True)
class Given:
    points: int
    note: str = ""


def is_in_use(place: TrainingPlace) -> bool:
    """Somebody is in conversation about this place: they and the next get the same questions.

    Where there are none yet, the first can still be written: nobody was asked others.
    """
    talking = Application.objects.filter(place=place, state=State.CONVERSATION)
    return talking.exists() and GuideQuestion.objects.filter(place=place).exists()


@transaction.atomic
def write(*, by: User, place: TrainingPlace, questions: Iterable[Question]) -> None:
    own_company(by, place.company_id)
    TrainingPlace.objects.select_for_update(no_key=True).get(pk=place.pk)
    if is_in_use(place):
        raise errors.GuideInUse
    place.guide_questions.all().delete()
    GuideQuestion.objects.bulk_create(
        GuideQuestion(
            place=place, position=number, question=one.question, good_answer=one.good_answer
        )
        for number, one in enumerate(list(questions)[:QUESTION_LIMIT], start=1)
    )


@transaction.atomic
def score(*, by: User, application: Application, given: Mapping[int, Given]) -> None:
    """Keep what was scored, by the id of a question; only while the conversation lasts."""
    if not contacts.companies_of(by).filter(pk=application.company_id).exists():
        raise PermissionDenied
    held = steps.locked(application.pk)
    if held.state != State.CONVERSATION:
        raise errors.NotPossible
    known = set(held.place.guide_questions.values_list("pk", flat=True))
    held.scores.all().delete()
    Score.objects.bulk_create(
        Score(application=held, question_id=question, points=one.points, note=one.note)
        for question, one in given.items()
        if question in known and one.points in POINTS
    )

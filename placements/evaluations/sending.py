"""A student sends the evaluation. Three things go three ways.

The themes: into the row of this placement. How safe it felt: into a table without persons. What
was discrimination, and the grade: into the origin register, and nowhere else (R21).
"""

import random
from collections.abc import Mapping
from uuid import uuid4

from django.db import transaction

from placements.agreements import steps
from placements.agreements.passing import mark_evaluated
from placements.evaluations.models import Evaluation, SafetyAnswer
from schools.origin.answering import Answers, NotSwitchedOn, answer, is_asked
from schools.registry.models import School
from schools.students import policy as students
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today

__all__ = ["Answers", "NotOpen", "is_asked", "send", "shuffle"]

THEMES = (
    "prepared",
    "guidance_school",
    "guidance_company",
    "learning",
    "allowance",
    "recommend",
    "job",
)
NOTHING = Answers()


class NotOpen(Exception):
    """It was sent already, or its days are over."""


@transaction.atomic
def send(
    *,
    by: User,
    evaluation: Evaluation,
    themes: Mapping[str, str],
    safe: str = "",
    apart: Answers = NOTHING,
) -> Evaluation:
    """Keep all answers at once, or none. Raises NotOpen."""
    placement = steps.locked(evaluation.placement)
    students.require_own(by, placement.student)
    held = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if not held.is_open:
        raise NotOpen
    for name in THEMES:
        setattr(held, name, themes.get(name, ""))
    held.sent_on = today()
    held.save(update_fields=[*THEMES, "sent_on"])
    if safe:
        SafetyAnswer.objects.create(
            school=placement.student.school, school_year=held.school_year, answer=safe
        )
    _apart(by, placement.student, held.school_year, apart)
    mark_evaluated(placement)
    return held


def _apart(by: User, student: Student, year: int, apart: Answers) -> None:
    """Who leaves both open leaves nothing: not even that somebody answered."""
    if apart.discrim is None and apart.satisfaction is None:
        return
    try:
        answer(by=by, student=student, year=year, answers=apart)
    except NotSwitchedOn:
        return  # switched off while the page stood open: then it is kept nowhere


@transaction.atomic
def shuffle() -> None:
    """Every night, so that the order of rows does not tell in which order students answered.

    Attack: who reads the database sees on which day each student sent, and lays the two beside
    each other. What came today stays guessable until the night; one answer in a year stays so.
    """
    for school in School.objects.filter(
        pk__in=SafetyAnswer.objects.order_by().values("school").distinct()
    ).select_for_update(no_key=True):
        rows = list(SafetyAnswer.objects.filter(school=school).select_for_update())
        SafetyAnswer.objects.filter(pk__in=[row.pk for row in rows]).delete()
        random.SystemRandom().shuffle(rows)
        for row in rows:
            row.pk = uuid4()
        SafetyAnswer.objects.bulk_create(rows, batch_size=500)

"""Figures of a school year, made once and then frozen, under statistics.md §3.

Attack: a coordinator sees who sent an evaluation today. Figures that moved with each answer would
tell what that student said. So there are none before the year's last evaluation is closed, and
what is published is rounded under the installation's key. Shares only, never a list by figure:
no company stands above another.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction

from placements.evaluations.answers import Again, Job, Mark, Paid, Safe, Time
from placements.evaluations.models import (
    Evaluation,
    Figure,
    FigureRelease,
    Question,
    SafetyAnswer,
    TrainerEvaluation,
)
from placements.protection.floors import RATE_FROM
from placements.protection.keys import release as release_of
from placements.protection.rounding import Release, Tally

BATCH = 500  # rows a statement
_WELL = {Mark.GOOD.value, Mark.FAIR.value}
# What counts as a yes, per question; the empty answer counts nowhere.
COUNTED: dict[Question, set[str]] = {
    Question.PREPARED: _WELL,
    Question.GUIDANCE_SCHOOL: _WELL,
    Question.GUIDANCE_COMPANY: _WELL,
    Question.LEARNING: _WELL,
    Question.ALLOWANCE: {Paid.YES.value},
    Question.RECOMMEND: {Again.YES.value},
    Question.SAFE: {Safe.ALWAYS.value, Safe.MOSTLY.value},
    Question.JOB: {Job.YES.value},
    Question.PREPARATION: _WELL,
    Question.CONTACT: _WELL,
    Question.CLARITY: _WELL,
    Question.TIME: {Time.ENOUGH.value},
    Question.AGAIN: {Again.YES.value},
}
Q = Question
OF_STUDENTS = (Q.PREPARED, Q.GUIDANCE_SCHOOL, Q.GUIDANCE_COMPANY, Q.LEARNING, Q.ALLOWANCE,
               Q.RECOMMEND, Q.JOB)  # fmt: skip
OF_TRAINERS = (Q.PREPARATION, Q.CONTACT, Q.CLARITY, Q.TIME, Q.AGAIN)
# What a company reads of itself: the work and the guidance. Never how safe somebody felt, nor
# what students think of the school.
OF_COMPANIES = (Q.GUIDANCE_COMPANY, Q.LEARNING, Q.ALLOWANCE, Q.RECOMMEND)


class Said(NamedTuple):
    """One answer: of which row, to what, of which school or company."""

    owner: UUID
    question: Question
    unit: UUID
    answer: str


class Cell(NamedTuple):
    owner: UUID
    question: Question
    n: int
    k: int


def release_due(day: date) -> bool:
    """Make the figures of the newest school year that is over, unless they are there."""
    month, first = settings.EVALUATION_FIGURES_ON
    year = day.year - 1 if (day.month, day.day) >= (month, first) else day.year - 2
    if FigureRelease.objects.filter(school_year=year).exists():
        return False
    return make(year, day)


@transaction.atomic
def make(year: int, day: date) -> bool:
    """Count, round, keep what is large enough; then the safety answers have done their work."""
    made, is_new = FigureRelease.objects.get_or_create(school_year=year, defaults={"made_on": day})
    if not is_new:
        return False
    schools = rounded(release_of(f"evaluations:{year}:schools"), _of_schools(year))
    companies = rounded(release_of(f"evaluations:{year}:companies"), _of_companies(year))
    rows = [_figure(made, cell, school_id=cell.owner) for cell in schools]
    rows += [_figure(made, cell, company_id=cell.owner) for cell in companies]
    Figure.objects.bulk_create(rows, batch_size=BATCH)
    SafetyAnswer.objects.filter(school_year__lte=year).delete()
    return True


def _figure(made: FigureRelease, cell: Cell, **owner: UUID) -> Figure:
    return Figure(release=made, question=cell.question, n=cell.n, k=cell.k, **owner)


def rounded(release: Release, said: Iterable[Said]) -> list[Cell]:
    """What may be published. Every decision is taken on the rounded number alone (rule 3)."""
    everybody: dict[tuple[UUID, Question], list[int]] = defaultdict(list)
    yes: dict[tuple[UUID, Question], list[int]] = defaultdict(list)
    for one in said:
        unit = release.unit(one.unit.hex)
        everybody[one.owner, one.question].append(unit)
        if one.answer in COUNTED[one.question]:
            yes[one.owner, one.question].append(unit)
    cells = []
    for (owner, question), units in everybody.items():
        n = release.rounded(f"n:{question}", _tally(units))
        if n >= RATE_FROM:
            k = release.rounded(f"k:{question}", _tally(yes[owner, question]))
            cells.append(Cell(owner, question, n, min(k, n)))
    return cells


def _tally(units: list[int]) -> Tally:
    return Tally.of(len(units), sum(units))


def _of_schools(year: int) -> Iterator[Said]:
    school = "placement__student__school"
    students = Evaluation.objects.sent().filter(school_year=year)
    yield from _said(students.order_by().values_list(school, "pk", *OF_STUDENTS), OF_STUDENTS)
    trainers = TrainerEvaluation.objects.sent().filter(school_year=year)
    yield from _said(trainers.order_by().values_list(school, "pk", *OF_TRAINERS), OF_TRAINERS)
    safe = SafetyAnswer.objects.filter(school_year=year).order_by()
    yield from _said(safe.values_list("school", "pk", "answer"), (Question.SAFE,))


def _of_companies(year: int) -> Iterator[Said]:
    """Two school years together: few companies have many students in one."""
    found = Evaluation.objects.sent().filter(
        school_year__in=(year - 1, year), placement__company__isnull=False
    )
    columns = found.order_by().values_list("placement__company", "pk", *OF_COMPANIES)
    yield from _said(columns, OF_COMPANIES)


def _said(rows: Iterable[tuple[object, ...]], questions: tuple[Question, ...]) -> Iterator[Said]:
    for owner, unit, *answers in rows:
        for question, answer in zip(questions, answers, strict=True):
            if answer:
                yield Said(owner, question, unit, str(answer))  # type: ignore[arg-type]

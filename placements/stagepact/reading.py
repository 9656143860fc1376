"""The monitor as it is read: by task, with what the school says of itself and what is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from placements.cohorts.years import year_of
from placements.matching.models import Round
from placements.matching.transitions import State as RoundState
from placements.stagepact.models import Effort, SelfAssessment
from placements.stagepact.vocabulary import TASK_TEXTS, Level, Task
from schools.registry.models import School

YEARS_SHOWN = 4
COLUMNS = ("task", "title", "text", "owner", "state", "evidence", "starts_on", "review_on",
           "indicators", "level", "school_year")  # fmt: skip
# Without names, words and exact days: what the Kennispunt may have of a school that stays unknown.
ANONYMOUS_COLUMNS = ("task", "state", "start_year", "indicators", "level")


@dataclass(frozen=True)
class Part:
    """One task: its efforts, the level of each year, and what the product itself knows of it."""

    task: Task
    text: str | Promise
    efforts: list[Effort]
    levels: list[tuple[str, str]]  # a school year and what was said in it, the newest first
    known: str


@dataclass(frozen=True)
class Monitor:
    parts: list[Part]
    assessed: bool  # in this school year
    due: list[Effort]


def monitor(school: School, day: date) -> Monitor:
    """Three questions to the database, however many efforts there are."""
    efforts = list(Effort.objects.filter(school=school))
    assessments = list(SelfAssessment.objects.filter(school=school)[:YEARS_SHOWN])
    known = _known(school, day)
    return Monitor(
        parts=[
            Part(
                task=task,
                text=TASK_TEXTS[task],
                efforts=[one for one in efforts if one.task == task],
                levels=[(one.year_name, _level(one, task)) for one in assessments],
                known=known.get(task, ""),
            )
            for task in Task
        ],
        assessed=any(one.year == year_of(day) for one in assessments),
        due=[one for one in efforts if one.is_due(day)],
    )


def _level(assessment: SelfAssessment, task: Task) -> str:
    return str(Level(assessment.levels[task]).label)


def _known(school: School, day: date) -> dict[Task, str]:
    """R1 and R18, as facts: nobody has to fill in what can be seen."""
    is_open = _("Het meldpunt is open.") if school.is_open else _("Het meldpunt is gesloten.")
    rounds = Round.objects.filter(
        school=school, state=RoundState.PUBLISHED, ended_on__gte=date(year_of(day), 8, 1)
    ).count()
    held = _("Rondes met een uitslag in dit schooljaar: %(number)s.") % {"number": rounds}
    return {Task.REPORTING: is_open, Task.MATCHING: held}


def rows(school: School) -> Iterator[dict[str, Any]]:
    """For the school's own file; of a task without an effort there is a line too."""
    yield from _rows(school, _own)


def anonymous_rows(school: School) -> Iterator[dict[str, Any]]:
    """For the Kennispunt: no name, no free word, no exact day."""
    yield from _rows(school, _anonymous)


def _rows(school: School, write: Any) -> Iterator[dict[str, Any]]:
    newest = SelfAssessment.objects.filter(school=school).first()
    efforts = list(Effort.objects.filter(school=school))
    for task in Task:
        of_task = [one for one in efforts if one.task == task]
        if not of_task:
            yield write(task, None, newest)
        for effort in of_task:
            yield write(task, effort, newest)


def _own(task: Task, effort: Effort | None, newest: SelfAssessment | None) -> dict[str, Any]:
    names = ("title", "text", "owner", "state", "evidence", "starts_on", "review_on")
    said = {name: getattr(effort, name, None) for name in names}
    return {
        "task": task.value,
        **said,
        "indicators": _names(effort),
        "level": newest.levels[task] if newest else None,
        "school_year": newest.year_name if newest else None,
    }


def _anonymous(task: Task, effort: Effort | None, newest: SelfAssessment | None) -> dict[str, Any]:
    return {
        "task": task.value,
        "state": effort.state if effort else None,
        "start_year": effort.starts_on.year if effort else None,
        "indicators": _names(effort),
        "level": newest.levels[task] if newest else None,
    }


def _names(effort: Effort | None) -> str | None:
    return " ".join(effort.indicators) if effort else None

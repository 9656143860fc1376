"""From answers to a result: points per theme, and three steps that fit the company.

Sums, so that a better answer never lowers a result. Nothing here knows of a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from placements.quickscan.questions import HIGHEST, VERSIONS, Band, Question, Theme, Words

STEPS: Final = 3

Answers = Mapping[str, int]


@dataclass(frozen=True)
class Score:
    points: int
    most: int

    @property
    def share(self) -> float:
        """Between 0 and 1: comparable where another version asks more questions."""
        return self.points / self.most


@dataclass(frozen=True)
class Step:
    question: Question
    text: Words
    is_kept: bool  # the company does this already; the step keeps it so


class WrongAnswers(ValueError):
    """Not one answer of 0 to 3 for each question of the version."""


def questions_of(version: int) -> tuple[Question, ...]:
    return VERSIONS[version]


def require_answers(version: int, answers: Answers) -> None:
    wanted = {question.code for question in questions_of(version)}
    if answers.keys() != wanted or not all(0 <= one <= HIGHEST for one in answers.values()):
        raise WrongAnswers


def total(version: int, answers: Answers) -> Score:
    return _score(questions_of(version), answers)


def per_theme(version: int, answers: Answers) -> dict[Theme, Score]:
    asked = questions_of(version)
    return {
        theme: _score([one for one in asked if one.theme == theme], answers)
        for theme in dict.fromkeys(question.theme for question in asked)
    }


def next_steps(version: int, answers: Answers, band: Band) -> list[Step]:
    """Three steps, where most is to be won; safety first where answers are equal."""
    asked = questions_of(version)
    weakest = sorted(asked, key=lambda one: (answers[one.code], one.theme != Theme.SAFETY))
    return [_step(question, answers[question.code], band) for question in weakest[:STEPS]]


def _step(question: Question, answer: int, band: Band) -> Step:
    is_kept = answer == HIGHEST
    text = question.keep if is_kept else question.steps[band]
    return Step(question=question, text=text, is_kept=is_kept)


def _score(questions: tuple[Question, ...] | list[Question], answers: Answers) -> Score:
    return Score(sum(answers[one.code] for one in questions), HIGHEST * len(questions))

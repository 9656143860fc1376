"""Published figures as a page shows them: the share, how many answered, and the interval."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.companies.models import TrainingCompany
from placements.evaluations.models import Figure, FigureRelease, Question
from placements.evaluations.releasing import OF_COMPANIES, OF_STUDENTS, OF_TRAINERS
from placements.protection.rates import rate
from schools.registry.models import School
from schools.students.models import school_year


@dataclass(frozen=True)
class Block:
    """The figures of one kind of answers in one school year."""

    title: str
    rows: list[list[str]]

    @property
    def columns(self) -> list[Any]:
        return [_("Wat"), (_("Deel"), "number"), _("Waarschijnlijk tussen"),
                (_("Antwoorden"), "number")]  # fmt: skip


def of_school(school: School, year: int) -> list[Block]:
    found = _by_question(Figure.objects.filter(release=year, school=school))
    students = (*OF_STUDENTS[:-1], Question.SAFE, OF_STUDENTS[-1])
    return [
        Block(_("Wat studenten antwoordden"), _rows(students, found)),
        Block(_("Wat praktijkopleiders antwoordden"), _rows(OF_TRAINERS, found)),
    ]


def of_company(company: TrainingCompany, year: int) -> Block:
    found = _by_question(Figure.objects.filter(release=year, company=company))
    years = f"{school_year(year - 1)}, {school_year(year)}"
    return Block(_("Wat studenten antwoordden: %(years)s") % {"years": years},
                 _rows(OF_COMPANIES, found))  # fmt: skip


def years() -> list[int]:
    """School years of which there are figures, the newest first."""
    found = FigureRelease.objects.order_by("-school_year")
    return list(found.values_list("school_year", flat=True))


def _by_question(figures: Any) -> dict[str, Figure]:
    return {one.question: one for one in figures}


def _rows(questions: tuple[Question, ...], found: dict[str, Figure]) -> list[list[str]]:
    """Every question has its line: one that is missing would say something, too."""
    return [_row(question, found.get(question.value)) for question in questions]


def _row(question: Question, figure: Figure | None) -> list[str]:
    if figure is None:
        return [str(question.label), _("te weinig"), "–", "–"]
    share = rate(figure.k, figure.n)
    interval = _("%(low)s en %(high)s procent")
    return [
        str(question.label),
        f"{share.percent}%",
        interval % {"low": share.low_percent, "high": share.high_percent},
        _about(figure.n),
    ]


def _about(number: int) -> str:
    return ngettext("ongeveer %(n)s", "ongeveer %(n)s", number) % {"n": number}

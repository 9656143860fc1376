"""The evaluation at the end of a placement, by the student and by the trainer of the company.

What a student answers about discrimination, and the grade, stand in none of these tables: they go
to the origin register (docs/adr/0049, 0054). How safe it felt stands here without a person.
"""

import uuid
from datetime import date, timedelta
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.agreements.models import Placement
from placements.companies.models import TrainingCompany
from placements.evaluations.answers import Again, Job, Mark, Paid, Safe, Time
from schools.registry.models import School

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class EvaluationQuerySet(models.QuerySet[Row_co]):
    def open(self) -> Self:
        return self.filter(sent_on__isnull=True, lapsed_on__isnull=True)

    def sent(self) -> Self:
        return self.filter(sent_on__isnull=False)

    def of(self, school: School) -> Self:
        return self.filter(placement__student__school=school)

    def overdue(self, day: date) -> Self:
        """Open, while its days are over."""
        first = day - timedelta(days=settings.EVALUATION_DAYS)
        return self.open().filter(opened_on__lt=first)


def _closed_once(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(sent_on__isnull=True) | Q(lapsed_on__isnull=True), name=name
    )


class Evaluation(models.Model):
    """The student's. Empty answers were left open. No answer is changed after it was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.OneToOneField(Placement, on_delete=models.CASCADE, related_name="evaluation")
    school_year = models.PositiveSmallIntegerField()  # the year in which it starts
    opened_on = models.DateField()
    told_on = models.DateField(null=True)  # mailed that it waits
    reminded_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    lapsed_on = models.DateField(null=True)
    # An account that lost the record wrote it: the next one does not read it.
    is_shown = models.BooleanField(default=True)
    prepared = models.CharField(
        _("Hoe goed heeft je school je voorbereid?"),
        max_length=4, choices=Mark.choices, blank=True,
    )  # fmt: skip
    guidance_school = models.CharField(
        _("Hoe was de begeleiding door je school?"), max_length=4, choices=Mark.choices, blank=True
    )
    guidance_company = models.CharField(
        _("Hoe was de begeleiding door het bedrijf?"),
        max_length=4, choices=Mark.choices, blank=True,
    )  # fmt: skip
    learning = models.CharField(
        _("Hoe goed kon je leren wat bij je opleiding hoort?"),
        max_length=4, choices=Mark.choices, blank=True,
    )  # fmt: skip
    allowance = models.CharField(
        _("Kreeg je een stagevergoeding?"), max_length=4, choices=Paid.choices, blank=True
    )
    recommend = models.CharField(
        _("Zou je deze plek aan een andere student aanraden?"),
        max_length=5, choices=Again.choices, blank=True,
    )  # fmt: skip
    job = models.CharField(
        _("Bood het bedrijf je na de stage werk aan?"),
        max_length=7, choices=Job.choices, blank=True,
    )  # fmt: skip

    objects: ClassVar[EvaluationQuerySet["Evaluation"]] = EvaluationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _closed_once("evaluation_closed_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school_year"], name="evaluation_by_year"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.sent_on is None and self.lapsed_on is None

    @property
    def until(self) -> date:
        """The last day on which it can be filled in."""
        return self.opened_on + timedelta(days=settings.EVALUATION_DAYS)


class TrainerEvaluation(models.Model):
    """The trainer's, about the school and the work. It asks nothing about the student."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.OneToOneField(
        Placement, on_delete=models.CASCADE, related_name="trainer_evaluation"
    )
    school_year = models.PositiveSmallIntegerField()
    opened_on = models.DateField()
    # The number of the link that counts: a new one ends those of before.
    link = models.PositiveSmallIntegerField(default=1)
    told_on = models.DateField(null=True)  # the link that counts was mailed
    reminded_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    lapsed_on = models.DateField(null=True)
    preparation = models.CharField(
        _("Hoe goed heeft de school deze stage voorbereid?"),
        max_length=4, choices=Mark.choices, blank=True,
    )  # fmt: skip
    contact = models.CharField(
        _("Hoe was het contact met de school?"), max_length=4, choices=Mark.choices, blank=True
    )
    clarity = models.CharField(
        _("Hoe duidelijk waren de opdrachten van de school?"),
        max_length=4, choices=Mark.choices, blank=True,
    )  # fmt: skip
    time = models.CharField(
        _("Hoeveel tijd had je om te begeleiden?"), max_length=6, choices=Time.choices, blank=True
    )
    wishes = models.JSONField(_("Wat zou je helpen?"), default=list, blank=True)  # values of Help
    again = models.CharField(
        _("Zou je weer een student begeleiden?"), max_length=5, choices=Again.choices, blank=True
    )
    job = models.CharField(
        _("Bood je bedrijf na de stage werk aan?"), max_length=7, choices=Job.choices, blank=True
    )

    objects: ClassVar[EvaluationQuerySet["TrainerEvaluation"]] = EvaluationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _closed_once("trainer_evaluation_closed_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school_year"], name="trainer_evaluation_by_year"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.sent_on is None and self.lapsed_on is None

    @property
    def until(self) -> date:
        return self.opened_on + timedelta(days=settings.EVALUATION_DAYS)


class SafetyAnswer(models.Model):
    """How safe somebody felt: nobody knows who. Written anew in another order every night."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=6, choices=Safe.choices)

    def __str__(self) -> str:
        return str(self.pk)


class FigureRelease(models.Model):
    """The figures of a school year were made; they are made once."""

    school_year = models.PositiveSmallIntegerField(primary_key=True)
    made_on = models.DateField()

    def __str__(self) -> str:
        return str(self.school_year)


class Question(models.TextChoices):
    """What there are figures of; the label says what is counted."""

    PREPARED = "prepared", _("De school bereidde goed of redelijk voor")
    GUIDANCE_SCHOOL = "guidance_school", _("De begeleiding door de school was goed of redelijk")
    GUIDANCE_COMPANY = "guidance_company", _("De begeleiding door het bedrijf was goed of redelijk")
    LEARNING = "learning", _("Kon goed of redelijk leren wat bij de opleiding hoort")
    ALLOWANCE = "allowance", _("De stagevergoeding was zoals afgesproken")
    RECOMMEND = "recommend", _("Zou de plek aanraden")
    SAFE = "safe", _("Voelde zich altijd of meestal veilig")
    JOB = "job", _("Kreeg na de stage werk aangeboden")
    PREPARATION = "preparation", _("De school bereidde de stage goed of redelijk voor")
    CONTACT = "contact", _("Het contact met de school was goed of redelijk")
    CLARITY = "clarity", _("De opdrachten waren goed of redelijk duidelijk")
    TIME = "time", _("Had genoeg tijd om te begeleiden")
    AGAIN = "again", _("Zou weer een student begeleiden")


class Figure(models.Model):
    """One published share: `k` of `n` answers, both rounded (statistics.md §3). Never changed."""

    release = models.ForeignKey(FigureRelease, on_delete=models.CASCADE, related_name="figures")
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, related_name="+")
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.CASCADE, null=True, related_name="+"
    )
    question = models.CharField(max_length=16, choices=Question.choices)
    n = models.PositiveIntegerField()
    k = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(school__isnull=True, company__isnull=False)
                | Q(school__isnull=False, company__isnull=True),
                name="evaluation_figure_has_one_owner",
            ),
            models.UniqueConstraint(
                fields=["release", "school", "question"],
                condition=Q(school__isnull=False), name="one_evaluation_figure_of_a_school",
            ),
            models.UniqueConstraint(
                fields=["release", "company", "question"],
                condition=Q(company__isnull=False), name="one_evaluation_figure_of_a_company",
            ),
            # Attack: a company would read here how safe its few students felt.
            models.CheckConstraint(
                condition=Q(company__isnull=True)
                | Q(question__in=["guidance_company", "learning", "allowance", "recommend"]),
                name="evaluation_figure_of_the_work",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.question} {self.n}"

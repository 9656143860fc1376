"""Plans that schools register before they know how it goes, and what came of each (§5, S2).

Once registered a plan never changes, and it is public for good: also when nothing was found.
"""

import uuid
from typing import Any, ClassVar, NoReturn, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements.interventions.vocabulary import Answer, Group, Indicator, Outcome
from placements.protection.frozen import Frozen
from schools.registry.models import School
from schools.students.models import school_year

TITLE_LENGTH = 120
TEXT_LENGTH = 1500
REASON_LENGTH = 500
YEAR_FIRST, YEAR_LAST = 2015, 2098  # school years, by the calendar year in which they start
SECONDARY_LIMIT = 3  # further questions; each makes every answer a little weaker (Holm)
YEARS_LIMIT = 6  # before, and after


class PlanIsFrozen(TypeError):
    """Something tried to change or delete what was registered."""


def _refuse() -> NoReturn:
    raise PlanIsFrozen("A registered plan is never changed or deleted.")


class PlanQuerySet(models.QuerySet["Plan"]):
    def registered(self) -> Self:
        """The public ledger, the newest first."""
        return self.filter(registered_at__isnull=False).order_by("-registered_at", "pk")

    def drafts(self) -> Self:
        return self.filter(registered_at__isnull=True)

    def to_analyse(self, year: int) -> Self:
        """Registered plans whose last school year is this one or an earlier one, still open.

        A plan that was stopped is analysed too: stopping is no way to hide what came of it.
        """
        found = self.filter(registered_at__isnull=False, analysis__isnull=True)
        return found.filter(last_after__lte=year)

    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()


def _year(label: Any) -> "models.PositiveSmallIntegerField[int, int]":
    limits = [MinValueValidator(YEAR_FIRST), MaxValueValidator(YEAR_LAST)]
    return models.PositiveSmallIntegerField(label, validators=limits)


class Plan(models.Model):
    """What a school is going to do, and how it will be judged, written down beforehand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=TITLE_LENGTH)
    measure = models.TextField(_("wat jullie gaan doen"), max_length=TEXT_LENGTH)
    reasoning = models.TextField(_("waarom het zou helpen"), max_length=TEXT_LENGTH)
    indicator = models.CharField(_("cijfer"), max_length=16, choices=Indicator.choices)
    secondary = models.JSONField(default=list, blank=True)  # further indicators, in the order given
    group = models.CharField(_("groep"), max_length=16, choices=Group.choices)
    first_before = _year(_("eerste schooljaar ervoor"))
    first_after = _year(_("eerste schooljaar met de maatregel"))
    last_after = _year(_("laatste schooljaar met de maatregel"))
    exclusions = models.TextField(_("wie telt niet mee"), max_length=REASON_LENGTH, blank=True)
    # What the smallest effect that could be seen hangs on, as estimated beforehand.
    expected_percent = models.PositiveSmallIntegerField(
        _("verwacht aandeel"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    expected_students = models.PositiveSmallIntegerField(
        _("studenten van deze groep per school en jaar"),
        validators=[MinValueValidator(1), MaxValueValidator(9999)],
    )
    drafted_on = models.DateField()
    registered_at = models.DateTimeField(null=True, blank=True)  # a school's act, no student's
    text = models.TextField(blank=True, default="")  # the plan as it was hashed, to the byte
    digest = models.CharField(max_length=64, blank=True, default="")  # SHA-256 of it
    stopped_on = models.DateField(null=True, blank=True)
    stopped_reason = models.TextField(max_length=REASON_LENGTH, blank=True, default="")

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-drafted_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(first_before__lt=F("first_after"), first_after__lte=F("last_after")),
                name="plan_years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(registered_at__isnull=True, text="", digest="", stopped_on__isnull=True)
                | (Q(registered_at__isnull=False) & ~Q(text="") & ~Q(digest="")),
                name="plan_registered_with_its_text",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True, stopped_reason="")
                | (Q(stopped_on__isnull=False) & ~Q(stopped_reason="")),
                name="plan_stopped_with_a_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-registered_at"], name="plan_ledger"),
            models.Index(fields=["school"], name="plan_of_school"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A registered plan takes nothing but that it was stopped, once."""
        if not self._state.adding:
            before = Plan.objects.only("registered_at", "stopped_on").get(pk=self.pk)
            is_stopping = set(kwargs.get("update_fields") or ()) == {"stopped_on", "stopped_reason"}
            if before.is_registered and not (is_stopping and before.stopped_on is None):
                _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if Plan.objects.filter(pk=self.pk, registered_at__isnull=False).exists():
            _refuse()
        return super().delete(*args, **kwargs)

    @property
    def is_registered(self) -> bool:
        return self.registered_at is not None

    @property
    def before(self) -> range:
        return range(self.first_before, self.first_after)

    @property
    def after(self) -> range:
        return range(self.first_after, self.last_after + 1)

    @property
    def before_names(self) -> str:
        return ", ".join(school_year(year) for year in self.before)

    @property
    def after_names(self) -> str:
        return ", ".join(school_year(year) for year in self.after)

    @property
    def last_name(self) -> str:
        return school_year(self.last_after)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def agreed(self) -> Self:
        return self.filter(answer=Answer.AGREED)


class Participant(models.Model):
    """A school that was asked to do the same, and its answer. The plan's own school has a row."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="participants")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.INVITED)
    answered_on = models.DateField(null=True)

    objects: ClassVar[ParticipantQuerySet] = ParticipantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["school__name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "school"], name="one_seat_in_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.answer}"


class Comparison(models.Model):
    """A school that the participants are held against: named when the plan was registered."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comparisons")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "school"], name="one_comparison_in_a_plan"),
        ]

    def __str__(self) -> str:
        return str(self.school_id)


class Analysis(Frozen):
    """What came of a plan, made by itself when the last figures were out. Never made again."""

    plan = models.OneToOneField(
        Plan, on_delete=models.PROTECT, related_name="analysis", primary_key=True
    )
    made_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    result = models.JSONField()

    def __str__(self) -> str:
        return self.outcome

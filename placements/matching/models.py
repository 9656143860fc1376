"""A school's round of stagematching: places, preferences, and who came where (R18).

About a student there is what was asked for, and how a place fits: goals, needs and travel, counted.
No name, no home, no need by name, no score. Who is moved by hand reads why.
"""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from placements.matching.priorities import Criterion, Facts, checked
from placements.matching.transitions import SEED_IS_TOLD, State
from placements.places.models import NUMBER_LIMIT, TrainingPlace
from schools.registry.models import School
from schools.students.models import Student, StudentQuerySet, school_year

HASH_LENGTH = 64  # hexadecimal digits
WHY_LENGTH = 300  # signs of what a coordinator writes beside a reason


class RoundQuerySet(models.QuerySet["Round"]):
    def of(self, school: School) -> Self:
        return self.filter(school=school)

    def shown_to_students(self) -> Self:
        return self.exclude(state=State.DRAFT)

    def for_student(self, student: Student) -> Self:
        """Those in which this record takes part, by the group that they are for."""
        cohort = Q(cohort__isnull=True) | Q(cohort=student.cohort)
        everybody = Q(crebo="", programme="")
        by_crebo = Q(crebo=student.crebo) & ~Q(crebo="")
        by_name = Q(crebo="", programme=student.programme)
        return self.filter(cohort, everybody | by_crebo | by_name, school=student.school_id)

    def ended_before(self, day: date) -> Self:
        """Also those that were never finished: an old wish is not kept for ever."""
        return self.annotate(last=Coalesce("ended_on", "opened_on", "drafted_on")).filter(
            last__lt=day
        )


class Round(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("naam"), max_length=120)
    # For whom, as a placement period says it: by crebo in the mbo, by name in the hbo. Empty: all.
    cohort = models.PositiveSmallIntegerField(_("cohort"), null=True)
    crebo = models.CharField(_("crebo"), max_length=5, blank=True)
    programme = models.CharField(_("opleiding"), max_length=160, blank=True)
    starts_on = models.DateField(_("eerste dag van de stage"))
    ends_on = models.DateField(_("laatste dag van de stage"))
    criteria = models.JSONField(default=list)  # values of Criterion, the first decides first
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    closes_on = models.DateField(_("laatste dag"), null=True)  # to hand in preferences
    seed_draw = models.CharField(max_length=HASH_LENGTH, blank=True)  # no seed without FIELD_KEY
    seed_sha256 = models.CharField(max_length=HASH_LENGTH, blank=True)
    seed = models.CharField(max_length=HASH_LENGTH, blank=True)  # told when preferences closed
    certificate = models.TextField(blank=True)
    drafted_on = models.DateField()
    reminded_on = models.DateField(null=True)  # the last day on which students were reminded
    opened_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)  # published or withdrawn

    objects: ClassVar[RoundQuerySet] = RoundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-drafted_on", "title", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.WITHDRAWN))
                | (Q(opened_on__isnull=False, closes_on__isnull=False) & ~Q(seed_sha256="")),
                name="open_round_has_committed",
            ),
            models.CheckConstraint(
                condition=Q(seed="") | Q(state__in=(*SEED_IS_TOLD, State.WITHDRAWN)),
                name="round_tells_its_seed_after_closing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.SOLVED, State.PUBLISHED)) & ~Q(certificate="")
                | ~Q(state__in=(State.SOLVED, State.PUBLISHED)),
                name="solved_round_has_a_certificate",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.PUBLISHED, State.WITHDRAWN), ended_on__isnull=False)
                | ~Q(state__in=(State.PUBLISHED, State.WITHDRAWN)) & Q(ended_on__isnull=True),
                name="ended_round_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="placements_of_round_end_after_start"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "state"], name="round_of_school"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ranking(self) -> tuple[Criterion, ...]:
        return checked(self.criteria)

    @property
    def school_year(self) -> str:
        return school_year(self.cohort) if self.cohort else ""

    def group(self, day: date) -> StudentQuerySet:
        """Who takes part on this day."""
        found = Student.objects.enrolled(day).filter(school=self.school_id)
        if self.cohort is not None:
            found = found.filter(cohort=self.cohort)
        if self.crebo:
            return found.filter(crebo=self.crebo)
        return found.filter(programme=self.programme) if self.programme else found

    def is_for(self, student: Student, day: date) -> bool:
        return self.group(day).filter(pk=student.pk).exists()

    def takes_wishes(self, day: date) -> bool:
        return self.state == State.OPEN and self.closes_on is not None and day <= self.closes_on


class Offer(models.Model):
    """A stageplek in a round, with as many seats as the round may fill."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="offers")
    place = models.ForeignKey(TrainingPlace, on_delete=models.PROTECT, related_name="+")
    capacity = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(NUMBER_LIMIT)]
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["place__title", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "place"], name="one_offer_per_place"),
            models.CheckConstraint(
                condition=Q(capacity__range=(1, NUMBER_LIMIT)), name="offer_capacity"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Wish(models.Model):
    """One place on a student's list, and how it fits: numbers of that pair, of nobody alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="wishes")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()  # from 1, the dearest first
    goals = models.PositiveSmallIntegerField(default=0)
    needs = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(null=True)
    tier = models.PositiveSmallIntegerField(null=True)  # in line here, once solved; or not eligible

    class Meta:
        ordering: ClassVar[list[Any]] = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["offer", "student"], name="one_wish_per_offer"),
            models.CheckConstraint(condition=Q(position__gte=1), name="wish_position"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.offer_id}"

    @property
    def facts(self) -> Facts:
        return Facts(self.goals, self.needs, self.minutes)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def moved(self) -> Self:
        """Who stands elsewhere than the lists and the lottery gave."""
        same = Q(offer=F("solved")) | Q(offer__isnull=True, solved__isnull=True)
        return self.exclude(same)


class Assignment(models.Model):
    """Where a student is; without an offer the round had no place for this list.

    `solved` is what the lists and the lottery gave. It never changes: the certificate is about it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assignments")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="+")
    solved = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="+")

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[Any]] = [F("offer").asc(nulls_last=True), "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "student"], name="one_assignment_per_student"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_moved(self) -> bool:
        return self.offer_id != self.solved_id


class AdjustmentReason(models.TextChoices):
    """Why a person does otherwise than the round. None is about who somebody is."""

    ASKED = "asked", _("De student vroeg het zelf")
    PRACTICAL = "practical", _("De plek past praktisch niet: reizen, tijden of toegankelijkheid")
    GONE = "gone", _("De plek is weggevallen")
    MISTAKE = "mistake", _("Er stond iets verkeerd in de gegevens")
    NO_PLACE = "no_place", _("De student had nog geen plek")
    OTHER = "other", _("Iets anders")


class Adjustment(models.Model):
    """One move by hand, after the round was solved. Rows are added and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="adjustments")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on = models.DateField()
    number = models.PositiveIntegerField()  # from 1 in a round: days alone give no order
    before = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="+")
    after = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="+")
    reason = models.CharField(_("reden"), max_length=9, choices=AdjustmentReason.choices)
    why = models.CharField(_("uitleg"), max_length=WHY_LENGTH)  # the student reads it

    class Meta:
        ordering: ClassVar[list[Any]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "number"], name="adjustments_in_order"),
            models.CheckConstraint(condition=~Q(why=""), name="adjustment_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

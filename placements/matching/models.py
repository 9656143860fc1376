"""A school's round of stagematching: places, preferences, and who came where (R18).

About a student there is what was asked for, and how a place fits: goals, needs and travel, counted.
No name, no home, no need by name, no score.
"""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from placements.matching.priorities import Criterion, Facts, checked
from placements.matching.transitions import SEED_IS_TOLD, State
from placements.places.models import NUMBER_LIMIT, TrainingPlace
from schools.registry.models import School
from schools.students.models import Student

HASH_LENGTH = 64  # hexadecimal digits


class RoundQuerySet(models.QuerySet["Round"]):
    def of(self, school: School) -> Self:
        return self.filter(school=school)

    def shown_to_students(self) -> Self:
        return self.exclude(state=State.DRAFT)

    def ended_before(self, day: date) -> Self:
        """Also those that were never finished: an old wish is not kept for ever."""
        return self.annotate(last=Coalesce("ended_on", "opened_on", "drafted_on")).filter(
            last__lt=day
        )


class Round(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("naam"), max_length=120)
    criteria = models.JSONField(default=list)  # values of Criterion, the first decides first
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    closes_on = models.DateField(_("laatste dag"), null=True)  # to hand in preferences
    seed_draw = models.CharField(max_length=HASH_LENGTH, blank=True)  # no seed without FIELD_KEY
    seed_sha256 = models.CharField(max_length=HASH_LENGTH, blank=True)
    seed = models.CharField(max_length=HASH_LENGTH, blank=True)  # told when preferences closed
    certificate = models.TextField(blank=True)
    drafted_on = models.DateField()
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
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "state"], name="round_of_school"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ranking(self) -> tuple[Criterion, ...]:
        return checked(self.criteria)

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


class Assignment(models.Model):
    """Where a student came; without an offer the round had no place for this list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assignments")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[Any]] = [F("offer").asc(nulls_last=True), "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "student"], name="one_assignment_per_student"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

"""Who is counted in the outcomes of a school year: a row per student, and no student (ADR 61).

No name, number, day, company or foreign key to a person stands here, and nothing of origin.
Whose a row is, only RELEASE_KEY tells (`pseudonyms`).
"""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.companies.models import SectorChamber
from schools.registry.models import School
from schools.registry.provinces import Province


class Kind(models.TextChoices):
    """When it was written down. What is collected becomes part of the two that are released."""

    COLLECTED = "collected", _("bijgehouden")
    PROVISIONAL = "provisional", _("voorlopig")
    FINAL = "final", _("definitief")


class Level(models.TextChoices):
    """As a cohort's file calls the levels of the mbo."""

    ENTREE = "entree", _("Entree")
    TWO = "niveau2", _("Niveau 2")
    THREE = "niveau3", _("Niveau 3")
    FOUR = "niveau4", _("Niveau 4")


class Leerweg(models.TextChoices):
    """The two that a cohort knows. The third leerweg and the forms of the hbo are in neither."""

    BOL = "BOL", _("Bol")
    BBL = "BBL", _("Bbl")


class Way(models.TextChoices):
    """How a student came to a place, or looked for one; empty is not known."""

    APPLYING = "sollicitatie", _("Gesolliciteerd")
    DIRECT = "direct", _("Een plek zonder te zoeken")


class FrozenCohort(models.Model):
    """The students of one school who looked for a place in one school year, as known on a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()  # in which the school year starts
    kind = models.CharField(max_length=11, choices=Kind.choices)
    frozen_on = models.DateField()
    key_id = models.CharField(max_length=16)  # of the RELEASE_KEY behind the pseudonyms
    emptied_on = models.DateField(null=True)  # its rows are no longer needed, and are gone

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "kind"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["school", "year", "kind"], name="one_cohort_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind}"


class FrozenStudentQuerySet(models.QuerySet["FrozenStudent"]):
    def of(self, school: School, year: int, kind: Kind) -> Self:
        return self.filter(cohort__school=school, cohort__year=year, cohort__kind=kind)


class FrozenStudent(models.Model):
    """What came of one search. Empty is not known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(FrozenCohort, on_delete=models.CASCADE, related_name="students")
    pseudonym = models.UUIDField()
    level = models.CharField(max_length=7, choices=Level.choices, blank=True)
    leerweg = models.CharField(max_length=3, choices=Leerweg.choices, blank=True)
    sector = models.CharField(max_length=2, choices=SectorChamber.choices, blank=True)
    region = models.CharField(max_length=2, choices=Province.choices, blank=True)
    way = models.CharField(max_length=12, choices=Way.choices, blank=True)
    applied = models.PositiveSmallIntegerField()  # applications in the product
    elsewhere = models.PositiveSmallIntegerField(null=True)  # and outside it
    invited = models.PositiveSmallIntegerField()  # of those in the product
    is_placed = models.BooleanField(null=True)  # at the cut-off
    days = models.PositiveSmallIntegerField(null=True)  # of looking
    has_left = models.BooleanField()  # the school, without a place
    is_early = models.BooleanField(null=True)  # the placement ended before its last day
    # The school year whose evaluation is about this placement: that in which it ends.
    answers_year = models.PositiveSmallIntegerField(null=True)
    # How many years ago the same student was counted last, within a block of three.
    counted_ago = models.PositiveSmallIntegerField(null=True)

    objects: ClassVar[FrozenStudentQuerySet] = FrozenStudentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cohort", "pseudonym"], name="one_row_per_student"),
            models.CheckConstraint(
                condition=Q(invited__lte=models.F("applied")), name="invited_of_those_applied"
            ),
            models.CheckConstraint(
                condition=Q(is_placed__isnull=True, days__isnull=True)
                | Q(is_placed__isnull=False, days__isnull=False),
                name="days_of_who_is_known",
            ),
            models.CheckConstraint(
                condition=Q(is_placed=True) | Q(is_early__isnull=True, answers_year__isnull=True),
                name="only_a_placement_ends_early",
            ),
            models.CheckConstraint(
                condition=Q(counted_ago__isnull=True) | Q(counted_ago__in=(1, 2)),
                name="counted_within_a_block",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CountedPeriod(models.Model):
    """That the searches of this placement period were written down, after its cut-off."""

    period = models.OneToOneField(
        "students.PlacementPeriod", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    counted_on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)

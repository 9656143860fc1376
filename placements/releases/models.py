"""What is published of outcomes by group: releases and their figures, written once (ADR 62)."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.protection.frozen import Frozen
from schools.registry.models import School

BLOCK_YEARS = 3  # school years taken together, for a school that is too small for one
LABELS = ("herkomst", "gender", "level", "leerweg", "sector")


class Kind(models.TextChoices):
    PROVISIONAL = "provisional", _("voorlopig")
    FINAL = "final", _("definitief")
    BLOCK = "block", _("drie schooljaren samen")


class Scope(models.TextChoices):
    """Whose students: of one school, of all schools of a region, or of all schools."""

    SCHOOL = "school", _("school")
    REGION = "region", _("regio")
    COUNTRY = "country", _("landelijk")


def _place_agrees() -> Q:
    return (
        Q(scope=Scope.SCHOOL, school__isnull=False, region="")
        | (Q(scope=Scope.REGION, school__isnull=True) & ~Q(region=""))
        | Q(scope=Scope.COUNTRY, school__isnull=True, region="")
    )


def _once(name: str) -> list[models.BaseConstraint]:
    """One of a kind, of a year and place. Two empty schools count as different: so two rules."""
    return [
        models.UniqueConstraint(
            fields=["school", "year", "kind"],
            condition=Q(school__isnull=False),
            name=f"one_{name}_of_a_school",
        ),
        models.UniqueConstraint(
            fields=["scope", "region", "year", "kind"],
            condition=Q(school__isnull=True),
            name=f"one_{name}_of_a_region",
        ),
        models.CheckConstraint(condition=_place_agrees(), name=f"{name}_place_agrees"),
    ]


class Release(Frozen):
    """Figures that came out together. The random id is the name of its key of rounding."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.CharField(max_length=7, choices=Scope.choices, default=Scope.SCHOOL)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.CharField(max_length=120, blank=True, default="")
    year = models.PositiveSmallIntegerField()  # in which the (last) school year starts
    kind = models.CharField(max_length=11, choices=Kind.choices)
    released_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "kind"]  # block, final, provisional
        constraints: ClassVar[list[models.BaseConstraint]] = _once("release")

    def __str__(self) -> str:
        return f"{self.year} {self.kind}"

    @property
    def name(self) -> str:
        """The release as the key of rounding and the draws of the bootstrap know it."""
        return str(self.pk)

    @property
    def years(self) -> int:
        return BLOCK_YEARS if self.kind == Kind.BLOCK else 1


class PublishedCell(Frozen):
    """One figure. Page, CSV, JSON, PDF and API read this row and nothing else (§3, rule 8).

    A hidden figure has no row, and so one form whatever the cause. Only the number of students of
    each group has one, without a value: so that a hidden group is not told from an absent one.
    """

    class Form(models.TextChoices):
        COUNT = "count"  # `value`, a rounded count
        SHARE = "share"  # `percent` of `n` with its interval; or applications per placement

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="cells")
    form = models.CharField(max_length=5, choices=Form.choices)
    table = models.CharField(max_length=16)
    name = models.CharField(max_length=20)  # the measure that is counted, or the indicator
    herkomst = models.CharField(max_length=120)
    gender = models.CharField(max_length=120)
    level = models.CharField(max_length=120)
    leerweg = models.CharField(max_length=120)
    sector = models.CharField(max_length=120)
    value = models.PositiveIntegerField(null=True)  # empty: hidden, or no count
    base = models.PositiveSmallIntegerField()  # a count is rounded to multiples of it
    k = models.PositiveIntegerField(null=True)  # the published counts that a share is made of
    n = models.PositiveIntegerField(null=True)
    # Whole per cents, or applications per placement in hundredths.
    estimate = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    low = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=7, decimal_places=2, null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["release", "table", "form", "name", *LABELS], name="one_row_of_a_figure"
            ),
            models.CheckConstraint(
                condition=Q(
                    form="count",
                    k__isnull=True,
                    n__isnull=True,
                    estimate__isnull=True,
                    low__isnull=True,
                    high__isnull=True,
                )
                | Q(
                    form="share",
                    value__isnull=True,
                    n__isnull=False,
                    estimate__isnull=False,
                    low__isnull=False,
                    high__isnull=False,
                ),
                name="figure_is_a_count_or_a_share",
            ),
            models.CheckConstraint(
                condition=Q(form="share") | Q(value__isnull=False) | Q(name="n"),
                name="only_hidden_groups_have_a_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.name}"


class PublishedGap(Frozen):
    """One part of the gap analysis of a region or the country, rounded for publication."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="gaps")
    name = models.CharField(max_length=40)
    figures = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "name"], name="one_row_of_a_gap"),
        ]

    def __str__(self) -> str:
        return self.name


class Job(models.Model):
    """The making of one release: it takes minutes, so pages say how far it is."""

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht op de server")
        RUNNING = "running", _("wordt gemaakt")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.CharField(max_length=7, choices=Scope.choices, default=Scope.SCHOOL)
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, related_name="+")
    region = models.CharField(max_length=120, blank=True, default="")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=11, choices=Kind.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)  # 0 to 100
    failure = models.CharField(max_length=20, blank=True, default="")  # a code, never a message
    release = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "kind"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *_once("job"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="progress_to_a_hundred"),
            models.CheckConstraint(
                condition=Q(state="done", release__isnull=False)
                | (~Q(state="done") & Q(release__isnull=True)),
                name="job_done_with_a_release",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind} {self.state}"


class SchoolConsent(models.Model):
    """What a school chose to make public, from when until when. A change is a new row."""

    class Covers(models.TextChoices):
        TABLES = "tables", _("Alle studenten, per niveau, leerweg en sector")
        ORIGIN = "origin", _("Dat, en ook per herkomst")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    covers = models.CharField(max_length=6, choices=Covers.choices)
    given_on = models.DateField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True)  # releases that came out before it stay public
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["given_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_consent_of_a_school",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("given_on")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.covers}"

    def holds_for(self, release: Release) -> bool:
        """Whether this release is public by it: until it was taken back, older ones included.

        Given and taken back on one day is as if it was never given.
        """
        end = self.withdrawn_on
        return end is None or (self.given_on < end and release.released_on < end)

"""What was published: releases and their figures, written once and never changed (ADR 32)."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.protection.frozen import Frozen
from schools.registry.models import School

BLOCK_YEARS = 3  # school years taken together, since most schools have few reports


class Kind(models.TextChoices):
    PROVISIONAL = "provisional", _("voorlopig")
    FINAL = "final", _("definitief")


class YearlyRelease(Frozen):
    """The figures of one school year for all schools. Its random id makes the key of rounding."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()  # in which the school year starts
    kind = models.CharField(max_length=11, choices=Kind.choices)
    released_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "kind"]  # final before provisional
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "kind"], name="one_release_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind}"

    @property
    def ends_block(self) -> bool:
        """Whether these are the final figures of the last year of three.

        Blocks do not overlap: from two that did, the year that differs could be worked out.
        """
        place = (self.year - settings.YEARLY_FIRST_BLOCK) % BLOCK_YEARS
        return self.kind == Kind.FINAL and place == BLOCK_YEARS - 1


class Group(models.TextChoices):
    """Schools taken together. Empty stands for one school."""

    MBO = "mbo", _("Alle mbo-scholen")
    HBO = "hbo", _("Alle hogescholen")
    ALL = "all", _("Alle scholen samen")


class PublishedCell(Frozen):
    """One figure. Page, CSV, PDF and API read this row and nothing else (statistics.md §3.8).

    A hidden figure has no row, and so one form whatever the cause; only the number of reports of a
    school or group has, with an empty value.
    """

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(YearlyRelease, on_delete=models.PROTECT, related_name="cells")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=3, choices=Group.choices, blank=True, default="")
    years = models.PositiveSmallIntegerField()  # 1, or 3: a block that ends with the release's year
    table = models.CharField(max_length=16)
    item = models.CharField(max_length=20)
    value = models.PositiveIntegerField(null=True)  # empty: hidden
    whole = models.PositiveIntegerField(null=True)  # n: the published count it is a part of
    # The share of n with its 95 % interval, in whole per cents; from a whole of 30.
    percent = models.PositiveSmallIntegerField(null=True)
    low = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Two empty schools count as different, so one rule for each scope.
            models.UniqueConstraint(
                fields=["release", "school", "years", "table", "item"],
                condition=Q(school__isnull=False),
                name="one_figure_of_a_school",
            ),
            models.UniqueConstraint(
                fields=["release", "group", "years", "table", "item"],
                condition=Q(school__isnull=True),
                name="one_figure_of_a_group",
            ),
            models.CheckConstraint(
                condition=Q(school__isnull=False, group="")
                | (Q(school__isnull=True) & ~Q(group="")),
                name="figure_of_a_school_or_a_group",
            ),
            models.CheckConstraint(
                condition=Q(years__in=(1, BLOCK_YEARS)), name="figure_of_one_or_three_years"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False)
                | Q(whole__isnull=True, percent__isnull=True, low__isnull=True, high__isnull=True),
                name="hidden_figure_says_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.item}"

"""Stageplekken: what a student learns at a leerbedrijf, when, and under which conditions.

No field asks anything of who the student is. Never anything about reports.
"""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from placements.accreditations.actions import is_erkend
from placements.accreditations.models import (
    Accreditation,
    Key,
    Programme,
    ProgrammeKind,
)
from placements.companies.models import TrainingCompany
from schools.registry.programmes import Pathway

HOURS_LIMIT = 48  # a week, by the Arbeidstijdenwet on average
NUMBER_LIMIT = 99  # places of one kind at one company
ALLOWANCE_LIMIT = 1_000_000  # cents a month: above it somebody typed cents for euros


class State(models.TextChoices):
    CONCEPT = "concept", _("Concept")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Gesloten")


class ClosedBecause(models.TextChoices):
    """Why a place closed. The company reads it; nobody else does."""

    COMPANY = "company", _("Jullie hebben deze plek gesloten.")
    RECOGNITION = (
        "recognition",
        _("Deze plek is gesloten omdat de erkenning voor deze opleiding is gestopt."),
    )


class Accessibility(models.TextChoices):
    """Practical facts about the workplace; a student needs to ask nobody for them."""

    WHEELCHAIR = "wheelchair", _("Je komt overal met een rolstoel")
    TOILET = "toilet", _("Er is een toilet voor mensen met een rolstoel")
    TRANSIT = "transit", _("Er is een bus, tram of trein dichtbij")
    QUIET = "quiet", _("Er is een rustige plek om te werken")
    REST = "rest", _("Er is een ruimte om even te rusten")
    PRAYER = "prayer", _("Er is een ruimte om te bidden of stil te zijn")
    HOURS = "hours", _("Over de werktijden kun je overleggen")
    PART_TIME = "part_time", _("Minder uren per week kan ook")
    TOOLS = "tools", _("Hulpmiddelen of een aangepaste werkplek zijn mogelijk")
    PLAIN = "plain", _("Uitleg krijg je ook op papier of met plaatjes")


class TrainingPlaceQuerySet(models.QuerySet["TrainingPlace"]):
    def open(self, day: date) -> Self:
        """Places that a student may count on this day.

        For a programme of the mbo the company must be erkend that day, in that pathway (R12).
        """
        erkend = Accreditation.objects.erkend(day).filter(
            company=OuterRef("company"),
            programme=OuterRef("programme"),
            pathway=OuterRef("pathway"),
        )
        return self.filter(
            Q(published_on__lte=day),
            Q(closes_on__isnull=True) | Q(closes_on__gte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            Q(company__ended_on__isnull=True) | Q(company__ended_on__gt=day),
            ~Q(programme__kind=ProgrammeKind.KWALIFICATIE) | Exists(erkend),
            state=State.OPEN,
        )

    def for_pages(self) -> Self:
        """With all that a page or the API shows of a place, in a fixed number of queries."""
        return self.select_related("programme").prefetch_related("tasks")


class TrainingPlace(models.Model):
    """One or more places of one kind at one company."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(TrainingCompany, on_delete=models.CASCADE, related_name="places")
    title = models.CharField(_("titel"), max_length=120)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    # For what the register does not know, such as a minor of the hbo. Never shown as erkend.
    programme_text = models.CharField(_("opleiding in eigen woorden"), max_length=160, blank=True)
    pathway = models.CharField(_("leerweg"), max_length=3, choices=Pathway.choices, blank=True)
    level = models.PositiveSmallIntegerField(
        _("niveau"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    description = models.TextField(_("over deze plek"), max_length=4000, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(HOURS_LIMIT)]
    )
    working_times = models.CharField(_("werktijden"), max_length=240, blank=True)
    starts_on = models.DateField(_("eerste dag"), null=True, blank=True)
    ends_on = models.DateField(_("laatste dag"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(NUMBER_LIMIT)]
    )
    # Euro cents a month. Empty is not said; 0 is said to be nothing (R17).
    allowance_cents = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(ALLOWANCE_LIMIT)]
    )
    accessibility = models.JSONField(default=list, blank=True)  # values of Accessibility
    accessibility_text = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.CONCEPT)
    published_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)  # the last day to react
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(
        max_length=11, choices=ClosedBecause.choices, blank=True, default=""
    )
    # Goes up with every change: who saves an older one is told, and keeps what was typed.
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[TrainingPlaceQuerySet] = TrainingPlaceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "title", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="place_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.OPEN) | Q(published_on__isnull=False),
                name="open_place_was_published",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_on__isnull=False)
                | ~Q(state=State.CLOSED) & Q(closed_on__isnull=True),
                name="closed_place_has_a_day",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["company", "state"], name="place_of_company"),
            models.Index(fields=["programme", "state"], name="place_of_programme"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if set(self.accessibility) - set(Accessibility.values):
            errors["accessibility"] = _("Deze keuze kennen we niet.")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = _("De laatste dag ligt voor de eerste dag.")
        if errors:
            raise ValidationError(errors)

    @property
    def programme_name(self) -> str:
        return self.programme.name if self.programme else self.programme_text

    @property
    def is_mbo(self) -> bool:
        """A programme for which the company must be erkend."""
        return self.programme is not None and self.programme.kind == ProgrammeKind.KWALIFICATIE

    @property
    def is_apprenticeship(self) -> bool:
        """Bbl: work with an employment contract and wages, not an allowance (R17)."""
        return self.pathway == Pathway.BBL

    @property
    def allowance_euros(self) -> float | None:
        return None if self.allowance_cents is None else self.allowance_cents / 100

    @property
    def facts(self) -> list[Any]:
        """What is practical about the workplace, in the order of the list."""
        return [fact.label for fact in Accessibility if fact.value in self.accessibility]

    def is_erkend(self, day: date) -> bool:
        """May the company train for this place's programme on this day?

        Of a draft without a pathway nothing can be said yet.
        """
        if not self.is_mbo or self.programme_id is None or not self.pathway:
            return True
        return is_erkend(Key(self.company_id, self.programme_id, self.pathway), day)


class LearningTask(models.Model):
    """What a student does, and for which werkproces of the programme that counts."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(TrainingPlace, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    work_process = models.CharField(_("werkproces"), max_length=160, blank=True)
    text = models.CharField(_("wat je doet"), max_length=500)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["place", "position"], name="one_task_per_position"),
        ]

    def __str__(self) -> str:
        return self.text

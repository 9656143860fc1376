"""A student's placement at a company, and the agreement (POK) that three parties confirm.

About a student there is where, when and for which programme. No mark, no score, no absence.
"""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements.agreements.querysets import PlacementQuerySet
from placements.agreements.transitions import (
    CLOSED,
    LIVE,
    EndReason,
    Party,
    State,
    Verb,
    Who,
)
from placements.applications.models import REFERENCE_SIGNS, Application, Weekday, new_reference
from placements.commitments.final import FinalModel, FinalQuerySet
from placements.companies.models import TrainingCompany
from placements.places.models import HOURS_LIMIT, TrainingPlace
from schools.registry.models import Sector
from schools.students.models import PATHWAYS, PlacementPeriod, Student

TEXT_LENGTH = 1000  # characters of one part of an agreement
WORK_PROCESS_LENGTH = 160
WORK_PROCESSES_LIMIT = 12
HOURS_TOTAL_LIMIT = 9999
HOURS_A_DAY_LIMIT = 12  # in one shift, by the Arbeidstijdenwet (5:7)
APPLICATIONS_LIMIT = 999
FINDS_LIMIT = 5  # of one student, that the school has not looked at yet: nobody buries a school


class Route(models.TextChoices):
    """How a student came to a place. Leaving out what was found elsewhere hides the gap (R31)."""

    APPLICATION = "application", _("Gesolliciteerd via Stagebaken")
    MATCHING = "matching", _("Stagematching")
    SCHOOL = "school", _("Door de school geregeld")
    NETWORK = "network", _("Via mensen die de student kent")
    EMPLOYER = "employer", _("De student werkt er al")
    ELSEWHERE = "elsewhere", _("Ergens anders gesolliciteerd")


OUTSIDE = (Route.NETWORK, Route.EMPLOYER, Route.ELSEWHERE)  # a student can say these too


class Placement(models.Model):
    """One student at one company; another company is another placement, with its own agreement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # student's side
    reference = models.CharField(  # the company's side, and files: neither tells the other
        max_length=REFERENCE_SIGNS, unique=True, default=new_reference, editable=False
    )
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="placements")
    period = models.ForeignKey(
        PlacementPeriod, on_delete=models.SET_NULL, null=True, related_name="placements"
    )
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.PROTECT, null=True, related_name="placements"
    )
    company_text = models.CharField(_("bedrijf"), max_length=160, blank=True)
    place = models.ForeignKey(
        TrainingPlace, on_delete=models.PROTECT, null=True, related_name="placements"
    )
    application = models.OneToOneField(
        Application, on_delete=models.SET_NULL, null=True, related_name="placement"
    )
    # After moving from one company to another: the placement that this one follows.
    follows = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, related_name="followed_by"
    )
    route = models.CharField(_("hoe gevonden"), max_length=11, choices=Route.choices)
    applications_count = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(APPLICATIONS_LIMIT)]
    )  # made outside the product before this was found (R31)
    # What the student followed when it was proposed: for that the placement counts.
    programme = models.CharField(_("opleiding"), max_length=160, blank=True)
    crebo = models.CharField(_("crebo"), max_length=5, blank=True)
    level = models.PositiveSmallIntegerField(_("niveau"), null=True, blank=True)
    pathway = models.CharField(_("leerweg of vorm"), max_length=8, choices=PATHWAYS, blank=True)
    # As last agreed, or else as proposed.
    starts_on = models.DateField(_("eerste dag"), null=True, blank=True)
    ends_on = models.DateField(_("laatste dag"), null=True, blank=True)
    state = models.CharField(max_length=11, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.CharField(max_length=7, choices=Party.choices, default=Party.SCHOOL)
    taken_over_on = models.DateField(null=True)  # a coordinator looked at it and takes it on
    needs_agreement = models.BooleanField(default=True)  # hbo may do without
    is_beside = models.BooleanField(default=False)  # meant to go on at the same time as another
    proposed_on = models.DateField()
    agreed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)  # also of what was withdrawn
    end_reason = models.CharField(max_length=11, choices=EndReason.choices, blank=True, default="")
    end_text = models.TextField(max_length=500, blank=True)
    ended_by = models.CharField(max_length=7, choices=Party.choices, blank=True, default="")

    objects: ClassVar[PlacementQuerySet] = PlacementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-proposed_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(company__isnull=False, company_text="")
                | (Q(company__isnull=True) & ~Q(company_text="")),
                name="placement_at_one_company",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.PROPOSED, State.WITHDRAWN])
                | Q(agreed_on__isnull=False, starts_on__isnull=False, ends_on__isnull=False),
                name="placement_agreed_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, ended_on__isnull=False)
                | Q(state__in=LIVE, ended_on__isnull=True, end_reason="", ended_by=""),
                name="placement_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ENDED_EARLY) | (~Q(end_reason="") & ~Q(ended_by="")),
                name="placement_ended_early_has_a_reason",
            ),
            # Whoever starts, was taken on by a school.
            models.CheckConstraint(
                condition=Q(state__in=[State.PROPOSED, State.WITHDRAWN])
                | Q(taken_over_on__isnull=False),
                name="placement_agreed_was_taken_over",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "starts_on"], name="placement_to_start"),
            models.Index(fields=["state", "ends_on"], name="placement_to_end"),
            models.Index(fields=["company", "state"], name="placement_of_company"),
            models.Index(fields=["student", "state"], name="placement_of_student"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def company_name(self) -> str:
        return self.company.name if self.company else self.company_text

    @property
    def is_mbo(self) -> bool:
        """Whether the company must be erkend for the programme (R12)."""
        return self.student.school.sector == Sector.MBO

    @property
    def is_early(self) -> bool:
        """Ended before the last day; also when it was evaluated since."""
        return self.state in CLOSED and self.state != State.WITHDRAWN and self.end_reason != ""

    @property
    def last_day(self) -> date | None:
        """When it stopped or will; of what never began the day that was planned."""
        withdrawn = self.state == State.WITHDRAWN
        return self.ends_on if withdrawn else self.ended_on or self.ends_on

    @property
    def newest(self) -> "Agreement | None":
        """The text that is to be confirmed, or was."""
        return next(iter(self.agreements.all()), None)

    @property
    def in_force(self) -> "Agreement | None":
        """The newest text on which all three agreed: it counts until they agree on the next."""
        return next((one for one in self.agreements.all() if one.agreed_on is not None), None)


class Agreement(models.Model):
    """One version of the praktijkovereenkomst (POK). Its text never changes: a change is a new one.

    Parties, programme and pathway are those of the placement.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    drawn_up_on = models.DateField()
    agreed_on = models.DateField(null=True)  # all three confirmed
    replaced_on = models.DateField(null=True)  # a newer version was drawn up, or agreed on
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    hours_total = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(HOURS_TOTAL_LIMIT)]
    )
    hours_per_week = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(HOURS_LIMIT)]
    )
    weekdays = models.JSONField(default=list, blank=True)  # values of Weekday
    guidance = models.TextField(max_length=TEXT_LENGTH)
    trainer_name = models.CharField(_("praktijkopleider"), max_length=120)
    trainer_email = models.EmailField(_("e-mailadres"), blank=True)
    work_processes = models.JSONField(default=list, blank=True)  # texts
    assessment = models.TextField(max_length=TEXT_LENGTH)
    early_ending = models.TextField(max_length=TEXT_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["placement", "version"], name="one_agreement_per_version"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.version}"

    @property
    def days(self) -> list[object]:
        return [one.label for one in Weekday if one.value in self.weekdays]


class Confirmation(FinalModel):
    """One party said yes to one version. What it said yes to can no longer change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="confirmations")
    party = models.CharField(max_length=7, choices=Party.choices)
    # On paper: the coordinator who saw the signature.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    day = models.DateField()
    on_paper = models.BooleanField(default=False)

    objects: ClassVar[FinalQuerySet["Confirmation"]] = FinalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "party"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agreement", "party"], name="one_confirmation_per_party"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.party}"


class ChangeWish(models.Model):
    """A student or a company asks for another text. The next version answers it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="wishes")
    party = models.CharField(max_length=7, choices=Party.choices)
    text = models.TextField(max_length=500)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["placement", "party"],
                condition=Q(answered_on__isnull=True),
                name="one_open_wish_per_party",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PlacementEvent(FinalModel):
    """One step, appended. A party and a day: no person and no clock time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="events")
    position = models.PositiveSmallIntegerField()
    day = models.DateField()
    verb = models.CharField(max_length=10, choices=Verb.choices)
    who = models.CharField(max_length=7, choices=[(one.value, one.value) for one in Who])

    objects: ClassVar[FinalQuerySet["PlacementEvent"]] = FinalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["placement", "position"], name="one_placement_event_per_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.verb}"


class PlacementNotice(models.Model):
    """One mail to one person about one day: that something happened, not what or about whom."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    party = models.CharField(max_length=7, choices=Party.choices)
    day = models.DateField()  # on which it happened
    mailed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "party", "day"], name="one_placement_notice_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

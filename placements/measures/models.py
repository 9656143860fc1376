"""What a school decided about placing its own students at a leerbedrijf, and until when.

There is no column in which a cause fits: no text, no reason, no reference to anything else (R23).
"""

import uuid
from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements.commitments.final import FinalModel, FinalQuerySet
from placements.companies.models import TrainingCompany
from schools.registry.models import School


class Kind(models.TextChoices):
    CONVERSATION = "conversation", _("Gesprek gevoerd")
    AGREEMENT = "agreement", _("Afspraak gemaakt")
    NO_PLACEMENTS = "no_placements", _("Voorlopig geen plaatsingen")


class State(models.TextChoices):
    """Where a decision is on a day. Only the days are stored."""

    PLANNED = "planned", _("Gaat nog in")
    STANDING = "standing", _("Geldt nu")
    OVER = "over", _("Afgelopen")
    ENDED = "ended", _("Eerder gestopt")


class MeasureQuerySet(models.QuerySet["Measure"]):
    def lasting(self, day: date) -> Self:
        """Neither ended nor past their last day, whether or not they have begun."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), ended_on__isnull=True)

    def standing(self, day: date) -> Self:
        return self.lasting(day).filter(starts_on__lte=day)

    def gone(self, day: date) -> Self:
        return self.filter(Q(ended_on__isnull=False) | Q(until__lt=day))

    def due(self, day: date) -> Self:
        """Whose day to look again has come, or comes soon."""
        near = day + timedelta(days=max(settings.MEASURE_REMINDER_DAYS))
        return self.lasting(day).filter(review_on__lte=near)


class Measure(models.Model):
    """One decision of one school about one company, as it is now; its events say what it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    # No name on the other side: nobody asks a company for the decisions about it.
    company = models.ForeignKey(TrainingCompany, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    starts_on = models.DateField()  # of a conversation: the day on which it was held
    until = models.DateField(null=True)  # the last day; a conversation has none
    review_on = models.DateField()  # when the school looks again
    ended_on = models.DateField(null=True)
    # Counts every change: whoever decides, decides about what they have seen.
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[MeasureQuerySet] = MeasureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["review_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["school", "company"],
                condition=Q(kind=Kind.NO_PLACEMENTS, ended_on__isnull=True),
                name="one_no_placements_per_company",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CONVERSATION, until__isnull=True)
                | (~Q(kind=Kind.CONVERSATION) & Q(until__gte=F("starts_on"))),
                name="measure_ends_unless_a_conversation",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gte=F("starts_on"))
                & (Q(until__isnull=True) | Q(review_on__lte=F("until"))),
                name="measure_is_reviewed_while_it_lasts",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "review_on"], name="measure_by_review"),
            models.Index(fields=["school", "company"], name="measure_of_company"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def state_on(self, day: date) -> State:
        if self.ended_on is not None:
            return State.ENDED
        if self.until is not None and self.until < day:
            return State.OVER
        return State.STANDING if self.starts_on <= day else State.PLANNED

    def is_lasting(self, day: date) -> bool:
        return self.state_on(day) in (State.STANDING, State.PLANNED)

    def is_due(self, day: date) -> bool:
        """The day to look again is near or has passed."""
        near = day + timedelta(days=max(settings.MEASURE_REMINDER_DAYS))
        return self.is_lasting(day) and self.review_on <= near


class Verb(models.TextChoices):
    TAKE = "take", _("Besloten")
    RENEW = "renew", _("Opnieuw bekeken")
    END = "end", _("Gestopt")


class MeasureEvent(FinalModel):
    """One step, appended: what was decided, for which days, and by whom."""

    id = models.BigAutoField(primary_key=True)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="events")
    day = models.DateField()
    verb = models.CharField(max_length=5, choices=Verb.choices)
    until = models.DateField(null=True)
    review_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[FinalQuerySet["MeasureEvent"]] = FinalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.day} {self.verb}"


class ReviewReminder(models.Model):
    """One mail to one coordinator before one day: it is sent once, whoever runs the round again."""

    id = models.BigAutoField(primary_key=True)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    review_on = models.DateField()
    days = models.PositiveSmallIntegerField()  # before that day, as MEASURE_REMINDER_DAYS
    mailed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["measure", "user", "review_on", "days"], name="one_review_reminder"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

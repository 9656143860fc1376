"""A student needs another place (R5): what is looked for, and how long it took.

A request says what is wanted and never why. Whether a student asked at a desk or in some other way
cannot be read from it: the same columns, no name, no opener, days and no times.
"""

import secrets
import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.agreements.models import Placement
from placements.commitments.final import FinalModel, FinalQuerySet
from placements.companies.models import TrainingCompany
from placements.replacement.transitions import RUNNING, State
from schools.registry.models import School
from schools.registry.programmes import Pathway

CODE_ALPHABET = "BCDFGHJKLMNPRSTVWXZ23456789"  # nothing that reads as another sign, no words
CODE_HALF = 4  # signs on each side of the dash: no case number looks like it
WISHES_LENGTH = 600  # characters


def new_code() -> str:
    """A code to say aloud, such as K7MP-42PX. Random: it tells no order."""
    signs = [secrets.choice(CODE_ALPHABET) for _ in range(2 * CODE_HALF)]
    return f"{''.join(signs[:CODE_HALF])}-{''.join(signs[CODE_HALF:])}"


class Cause(models.TextChoices):
    """All that a request says of its reason."""

    ASKED = "asked", _("De student vroeg erom")
    ENDED = "ended", _("Het bedrijf stopt of is niet meer erkend")


class RequestQuerySet(models.QuerySet["ReplacementRequest"]):
    def running(self) -> Self:
        return self.filter(state__in=RUNNING)

    def closed(self) -> Self:
        return self.exclude(state__in=RUNNING)


class ReplacementRequest(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True, default=new_code, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=5, choices=Cause.choices)
    crebo = models.CharField(_("crebo"), max_length=5, blank=True)
    pathway = models.CharField(_("leerweg"), max_length=3, choices=Pathway.choices, blank=True)
    level = models.PositiveSmallIntegerField(_("niveau"), null=True)
    near = models.CharField(_("plaats"), max_length=80)  # a place, or four digits of a postcode
    wishes = models.TextField(_("wensen"), max_length=WISHES_LENGTH, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    opened_on = models.DateField()
    found_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    objects: ClassVar[RequestQuerySet] = RequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["opened_on", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state=State.FOUND, found_on__isnull=False)
                | (~Q(state=State.FOUND) & Q(found_on__isnull=True)),
                name="request_found_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RUNNING, closed_on__isnull=True)
                | (~Q(state__in=RUNNING) & Q(closed_on__isnull=False)),
                name="request_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(1, 4)), name="request_level"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "state", "opened_on"], name="request_of_school"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def days_to_place(self) -> int | None:
        """Days until there was a new place (R5); None until there is one."""
        return None if self.found_on is None else (self.found_on - self.opened_on).days

    def days_open(self, day: date) -> int:
        return ((self.closed_on or day) - self.opened_on).days


class RequestEvent(FinalModel):
    """One step, appended. Who opened a request stands nowhere: it could tell how it came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(ReplacementRequest, on_delete=models.CASCADE, related_name="events")
    position = models.PositiveIntegerField()
    day = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices)

    objects: ClassVar[FinalQuerySet["RequestEvent"]] = FinalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "position"], name="one_request_event_per_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.state}"


class Answer(models.TextChoices):
    """What the student said of a suggestion."""

    UNASKED = "unasked", _("Nog niet voorgesteld")
    ASKED = "asked", _("Voorgesteld aan de student")
    WANTED = "wanted", _("De student wil hierheen")
    UNWANTED = "unwanted", _("De student wil hier niet heen")


class Suggestion(models.Model):
    """A company that could do, for one request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        ReplacementRequest, on_delete=models.CASCADE, related_name="suggestions"
    )
    company = models.ForeignKey(TrainingCompany, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.UNASKED)

    class Meta:
        ordering: ClassVar[list[str]] = ["company__name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "company"], name="one_suggestion_per_company"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PlacedRequest(models.Model):
    """This request is about this placement: the student's own, or one whose company lost standing.

    A request from a report gets such a row only when the student types its code at the own
    placement, or gives it to a coordinator. Nothing leads from here to how a request came.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(
        ReplacementRequest, on_delete=models.CASCADE, related_name="placed"
    )
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="searches")

    def __str__(self) -> str:
        return str(self.pk)


class LapseKind(models.TextChoices):
    LOST = "lost", _("Niet meer erkend")
    ENDING = "ending", _("De erkenning loopt af")


class Lapse(models.Model):
    """That a placement's company lost its recognition, or will, was seen and told once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="lapses")
    kind = models.CharField(max_length=6, choices=LapseKind.choices)
    day = models.DateField()  # the first day without it; of one to come, the last day with it
    told_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["placement", "kind", "day"], name="one_lapse_told_per_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"

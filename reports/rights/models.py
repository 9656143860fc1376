"""A request of somebody about their data, as far as a log may know: which right, and until when.

Not who asked, nor about whom: a list of names would be a list of reporters, or of the accused.
"""

import uuid
from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from reports.rights.vocabulary import OUTCOMES, Desk, Outcome, Part, Reason, Right
from schools.registry.models import School

CLOSED_OR_NOT = Q(outcome="", closed_on__isnull=True) | (
    ~Q(outcome="") & Q(closed_on__gte=F("received_on"))
)


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def overdue(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)


class DataRequest(models.Model):
    """One right of one person. The letter itself lies elsewhere, with who answers it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, related_name="+")
    part = models.CharField(max_length=7, choices=Part.choices)
    right = models.CharField(max_length=11, choices=Right.choices)
    entered_at = models.CharField(max_length=8, choices=Desk.choices)
    received_on = models.DateField()
    due_on = models.DateField()  # a month after, or three
    reason = models.CharField(
        max_length=7, choices=Reason.choices, blank=True
    )  # of two months more
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    closed_on = models.DateField(null=True)

    objects: ClassVar[DataRequestQuerySet] = DataRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=CLOSED_OR_NOT, name="request_closed_with_an_outcome"),
            models.CheckConstraint(
                condition=Q(part=Part.ACCOUNT) | Q(school__isnull=False),
                name="request_about_reports_is_a_schools",
            ),
            models.CheckConstraint(
                condition=Q(part=Part.ACCOUNT)
                | Q(outcome__in=["", *OUTCOMES[Part.REPORTS]], reason__in=["", Reason.NUMBER]),
                name="request_about_reports_tells_nothing",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("received_on")), name="request_has_a_term"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "part", "due_on"], name="request_by_term"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def is_about_reports(self) -> bool:
        return self.part == Part.REPORTS

    @property
    def answer_on(self) -> date:
        """The day of the answer about reports: the same for who is in one and who is not."""
        return self.due_on - timedelta(days=settings.RIGHTS_ANSWER_DAYS)


class TermReminder(models.Model):
    """One mail to one person before one day: it is sent once, whoever runs the round again."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    days = models.SmallIntegerField()  # before that day, as RIGHTS_REMINDER_DAYS; -1 is after it
    mailed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "user", "due_on", "days"], name="one_term_reminder"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

"""A report handed over to SBB: the school's side of it, and SBB's.

The two sides know each other by one random reference, which SBB's side holds sealed.
"""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from reports.casework.models import Stage
from reports.consents.models import Consent
from reports.handover.vocabulary import Counted, ReplyKind, State
from stagebaken.accounts.models import User
from stagebaken.vault import keyring
from stagebaken.vault.fields import SealedField
from stagebaken.vault.letter_models import Letter
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose

# The school's side


class Handover(models.Model):
    """That a report went to SBB, with which yes. Its id is the reference that SBB holds sealed.

    With the dossier it goes: then SBB's copy stays, and leads nowhere any more (P6).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="handovers")
    # One yes hands over once, however often somebody clicks.
    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="handover")
    handed_on = models.DateField()
    due_on = models.DateField()  # the last day of SBB's term for a first response (R3)
    # Until when SBB must say something: at first `due_on`, then the day that SBB itself named. None
    # once there is an outcome.
    awaited_on = models.DateField(null=True)
    late_told_on = models.DateField(null=True)  # the school's readers had news that it passed

    class Meta:
        ordering: ClassVar[list[str]] = ["handed_on", "pk"]

    def __str__(self) -> str:
        return str(self.id)

    def is_late(self, day: date) -> bool:
        """SBB said nothing by its term, or by the day that it named."""
        return self.awaited_on is not None and self.awaited_on < day

    @property
    def expected_on(self) -> date | None:
        """The day that SBB named when it wrote last."""
        return self.awaited_on if self.replies.all() else None


class Reply(models.Model):
    """What came back from SBB: sealed to the school's readers until one of them files it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=8, choices=ReplyKind.choices)
    received_on = models.DateField()
    letter = models.OneToOneField(
        Letter, on_delete=models.SET_NULL, null=True, related_name="sbb_reply"
    )
    # As SBB wrote it, kept for the team once it is filed: the reporter may read it in other words.
    body = SealedField(purpose=Purpose.HANDOVER_REPLY, audience=Audience.STAFF, null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["received_on", "pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_filed(self) -> bool:
        return self.body is not None


# SBB's side


class InvestigationQuerySet(models.QuerySet["Investigation"]):
    def visible_to(self, user: User) -> "InvestigationQuerySet":
        """What is wrapped for this member of SBB: for all others it does not exist (P2)."""
        wraps = keyring.readable().filter(audience=Audience.SHARED, user=user)
        return self.filter(Exists(wraps.filter(dossier=OuterRef("dossier_id"))))

    def by_urgency(self, day: date) -> "InvestigationQuerySet":
        """What waits for a first response or whose day is over; then the others."""
        order = {State.RECEIVED: 0, State.EXAMINED: 1, State.AGREED: 2, State.CLOSED: 3}
        whens = [models.When(state=state, then=place) for state, place in order.items()]
        over = Q(agreed_until__lt=day) | Q(expected_on__lt=day)
        first = models.When(over, then=0)
        next_on = Coalesce("agreed_until", "expected_on", "due_on")
        return self.order_by(models.Case(first, *whens), next_on, "number")

    def with_a_date(self) -> "InvestigationQuerySet":
        """What must be done before a day: respond, say more, see what became of agreements."""
        return self.exclude(state=State.CLOSED)


class Investigation(models.Model):
    """What SBB does with a report that a school handed over, in a dossier of SBB's own vault."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="investigation")
    number = models.CharField(max_length=7, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RECEIVED)
    received_on = models.DateField()
    due_on = models.DateField()  # the last day of the term for a first response (R3)
    answered_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)  # while it is examined: the school hears more by then
    decided_on = models.DateField(null=True)
    agreed_until = models.DateField(null=True)  # the last day of agreements that run
    keep_until = models.DateField()  # the copy is destroyed after this day; SBB's own term
    # Exactly the text that the reporter saw before saying yes, and nothing else of the report.
    document = SealedField(purpose=Purpose.SBB_DOCUMENT, audience=Audience.SHARED)
    # {school, title, company, company_id}: the last two are SBB's own, from the register.
    card = SealedField(purpose=Purpose.SBB_CARD, audience=Audience.SHARED)
    # The school's reference. In clear it would tie this copy to a dossier for a database thief.
    link = SealedField(purpose=Purpose.SBB_LINK, audience=Audience.SHARED)

    objects: ClassVar[InvestigationQuerySet] = InvestigationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "due_on"], name="investigation_by_due"),
            models.Index(fields=["keep_until"], name="investigation_by_end"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state=State.RECEIVED, answered_on__isnull=True)
                | (~Q(state=State.RECEIVED) & Q(answered_on__isnull=False)),
                name="answered_iff_past_received",
            ),
            models.CheckConstraint(
                condition=Q(state=State.EXAMINED, expected_on__isnull=False)
                | (~Q(state=State.EXAMINED) & Q(expected_on__isnull=True)),
                name="examined_iff_more_by_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.AGREED, State.CLOSED]) | Q(decided_on__isnull=False),
                name="decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=State.AGREED, agreed_until__isnull=False)
                | (~Q(state=State.AGREED) & Q(agreed_until__isnull=True)),
                name="agreed_iff_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def next_on(self) -> date | None:
        """The day before which an advisor must do something, if there is one."""
        days = {
            State.RECEIVED: self.due_on,
            State.EXAMINED: self.expected_on,
            State.AGREED: self.agreed_until,
        }
        return days.get(State(self.state))

    def is_late(self, day: date) -> bool:
        return self.next_on is not None and self.next_on < day


class InvestigationAnnouncement(models.Model):
    """That SBB's members had news of a date that came near or passed: once for each date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    investigation = models.ForeignKey(
        Investigation, on_delete=models.CASCADE, related_name="announcements"
    )
    due_on = models.DateField()
    stage = models.CharField(max_length=9, choices=Stage.choices)
    day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["investigation", "due_on", "stage"], name="told_sbb_once_of_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.due_on}"


class InvestigationNote(models.Model):
    """A note of SBB's own staff. The sealed body holds `author` and `text`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    investigation = models.ForeignKey(Investigation, on_delete=models.CASCADE, related_name="notes")
    position = models.PositiveIntegerField()
    day = models.DateField()
    body = SealedField(purpose=Purpose.SBB_NOTE, audience=Audience.STAFF)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["investigation", "position"], name="one_sbb_note_per_position"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SentReply(models.Model):
    """What SBB wrote to the school: a response, another day, an outcome. Appended, never edited.

    The sealed body is the letter's content: `kind`, `text`, and of an outcome what was decided.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    investigation = models.ForeignKey(Investigation, on_delete=models.CASCADE, related_name="sent")
    position = models.PositiveIntegerField()
    day = models.DateField()
    has_arrived = models.BooleanField()  # False: the report was withdrawn at the school
    body = SealedField(purpose=Purpose.SBB_OUTCOME, audience=Audience.SHARED)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        verbose_name_plural = "sent replies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["investigation", "position"], name="one_sent_reply_per_position"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class YearlyCount(models.Model):
    """How often something happened in a year at SBB: numbers alone, tied to no report (R2)."""

    id = models.BigAutoField(primary_key=True)
    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=9, choices=Counted.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "what"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "what"], name="one_count_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.what} {self.number}"

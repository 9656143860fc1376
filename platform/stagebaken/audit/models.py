"""Append-only events. Each one's `mac` covers the event before it, so none can be taken out."""

import enum
from typing import Any, ClassVar, NoReturn
from uuid import UUID

from django.db import models
from django.db.models import Q


class Scope(enum.StrEnum):
    """Who may see an event: holders of a wrap and the reporter, or the administrator."""

    DOSSIER = "dossier"
    VAULT = "vault"
    ACCOUNT = "account"
    SYSTEM = "system"


class Verb(enum.StrEnum):
    """What happened. The values are stored and sealed in the chain: never rename one."""

    # A dossier's keys and content.
    FILED = "filed"
    OPENED = "opened"
    SEARCHED = "searched"
    ATTACHMENT_OPENED = "attachment_opened"
    ATTACHMENT_ADDED = "attachment_added"
    GRANTED = "granted"
    EXCLUDED = "excluded"
    READMITTED = "readmitted"
    RECUSED = "recused"
    REPLIED = "replied"
    NOTIFIED = "notified"
    NOTED = "noted"
    TASKED = "tasked"  # the tasks of the team in a case: written, changed or ticked
    DANGER_TOLD = "danger_told"  # the reporter, after filing: there is danger, or no more
    DANGER_LOOKED = "danger_looked"
    DANGER_ENDED = "danger_ended"
    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    STATUS_CHANGED = "status_changed"
    WISH_CHANGED = "wish_changed"
    CLOSED = "closed"
    REOPENED = "reopened"
    SHARED = "shared"
    HANDED_OVER = "handed_over"
    EXPORTED = "exported"
    RECEIPT_RENEWED = "receipt_renewed"
    TAKEN_DOWN = "taken_down"  # by a member, for a student who told it
    OWN_COPY_TAKEN = "own_copy_taken"  # the reporter, of the own dossier
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    HELD = "held"
    HOLD_LIFTED = "hold_lifted"
    # The consent ladder, and what comes back from outside.
    CONSENT_ASKED = "consent_asked"
    CONSENT_ANSWERED = "consent_answered"
    CONSENT_TAKEN_BACK = "consent_taken_back"
    STEP_CARRIED_OUT = "step_carried_out"
    EXCEPTION_PROPOSED = "exception_proposed"
    EXCEPTION_REFUSED = "exception_refused"
    EXCEPTION_CARRIED_OUT = "exception_carried_out"
    LETTER_RECEIVED = "letter_received"
    LETTER_FILED = "letter_filed"
    # A hearing of a company.
    HEARING_STARTED = "hearing_started"
    HEARING_ANSWERED = "hearing_answered"  # by the company
    HEARING_ENTERED = "hearing_entered"  # by a member: it came by telephone, or in a talk
    HEARING_EXTENDED = "hearing_extended"
    HEARING_CODE_RENEWED = "hearing_code_renewed"
    HEARING_LAPSED = "hearing_lapsed"
    HEARING_CLOSED = "hearing_closed"
    MINUTED = "minuted"
    # Another placement for the reporter.
    REPLACEMENT_ASKED = "replacement_asked"
    REPLACEMENT_ANSWERED = "replacement_answered"  # by the reporter
    REPLACEMENT_OPENED = "replacement_opened"
    PLACE_PROPOSED = "place_proposed"
    # A copy at SBB, and what SBB does with it.
    COPY_RECEIVED = "copy_received"
    FIRST_RESPONSE = "first_response"
    DAY_MOVED = "day_moved"  # SBB says more on another day than it told the school
    COMPANY_LINKED = "company_linked"
    OUTCOME_RECORDED = "outcome_recorded"
    COPY_DESTROYED = "copy_destroyed"
    # A vault: its members and its recovery key.
    SET_UP = "set_up"
    KEYED = "keyed"
    PROPOSED = "proposed"
    APPROVED = "approved"  # by one of two custodians
    ADMITTED = "admitted"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    LEFT = "left"
    UNLOCKED = "unlocked"
    UNLOCK_FAILED = "unlock_failed"
    PASSPHRASE_RENEWED = "passphrase_renewed"  # noqa: S105
    RECOVERY_STARTED = "recovery_started"
    RECOVERED = "recovered"
    RECOVERY_RENEWED = "recovery_renewed"
    DRILLED = "drilled"
    # Accounts, schools and the installation.
    INVITED = "invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    INVITATION_ACCEPTED = "invitation_accepted"
    JOINED = "joined"
    MEMBERSHIP_ENDED = "membership_ended"
    ROLE_CHANGED = "role_changed"
    SIGNED_IN = "signed_in"
    EMAIL_CHANGED = "email_changed"
    RECOVERY_CODES_RENEWED = "recovery_codes_renewed"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    SCHOOL_CHANGED = "school_changed"
    TERMS_CHANGED = "terms_changed"
    COMPANY_CHANGED = "company_changed"  # by its contact person
    MAIL_FAILED = "mail_failed"
    # Requests of people about their data; no name and no dossier goes with them.
    DATA_REQUEST_ENTERED = "data_request_entered"
    DATA_REQUEST_EXTENDED = "data_request_extended"
    DATA_REQUEST_CLOSED = "data_request_closed"
    ACCOUNT_RENAMED = "account_renamed"
    ACCOUNT_ERASED = "account_erased"
    DEMO_LOADED = "demo_loaded"
    FIGURES_RELEASED = "figures_released"
    FIGURES_CONSENTED = "figures_consented"  # a school made its outcomes public
    FIGURES_WITHHELD = "figures_withheld"  # and took that back for those to come
    COHORT_FROZEN = "cohort_frozen"  # who is counted in outcomes, as pseudonyms
    # Plans of schools, registered before it is known how they go.
    PLAN_REGISTERED = "plan_registered"
    PLAN_STOPPED = "plan_stopped"
    PLAN_ANALYSED = "plan_analysed"
    PACT_CHANGED = "pact_changed"  # what a school does for the Stagepact
    BACKUP_CREATED = "backup_created"
    BACKUP_RESTORED = "backup_restored"
    # Students, their records and when they look for a place.
    STUDENTS_IMPORTED = "students_imported"
    STUDENT_CHANGED = "student_changed"
    STUDENT_ERASED = "student_erased"
    PERIOD_CHANGED = "period_changed"
    # The register of leerbedrijven.
    RECOGNITION_DECIDED = "recognition_decided"
    COMPANY_APPROVED = "company_approved"
    APPROVAL_WITHDRAWN = "approval_withdrawn"
    PLACEMENT_DECIDED = "placement_decided"  # by a school, about its own students
    MATCHING_ROUND_MOVED = "matching_round_moved"
    PLACEMENT_MOVED = "placement_moved"  # by a coordinator: agreed, changed, ended
    EVALUATION_ASKED = "evaluation_asked"  # a coordinator had a trainer sent a new link
    BPV_EXPORTED = "bpv_exported"  # the agreements of a school, for DUO
    MATCHING_ADJUSTED = "matching_adjusted"  # a coordinator put a student elsewhere by hand
    MATCHING_EXPORTED = "matching_exported"
    # The origin register of a school. What a student does in it leaves no event.
    ORIGIN_SWITCHED_ON = "origin_switched_on"
    ORIGIN_BASIS_CHANGED = "origin_basis_changed"
    ORIGIN_SWITCHED_OFF = "origin_switched_off"
    ORIGIN_IMPORTED = "origin_imported"
    ORIGIN_READ = "origin_read"  # by the statistics protector


class EventsAreFinal(TypeError):
    """Something tried to change or delete an event."""


def _refuse() -> NoReturn:
    raise EventsAreFinal("An audit event is never changed or deleted.")


class EventQuerySet(models.QuerySet["Event"]):
    def of_dossier(self, dossier_id: UUID) -> "EventQuerySet":
        return self.filter(scope=Scope.DOSSIER, subject=dossier_id)

    def of_vault(self, vault_id: UUID) -> "EventQuerySet":
        """Membership and recovery events only: a dossier's events are not the administrator's."""
        return self.filter(scope=Scope.VAULT, vault_id=vault_id)

    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused too: an event gets its place in the chain from `actions.record` alone."""
        _refuse()


class Event(models.Model):
    """One act. Ids are random references, `detail` holds codes: never a name or a text."""

    seq = models.PositiveBigIntegerField(primary_key=True)  # 1, 2, 3 …: a gap is a removal
    # A day for everybody: exact staff times would bracket the anonymous acts between them.
    day = models.DateField()
    actor_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=32, blank=True)
    verb = models.CharField(max_length=32)
    scope = models.CharField(max_length=8)
    vault_id = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    mac = models.BinaryField(max_length=32)

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["seq"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject", "scope"], name="event_by_subject"),
            models.Index(fields=["vault_id", "scope"], name="event_by_vault"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def facts(self) -> dict[str, Any]:
        """Return what the mac covers, in types that JSON writes the same on every database."""
        return {
            "seq": self.seq,
            "day": self.day.isoformat(),
            "actor_id": _text(self.actor_id),
            "actor_role": self.actor_role,
            "verb": str(self.verb),
            "scope": str(self.scope),
            "vault_id": _text(self.vault_id),
            "subject": _text(self.subject),
            "detail": self.detail,
        }


class ChainHead(models.Model):
    """One row: the last event. Locking it puts concurrent events in one line."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    seq = models.PositiveBigIntegerField(default=0)
    mac = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_chain_head"),
        ]

    def __str__(self) -> str:
        return str(self.seq)


def _text(reference: UUID | None) -> str | None:
    return None if reference is None else str(reference)

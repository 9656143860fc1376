"""Warn, hold, and destroy what has reached its end: keys first, then the content (P6)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from reports.attachments import storage
from reports.casework.holding import locked, record_for
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.casework.policy import POLICY
from reports.dossiers.actions import checked_text
from reports.notices import actions as notices
from reports.retention.models import EndWarning, Hold
from reports.retention.terms import WARNING, End, end_of, may_be_near
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

ROLE = "retention"  # in the log: nobody did it, the term did


@dataclass
class Outcome:
    """How many dossiers; which ones, nobody is told."""

    warned: int = 0
    destroyed: int = 0
    held: int = 0


def run(*, day: date, is_dry: bool = False) -> Outcome:
    """Warn of what ends soon and destroy what has ended, one dossier a transaction.

    Running it twice, or after it was killed halfway, does what is left to do.
    """
    outcome = Outcome()
    _forget_warnings(day, is_dry=is_dry)
    for dossier_id in list(may_be_near(day).values_list("pk", flat=True)):
        done = _look_at(dossier_id, day, is_dry=is_dry)
        if done:
            setattr(outcome, done, getattr(outcome, done) + 1)
    return outcome


def _look_at(dossier_id: UUID, day: date, *, is_dry: bool) -> str:
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update().filter(pk=dossier_id).first()
        end = end_of(dossier, day) if dossier else None
        if dossier is None or end is None or end.due_on > day + WARNING:
            return ""
        if not EndWarning.objects.filter(dossier=dossier).exists():
            return _warn(dossier, day, is_dry=is_dry)
        if end.on > day:
            return "held" if end.is_held and end.due_on <= day else ""
        if not is_dry:
            _destroy(dossier)
        return "destroyed"


def _warn(dossier: Dossier, day: date, *, is_dry: bool) -> str:
    """The dossier's page says it from now on. Nobody is mailed: nothing can unseal an address."""
    if not is_dry:
        EndWarning.objects.create(dossier=dossier, warned_on=day)
        notices.tell_team(dossier=dossier)
    return "warned"


def _destroy(dossier: Dossier) -> None:
    vault_id = dossier.vault_id
    storage.destroy_files(dossier)
    keyring.destroy(dossier)
    record(
        verb=Verb.EXPIRED,
        actor=None,
        role=ROLE,
        scope=Scope.DOSSIER,
        vault_id=vault_id,
        subject=dossier.pk,
    )


def _forget_warnings(day: date, *, is_dry: bool) -> None:
    """Reopened, visited, or a school that keeps longer now: later it is warned anew."""
    for warning in EndWarning.objects.select_related("dossier"):
        end = end_of(warning.dossier, day)
        if (end is None or end.due_on > day + WARNING) and not is_dry:
            warning.delete()


class HoldTooLong(ValueError):
    """A hold ends on a day: at most settings.HOLD_LONGEST_DAYS from now, and not in the past."""


class AlreadyHeld(Exception):
    """There is a hold already; lift it first."""


def hold(*, member: UnlockedMember, case: Case, until: date, reason: str) -> Hold:
    """Keep a dossier for a procedure. Raises HoldTooLong, AlreadyHeld."""
    words = checked_text(reason)
    if not today() <= until <= today() + timedelta(days=settings.HOLD_LONGEST_DAYS):
        raise HoldTooLong
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    try:
        with transaction.atomic():
            case = locked(member, case)
            Hold.objects.filter(dossier=case.dossier, lifted_on=None, until__lt=today()).update(
                lifted_on=today()
            )
            held = Hold(dossier=case.dossier, set_on=today(), until=until)
            keys.seal(held, "reason", {"text": words, "author": member.recipient.user.name})
            held.save(force_insert=True)
            record_for(member, case, Verb.HELD)
    except IntegrityError:
        raise AlreadyHeld from None
    return held


def lift(*, member: UnlockedMember, case: Case) -> None:
    """End a hold. Doing it twice changes nothing.

    A dossier that was warned of is warned of anew: its page named the day of the hold as its end.
    """
    POLICY.require_unlocked(member, case)
    with transaction.atomic():
        case = locked(member, case)
        standing = Hold.objects.filter(dossier=case.dossier, lifted_on=None)
        if standing.update(lifted_on=today()):
            EndWarning.objects.filter(dossier=case.dossier).update(warned_on=today())
            record_for(member, case, Verb.HOLD_LIFTED)


def announced(dossier: Dossier, day: date) -> End | None:
    """The end, once the dossier was warned of it; None where something put it off.

    A visit, a reopening, or a hold: what ends in half a year is no warning yet.
    """
    end = end_of(dossier, day)
    is_warned = EndWarning.objects.filter(dossier=dossier).exists()
    return end if end and is_warned and end.on <= day + WARNING else None

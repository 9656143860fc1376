"""Enter a request, take two months more, close it. Who asked is written down nowhere."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reports.rights import policy
from reports.rights.models import DataRequest
from reports.rights.policy import Counter
from reports.rights.vocabulary import OUTCOMES, REASONS, Outcome, Part, Reason, Right
from schools.teams.actions import RuleBroken
from stagebaken.accounts.models import User
from stagebaken.audit.actions import Detail, record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import add_months, today


class NotThatDay(RuleBroken):
    sentence = _("Kies de dag waarop het verzoek binnenkwam: vandaag, of hoogstens een jaar terug.")


class TooEarly(RuleBroken):
    sentence = _(
        "Dit antwoord gaat op een vaste dag weg. Eerder antwoorden zou iets verraden over wat "
        "er wel of niet is."
    )


class NotExtended(RuleBroken):
    sentence = _("Deze termijn kan niet meer langer worden.")


class AlreadyClosed(RuleBroken):
    sentence = _("Een collega sloot dit verzoek al.")


class NoSuchChoice(RuleBroken):
    sentence = _("Dat kan bij dit verzoek niet.")


@transaction.atomic
def enter(
    *, by: User, counter: Counter, part: Part, right: Right, received_on: date, once: UUID | None
) -> DataRequest:
    """Start the clock of one request. The same form sent twice starts it once."""
    policy.require_at(by, counter)
    if part not in counter.parts:
        raise NoSuchChoice
    oldest = today() - timedelta(days=settings.RIGHTS_OLDEST_DAYS)
    if not oldest <= received_on <= today():
        raise NotThatDay
    facts = {
        "school": counter.school,
        "part": part,
        "right": right,
        "entered_at": counter.desk,
        "received_on": received_on,
        "due_on": add_months(received_on, settings.RIGHTS_MONTHS),
    }
    entered, is_new = DataRequest.objects.get_or_create(id=once or uuid4(), defaults=facts)
    if not is_new and (entered.school, entered.entered_at) == (counter.school, counter.desk):
        return entered
    if not is_new:  # the mark of another desk: it is no key to what stands there
        entered = DataRequest.objects.create(**facts)
    _record(by, counter, entered, Verb.DATA_REQUEST_ENTERED, {"right": right.value})
    return entered


@transaction.atomic
def extend(*, by: User, counter: Counter, request: DataRequest, reason: Reason) -> DataRequest:
    """Two months more, decided within the first one; the person is told why."""
    request = _held(by, counter, request)
    if request.reason == reason:
        return request
    if request.reason or request.due_on < today():
        raise NotExtended
    if reason not in REASONS[Part(request.part)]:
        raise NoSuchChoice
    months = settings.RIGHTS_MONTHS + settings.RIGHTS_MORE_MONTHS
    request.reason, request.due_on = reason, add_months(request.received_on, months)
    request.save(update_fields=["reason", "due_on"])
    _record(by, counter, request, Verb.DATA_REQUEST_EXTENDED, {"reason": reason.value})
    return request


@transaction.atomic
def close(*, by: User, counter: Counter, request: DataRequest, outcome: Outcome) -> DataRequest:
    """The person has the answer. Closing twice in the same way changes nothing."""
    request = _held(by, counter, request, open_only=False)
    if request.outcome == outcome:
        return request
    if not request.is_open:
        raise AlreadyClosed
    if outcome not in OUTCOMES[Part(request.part)]:
        raise NoSuchChoice
    if outcome is Outcome.ANSWERED and today() < request.answer_on:
        raise TooEarly
    request.outcome, request.closed_on = outcome, today()
    request.save(update_fields=["outcome", "closed_on"])
    _record(by, counter, request, Verb.DATA_REQUEST_CLOSED, {"outcome": outcome.value})
    return request


@transaction.atomic
def forget(day: date) -> int:
    """Delete what was closed long ago. What is open stays, however old."""
    old = DataRequest.objects.filter(closed_on__lt=day - timedelta(days=settings.RIGHTS_KEEP_DAYS))
    ids = list(old.values_list("pk", flat=True))
    old.delete()
    return len(ids)


def _held(
    by: User, counter: Counter, request: DataRequest, *, open_only: bool = True
) -> DataRequest:
    policy.require_at(by, counter)
    held = DataRequest.objects.select_for_update().get(pk=request.pk)
    if not counter.decides_on(held):
        raise PermissionDenied
    if open_only and not held.is_open:
        raise AlreadyClosed
    return held


def _record(by: User, counter: Counter, request: DataRequest, verb: Verb, detail: Detail) -> None:
    record(
        verb=verb,
        actor=by,
        role=policy.role_at(by, counter),
        scope=Scope.SYSTEM,  # the events of a vault are read by its school's administrator
        subject=request.pk,
        detail=detail,
    )

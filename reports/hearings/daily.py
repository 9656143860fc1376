"""What only time brings: a reminder, the end of a term, the end of a case."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from reports.casework.models import Status
from reports.hearings import turns
from reports.hearings.actions import record_company, shut
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import State
from reports.notices import actions as notices
from stagebaken.audit.models import Verb
from stagebaken.vault import letters
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


def pass_day() -> int:
    """Do what is due; running it again finds nothing left to do. Gives how many changed."""
    return sum(
        _each(found, act)
        for found, act in [(_lapsed, _lapse), (_near, _remind), (_of_closed_cases, shut)]
    )


def _lapsed() -> QuerySet[Hearing]:
    return Hearing.objects.filter(state=State.ASKED, due_on__lt=today())


def _lapse(hearing: Hearing) -> None:
    hearing.state = State.LAPSED
    hearing.save(update_fields=["state"])
    turns.to_school(hearing.dossier)
    record_company(hearing.dossier, Verb.HEARING_LAPSED)


def _near() -> QuerySet[Hearing]:
    soon = today() + timedelta(days=settings.HEARING_REMINDER_DAYS)
    return Hearing.objects.filter(state=State.ASKED, due_on__lte=soon, is_reminded=False)


def _remind(hearing: Hearing) -> None:
    hearing.is_reminded = True
    hearing.save(update_fields=["is_reminded"])
    notices.tell_team(dossier=hearing.dossier)


def _of_closed_cases() -> QuerySet[Hearing]:
    """A company's code ends with the case, unless an answer waits that somebody can still file."""
    closed = Hearing.objects.filter(dossier__case__status=Status.CLOSED)
    nothing_waits = Q(letter=None) | Q(letter__in=letters.lost())
    return closed.filter(nothing_waits).exclude(state=State.CLOSED)


def _each(found: Callable[[], QuerySet[Hearing]], act: Callable[[Hearing], None]) -> int:
    """Each in a transaction of its own, and looked at again under the dossier's lock."""
    done = 0
    for hearing_id, dossier_id in list(found().values_list("pk", "dossier_id")):
        with transaction.atomic():
            Dossier.objects.select_for_update().filter(pk=dossier_id).first()
            hearing = found().select_related("dossier").filter(pk=hearing_id).first()
            if hearing is not None:
                act(hearing)
                done += 1
    return done

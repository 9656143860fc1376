"""By when the school hears more of an investigation that runs: a day that SBB names itself."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.dossiers.actions import checked_text
from reports.handover.holding import locked, record_for
from reports.handover.models import Investigation
from reports.handover.opening import keys_for
from reports.handover.sending import is_sent, send
from reports.handover.vocabulary import IllegalState, ReplyKind, State
from stagebaken.audit.models import Verb
from stagebaken.ui.templatetags.ui import long_date
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


class DayOutOfReach(ValueError):
    """The day is over, or too far away, or behind the end of the copy."""


class SameDay(ValueError):
    """The school knows this day already."""


def proposed() -> date:
    return today() + timedelta(days=settings.SBB_NEXT_DAYS)


def last_day(investigation: Investigation) -> date:
    farthest = today() + timedelta(days=settings.SBB_NEXT_MOST_DAYS)
    return min(farthest, investigation.keep_until)


def checked_day(investigation: Investigation, day: date) -> date:
    if not today() <= day <= last_day(investigation):
        raise DayOutOfReach
    return day


def move(
    *,
    member: UnlockedMember,
    investigation: Investigation,
    day: date,
    text: str,
    once: UUID | None = None,
) -> bool:
    """Name another day; the school reads it, and why.

    False for a form that was sent before. Raises DayOutOfReach, SameDay, IllegalState.
    """
    words = checked_text(text)
    keys = keys_for(member=member, investigation=investigation, verb=Verb.OPENED)
    with transaction.atomic():
        found = locked(member, investigation)
        if is_sent(found, once):
            return False
        if found.state != State.EXAMINED:
            raise IllegalState("Only what is examined has such a day.")
        if found.expected_on == day:
            raise SameDay
        found.expected_on = checked_day(found, day)
        found.save(update_fields=["expected_on"])
        content = {"text": letter(day, words), "expected_on": day.isoformat()}
        send(found, keys, ReplyKind.DAY, content, once)
        record_for(member, found, Verb.DAY_MOVED)
    return True


def letter(day: date, words: str) -> str:
    """In the language of the schools: it is kept as it was sent."""
    with override(settings.LANGUAGE_CODE):
        said = _("SBB laat uiterlijk op %s weer iets horen.") % long_date(day)
    return f"{said}\n\n{words}"

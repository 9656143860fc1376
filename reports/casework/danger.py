"""Danger that a reporter told of: who looked, and whether it is over. Kept in the conversation.

The card says the same in short, so that lists stop asking for somebody when somebody looked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from reports.casework.holding import locked, record_for, title_of
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.dossiers.account import Account
from reports.dossiers.actions import Kind, Said, Side, conversation, read_account, said_before, say
from reports.dossiers.models import Report
from reports.dossiers.vocabulary import URGENT
from stagebaken.audit.models import Verb
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


class Look(StrEnum):
    """What a member found."""

    LOOKED = "looked"  # there may still be danger
    OVER = "over"


class ToldAgain(Exception):
    """The reporter answered the question about danger again since the page was made."""


@dataclass(frozen=True)
class Standing:
    """Whether somebody may be in danger now, by the last that was said about it."""

    danger: str  # a code of vocabulary.Danger that is URGENT, or empty
    told_on: date
    looked_by: str = ""
    looked_on: date | None = None
    mark: str = ""  # the last message about it: an older page does not know it


def standing(account: Account, received_on: date, said: Iterable[Said]) -> Standing:
    """Fold what was filed and what was said since."""
    now = Standing(account.danger if account.is_urgent else "", received_on)
    for one in said:
        found = one.step.get("danger")
        if found == Look.LOOKED:
            now = Standing(now.danger, now.told_on, one.author, one.day, one.id)
        elif found:  # over, or what the reporter answered
            now = Standing(found if found in URGENT else "", one.day, mark=one.id)
    return now


def look(
    *,
    member: UnlockedMember,
    case: Case,
    found: Look,
    seen: str,
    text: str = "",
    once: UUID | None = None,
) -> None:
    """A member looked whether the reporter is safe. `seen`: the mark on their page.

    Raises ToldAgain.
    """
    if said_before(dossier=case.dossier, once=once) is not None:
        return
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        if _now(case, keys).mark != seen:
            raise ToldAgain
        say(
            dossier=case.dossier,
            keys=keys,
            side=Side.STAFF,
            kind=Kind.STEP,
            text=text,
            step={"danger": str(found)},
            day=today(),
            author=member.recipient.user.name,
            role=title_of(member.recipient.user, case.school),
            once=once,
        )
        write_card(case, keys)
        is_over = found is Look.OVER
        record_for(member, case, Verb.DANGER_ENDED if is_over else Verb.DANGER_LOOKED)


def _now(case: Case, keys: DossierKeys) -> Standing:
    account = read_account(report=case.dossier.report, keys=keys)
    return standing(account, case.received_on, conversation(dossier=case.dossier, keys=keys))


def write_card(case: Case, keys: DossierKeys) -> None:
    """Seal the card anew with what stands now. Under the dossier's lock."""
    now, report = _now(case, keys), Report.objects.get(pk=case.dossier_id)
    looked = now.looked_on.isoformat() if now.looked_on else ""
    card = keys.read(report, "card") | {"danger": now.danger, "looked_on": looked}
    keys.seal(report, "card", card)
    report.save(update_fields=["card"])

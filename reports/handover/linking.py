"""Which company a report is about, as SBB says: and that nobody says so and decides alone.

Attack: an advisor who speaks for the company links another one, and closes the report about it.
Nothing seals the company's own name outside the text, so a colleague looks at both before the
outcome. Where nobody else at SBB can open the copy, one advisor does all, and the log says so.
"""

from typing import Any
from uuid import UUID

from django.db import transaction

from placements.companies.models import TrainingCompany
from placements.supervision.policy import require_no_stake
from reports.handover.holding import locked, record_for
from reports.handover.models import Investigation
from reports.handover.opening import keys_for
from reports.handover.receiving import with_a_stake
from reports.handover.vocabulary import IllegalState, State
from stagebaken.accounts.models import User
from stagebaken.audit.models import Verb
from stagebaken.vault import keyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember


class NoCompany(ValueError):
    """No company was linked, and nobody said that the register does not have it."""


class NeedsColleague(ValueError):
    """Who said which company it is does not conclude while a colleague can."""


def link_company(
    *, member: UnlockedMember, investigation: Investigation, company: TrainingCompany
) -> None:
    """Say which company of the register it is about. Who speaks for that one loses the copy."""
    require_no_stake(member.recipient.user, company.pk)
    said = {"company_id": str(company.pk), "company": company.name, "is_unlisted": False}
    _say(member, investigation, said)


def say_unlisted(*, member: UnlockedMember, investigation: Investigation) -> None:
    """Say that the register does not have the company: then no recognition can change."""
    _say(member, investigation, {"company_id": None, "company": "", "is_unlisted": True})


def _say(member: UnlockedMember, investigation: Investigation, said: dict[str, Any]) -> None:
    keys = keys_for(member=member, investigation=investigation, verb=Verb.OPENED)
    with transaction.atomic():
        found = locked(member, investigation)
        if found.state == State.CLOSED:
            raise IllegalState("It was concluded about a company already.")
        card = keys.read(found, "card")
        if {name: card.get(name) for name in said} == said:
            return  # the second click, or the same again: whoever said it first, said it
        said |= {
            "linked_by": str(member.recipient.user_id),
            "put_out": _bar(found, keys, card, said),
        }
        keys.seal(found, "card", card | said)
        found.save(update_fields=["card"])
        record_for(member, found, Verb.COMPANY_LINKED)


def _bar(
    found: Investigation, keys: DossierKeys, card: dict[str, Any], said: dict[str, Any]
) -> list[str]:
    """Put out who speaks for this company, and let back in who was for the company before alone.

    Attack: an advisor links the company of a colleague, then the right one, and concludes alone.
    Gives whom a later company lets back in: never whom a reporter keeps out.
    """
    out = {UUID(one) for one in card.get("put_out", [])}
    kept_out = {one.pk for one in keyring.excluded_users(found.dossier)} - out
    staked = with_a_stake(said["company_id"]) if said["company_id"] else []
    if staked:
        keyring.exclude(found.dossier, staked)
    back = out - {one.pk for one in staked}
    if back:
        keyring.readmit(found.dossier, keys, User.objects.filter(pk__in=back))
    return sorted(str(one.pk) for one in staked if one.pk not in kept_out)


def settled(member: UnlockedMember, keys: DossierKeys, found: Investigation) -> str | None:
    """The id of the company, or None of one that the register does not have.

    Raises NoCompany, and NeedsColleague for who said so.
    """
    card = keys.read(found, "card")
    if not (card.get("company_id") or card.get("is_unlisted")):
        raise NoCompany
    if needs_colleague(member, found, card):
        raise NeedsColleague
    found_id: str | None = card.get("company_id")
    return found_id


def needs_colleague(member: UnlockedMember, found: Investigation, card: dict[str, Any]) -> bool:
    """Whether this advisor said which company it is, and somebody else can look at it."""
    if card.get("linked_by") != str(member.recipient.user_id):
        return False
    return keyring.readers(found.dossier).exclude(pk=member.recipient.pk).exists()

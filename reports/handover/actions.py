"""The school's verbs: hand a report over to SBB, and file what comes back."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from reports.casework.holding import NoStaffKey, locked, record_for
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.casework.signals import placement_lost
from reports.consents import actions as consents
from reports.consents.vocabulary import Step
from reports.dossiers.actions import (
    Kind,
    Side,
    checked_text,
    read_account,
    read_decisions,
    said_before,
    say,
)
from reports.handover import receiving, turns
from reports.handover.models import Handover, Reply
from reports.handover.vocabulary import Conclusion
from reports.notices import actions as notices
from schools.registry.models import School, Sector
from stagebaken.accounts.models import User
from stagebaken.audit.models import Verb
from stagebaken.vault import keyring, letters
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

AUTHOR = "SBB"  # of what a member files into the conversation
ENDS_RECOGNITION = frozenset({Conclusion.SUSPENDED, Conclusion.WITHDRAWN})


class NothingToFile(Exception):
    """No reply waits: a colleague filed it, or there is none."""


@dataclass(frozen=True)
class Handed:
    """A hand-over; `is_new` is False when this yes had been carried out before."""

    handover: Handover
    is_new: bool


def has_sbb(school: School) -> bool:
    """R15: SBB recognises nothing for the hbo, so there is nothing to hand over."""
    return school.sector == Sector.MBO


class OutsidersNamed(Exception):
    """The reporter named people outside the team, in other words than this member looked at."""


def outsiders_of(case: Case, keys: DossierKeys) -> str:
    """Whom the reporter named outside the team, in their words on one line."""
    return " ".join(read_decisions(report=case.dossier.report, keys=keys).outsiders.split())


def hand_over(
    *,
    member: UnlockedMember,
    case: Case,
    consent_id: UUID,
    named: Collection[UUID] = (),
    seen: str = "",
) -> Handed:
    """Give SBB exactly the bytes to which the reporter said yes. The passphrase was asked again.

    `named` are the people of SBB whom the reporter meant, in the words that this member has
    `seen`: they get no key. All or nothing: the yes counts as carried out only if SBB's copy was
    sealed. Raises NoConsent, OutsidersNamed, VaultNotSetUp (nobody at SBB may read it),
    IllegalTransition (it ended), NotOnKeyring.
    """
    if not has_sbb(case.school):
        raise PermissionDenied
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        before = Handover.objects.filter(dossier=case.dossier, consent=consent_id).first()
        if before is not None:
            return Handed(before, is_new=False)
        if outsiders_of(case, keys) != seen:
            raise OutsidersNamed
        content = consents.carry_out(
            dossier=case.dossier, keys=keys, consent_id=consent_id, step=Step.SBB, day=today()
        )
        handover = _hand_over(case, keys, consent_id, content, named)
        turns.to_sbb(member, case, keys)
        record_for(member, case, Verb.HANDED_OVER)
    return Handed(handover, is_new=True)


def _hand_over(
    case: Case, keys: DossierKeys, consent_id: UUID, content: bytes, named: Collection[UUID]
) -> Handover:
    handover = Handover.objects.create(
        dossier=case.dossier,
        consent_id=consent_id,
        handed_on=today(),
        due_on=receiving.response_due(today()),
        awaited_on=receiving.response_due(today()),
    )
    receiving.receive(
        content=content,
        school=case.school.name,
        handover=handover,
        barred=_barred(case, keys, named),
        day=today(),
    )
    return handover


def _barred(case: Case, keys: DossierKeys, named: Collection[UUID]) -> list[User]:
    """Whom the reporter excluded or named, and who speaks for the company (P2)."""
    barred = list(keyring.excluded_users(case.dossier))
    barred += [one for one in receiving.present() if one.pk in named]
    company_id = read_account(report=case.dossier.report, keys=keys).company_id
    if company_id:
        barred += receiving.with_a_stake(UUID(company_id))
    return barred


# What comes back


def reply_text(member: UnlockedMember, reply: Reply) -> str:
    """The reply that waits; call it after the opening is in the log.

    Raises NothingToFile, and NotOnKeyring for who was no holder when it came (P2).
    """
    return str(_content(member, reply)["text"])


def _content(member: UnlockedMember, reply: Reply) -> dict[str, Any]:
    if reply.letter is None:
        raise NothingToFile
    content: dict[str, Any] = letters.open_letter(reply.letter, member)
    # Attack: a letter of another dossier of this member put here would be told to this reporter.
    if reply.letter.dossier_id != reply.handover.dossier_id or content.get("reply") != str(
        reply.pk
    ):
        raise EnvelopeError("The letter belongs to another hand-over.")
    return content


def file_reply(
    *, member: UnlockedMember, case: Case, reply: Reply, text: str, once: UUID | None = None
) -> bool:
    """Put SBB's reply into the dossier in the words that the reporter reads; keep SBB's own words.

    False when this form did so before. Raises NothingToFile, NoStaffKey, EmptyText, TextTooLong.
    """
    words = checked_text(text)
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    if keys.staff is None:
        raise NoStaffKey
    with transaction.atomic():
        case = locked(member, case)
        if said_before(dossier=case.dossier, once=once) is not None:
            return False
        reply = _held(case, reply)
        content, letter = _content(member, reply), reply.letter
        whole = str(content["text"])
        keys.seal(reply, "body", whole)
        reply.letter = None
        reply.save(update_fields=["body", "letter"])
        if letter is not None:
            letters.file_away(letter)
        # A browser ends its lines in its own way: that makes no other letter.
        is_whole = words.splitlines() == whole.strip().splitlines()
        kind = Kind.FROM_SBB if is_whole else Kind.FROM_SBB_IN_PART
        _say(case, keys, words, kind, once)
        if content.get("conclusion") in ENDS_RECOGNITION:
            placement_lost.send(sender=Reply, dossier=case.dossier, keys=keys)
        notices.seen(recipient=member.recipient, dossier=case.dossier)
        record_for(member, case, Verb.LETTER_FILED)
    return True


def _say(case: Case, keys: DossierKeys, words: str, kind: Kind, once: UUID | None) -> None:
    say(
        dossier=case.dossier,
        keys=keys,
        side=Side.STAFF,
        text=words,
        day=today(),
        kind=kind,
        author=AUTHOR,
        once=once,
    )


def find_reply(case: Case, reply_id: UUID) -> Reply | None:
    """A reply of this case and of no other."""
    rows = Reply.objects.select_related("letter", "handover")
    return rows.filter(handover__dossier=case.dossier_id, pk=reply_id).first()


def _held(case: Case, reply: Reply) -> Reply:
    rows = Reply.objects.select_for_update(of=("self",)).select_related("letter", "handover")
    found = rows.filter(handover__dossier=case.dossier_id, pk=reply.pk).first()
    if found is None:
        raise NothingToFile
    return found

"""What the team does with an answer: into the conversation, or in part, with the whole in minutes.

The reporter has a right to hear what was said in return, so the whole text is what is proposed.
"""

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from reports.casework.actions import NoStaffKey, locked, record_for
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.dossiers.actions import Kind, Side, checked_text, said_before, say
from reports.dossiers.models import Message
from reports.hearings import turns, vocabulary
from reports.hearings.actions import asked, held
from reports.hearings.models import Hearing, Minutes
from reports.hearings.vocabulary import State
from stagebaken.audit.models import Verb
from stagebaken.vault import letters
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


class NothingToFile(Exception):
    """No answer waits: a colleague filed it, or there is none."""


def waiting_text(member: UnlockedMember, hearing: Hearing) -> str:
    """The answer that waits; call it after the opening is in the log.

    Raises NothingToFile, and NotOnKeyring for who was no holder when it came (P2).
    """
    if hearing.letter is None:
        raise NothingToFile
    content = letters.open_letter(hearing.letter, member)
    # Attack: a letter of another dossier of this member put here would be told to this reporter.
    if hearing.letter.dossier_id != hearing.dossier_id or content["hearing"] != str(hearing.pk):
        raise EnvelopeError("The letter belongs to another hearing.")
    return str(content["text"])


def file_answer(
    *, member: UnlockedMember, case: Case, hearing: Hearing, part: str = "", once: UUID | None
) -> bool:
    """File the answer that waits: whole into the conversation; or `part`, the whole in minutes.

    False when this form did so before. Raises NothingToFile, NoStaffKey, NotOnKeyring.
    """
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        hearing = held(case, hearing)
        if said_before(dossier=case.dossier, once=once) is not None:
            return False
        whole, letter = waiting_text(member, hearing), hearing.letter
        _put(member, case, hearing, keys, whole=whole, part=part, once=once)
        hearing.letter = None
        hearing.save(update_fields=["letter"])
        if letter is not None:
            letters.file_away(letter)
        record_for(member, case, Verb.LETTER_FILED)
    return True


def enter_answer(
    *,
    member: UnlockedMember,
    case: Case,
    hearing: Hearing,
    text: str,
    part: str = "",
    once: UUID | None,
) -> bool:
    """Enter an answer that came by telephone, letter or in a talk, also after the term.

    False when this form did so before. Raises IllegalState once there is an answer.
    """
    whole = checked_text(text)
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        hearing = held(case, hearing)
        if said_before(dossier=case.dossier, once=once) is not None:
            return False
        vocabulary.check(hearing.state, State.ANSWERED)
        _put(member, case, hearing, keys, whole=whole, part=part, once=once)
        hearing.state, hearing.answered_on = State.ANSWERED, today()
        hearing.save(update_fields=["state", "answered_on"])
        record_for(member, case, Verb.HEARING_ENTERED)
    return True


def _put(
    member: UnlockedMember,
    case: Case,
    hearing: Hearing,
    keys: DossierKeys,
    *,
    whole: str,
    part: str,
    once: UUID | None,
) -> Message:
    """Say it in the conversation, as the company's; the whole is kept where that is a part."""
    if part:
        _write(member, hearing, keys, whole)
    message, _is_new = say(
        dossier=case.dossier,
        keys=keys,
        side=Side.STAFF,
        text=part or whole,
        day=today(),
        kind=Kind.HEARD_IN_PART if part else Kind.HEARD,
        author=asked(hearing, keys).request.receiver,
        once=once,
    )
    turns.to_reporter(case)
    return message


def write_minutes(
    *, member: UnlockedMember, case: Case, hearing: Hearing, text: str, once: UUID | None = None
) -> Minutes:
    """Write minutes of a talk, for the team alone. Raises NoStaffKey, EmptyText, TextTooLong."""
    words = checked_text(text)
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        hearing = held(case, hearing)
        before = Minutes.objects.filter(dossier=case.dossier, pk=once).first() if once else None
        if before is not None:
            return before
        minutes = _write(member, hearing, keys, words, once)
        record_for(member, case, Verb.MINUTED)
    return minutes


def _write(
    member: UnlockedMember,
    hearing: Hearing,
    keys: DossierKeys,
    text: str,
    once: UUID | None = None,
) -> Minutes:
    if keys.staff is None:
        raise NoStaffKey
    rows = Minutes.objects.filter(dossier=hearing.dossier)
    last = rows.aggregate(Max("position"))["position__max"] or 0
    minutes = Minutes(
        id=_free(once), dossier=hearing.dossier, hearing=hearing, position=last + 1, day=today()
    )
    keys.seal(minutes, "body", {"author": member.recipient.user.name, "text": text})
    minutes.save(force_insert=True)
    return minutes


def _free(once: UUID | None) -> UUID:
    """Keep the form's mark as the id, unless another dossier's minutes have it."""
    if once is None or Minutes.objects.filter(pk=once).exists():
        return uuid4()
    return once

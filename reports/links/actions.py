"""Put two cases beside each other, and apart again.

A link is a note of the team on both sides, under each dossier's own staff key: a thief of the
database sees notes, and not which cases belong together (ADR 41).
"""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from reports.casework.holding import NoStaffKey, locked, record_for
from reports.casework.models import Case, Note, as_number
from reports.casework.opening import keys_for, keys_to_search
from reports.casework.policy import POLICY
from reports.dossiers.actions import checked_text
from reports.links.audience import audience_of, outsiders_of
from reports.links.notes import LinkNote, link_notes, read_why, write_link
from reports.links.vocabulary import SEEN_FROM_THE_OTHER, Role
from stagebaken.accounts.models import User
from stagebaken.audit.models import Verb
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember


class NotFound(LookupError):
    """This member has no other case with this number: not there, or not theirs to see."""


class OtherAudience(ValueError):
    """Somebody may know of one case and not of the other."""


class AlreadyLinked(ValueError):
    """They stand beside each other, in another way or for another reason."""


class NotLinked(LookupError):
    """These two do not stand beside each other."""


@dataclass(frozen=True)
class Linked:
    """Another case beside this one, that the reader of the page may open, too."""

    case: Case
    note: LinkNote
    is_equal: bool  # False: since then a reporter changed who may read


@dataclass(frozen=True)
class Explained:
    """The same, with what only the other case's key opens."""

    link: Linked
    title: str
    why: str


def linked(case: Case, keys: DossierKeys, user: User) -> list[Linked]:
    """The cases beside this one, of those that this very user may open (P2)."""
    notes = link_notes(case, keys)
    if not notes:
        return []
    visible = POLICY.visible_to(user).select_related("dossier", "school")
    others = {one.pk: one for one in visible.filter(pk__in=[note.other for note in notes])}
    own = audience_of(case)
    return [
        Linked(
            case=others[note.other],
            note=note,
            is_equal=audience_of(others[note.other]) == own,
        )
        for note in notes
        if note.other in others
    ]


def explained(member: UnlockedMember, links: list[Linked]) -> list[Explained]:
    """What each of these cases is about, and why it stands here; one `searched` event."""
    keys = keys_to_search(member=member, dossiers=[one.case.dossier_id for one in links])
    return [_explained(one, keys.get(one.case.dossier_id)) for one in links]


def _explained(one: Linked, other_keys: DossierKeys | None) -> Explained:
    """A spoiled card or a spoiled note takes nothing else of the page away."""
    title = why = ""
    if other_keys is not None:
        with suppress(EnvelopeError):
            title = other_keys.read(one.case.dossier.report, "card").get("title", "")
        with suppress(EnvelopeError):
            why = read_why(one.note, other_keys)
    return Explained(one, title, why)


def find_other(user: User, case: Case, number: str) -> Case:
    """The case with this number, if this user may open it. Raises NotFound."""
    visible = POLICY.visible_to(user).select_related("dossier", "school")
    same_school = visible.filter(school=case.school).exclude(pk=case.pk)
    found = same_school.filter(number=as_number(number)).first()
    if found is None:
        raise NotFound
    return found


def link(*, member: UnlockedMember, case: Case, number: str, role: Role, text: str) -> None:
    """Put them beside each other. The same twice is one link.

    Raises NotFound, OtherAudience, NoStaffKey; AlreadyLinked where a colleague's reason would be
    overwritten.
    """
    words = checked_text(text)
    other = find_other(member.recipient.user, case, number)
    keys, other_keys = _staff_keys(member, case), _staff_keys(member, other)
    with transaction.atomic():
        case, other = _both_locked(member, case, other)
        _require_equal(case, keys, other, other_keys)
        if standing := _between(case, keys, other):
            if (standing.role, read_why(standing, other_keys)) != (role, words):
                raise AlreadyLinked
            return
        author = member.recipient.user.name
        here, there = (
            LinkNote(other.pk, role, author),
            LinkNote(case.pk, SEEN_FROM_THE_OTHER[role], author),
        )
        write_link(case, keys, here, text=words, other_keys=other_keys)
        write_link(other, other_keys, there, text=words, other_keys=keys)
        _record(member, case, other)


def _between(case: Case, keys: DossierKeys, other: Case) -> LinkNote | None:
    return next((one for one in link_notes(case, keys) if one.other == other.pk), None)


def unlink(*, member: UnlockedMember, case: Case, other_id: UUID) -> None:
    """Take them apart on both sides. Raises NotLinked, NoStaffKey."""
    other = POLICY.visible_to(member.recipient.user).select_related("dossier", "school")
    found = other.filter(pk=other_id).first()
    if found is None:
        raise NotLinked
    keys, other_keys = _staff_keys(member, case), _staff_keys(member, found)
    with transaction.atomic():
        case, found = _both_locked(member, case, found)
        if not _part(case, keys, found, other_keys):
            raise NotLinked
        _record(member, case, found)


def forget_gone(case: Case, keys: DossierKeys) -> None:
    """Remove what points to a case that was withdrawn or expired. Its words ended with it (P6)."""
    notes = link_notes(case, keys)
    there = set(
        Case.objects.filter(pk__in=[one.other for one in notes]).values_list("pk", flat=True)
    )
    gone = [one.note_id for one in notes if one.other not in there]
    if gone:
        Note.objects.filter(dossier=case.dossier, pk__in=gone).delete()


def _staff_keys(member: UnlockedMember, case: Case) -> DossierKeys:
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    if keys.staff is None:
        raise NoStaffKey
    return keys


def _record(member: UnlockedMember, *sides: Case) -> None:
    """Logged as a note on each side: a verb of its own would tell a reporter of the other one."""
    for case in sides:
        record_for(member, case, Verb.NOTED)


def _both_locked(member: UnlockedMember, case: Case, other: Case) -> tuple[Case, Case]:
    """In one order, whichever of the two was the first: two members cannot wait for each other."""
    held = {
        one.pk: locked(member, one)
        for one in sorted((case, other), key=lambda one: str(one.dossier_id))
    }
    return held[case.pk], held[other.pk]


def _require_equal(case: Case, keys: DossierKeys, other: Case, other_keys: DossierKeys) -> None:
    is_equal = audience_of(case) == audience_of(other)
    if not (is_equal and outsiders_of(case, keys) == outsiders_of(other, other_keys)):
        raise OtherAudience


def _part(case: Case, keys: DossierKeys, other: Case, other_keys: DossierKeys) -> bool:
    """Delete what each says of the other; whether there was anything."""
    sides = [(case, keys, other.pk), (other, other_keys, case.pk)]
    found = [
        note.note_id
        for one, its_keys, far in sides
        for note in link_notes(one, its_keys)
        if note.other == far
    ]
    Note.objects.filter(pk__in=found).delete()
    return bool(found)

"""A link as it stands in a dossier: a note of the team that names the other case.

Its envelope, day and place are those of any note; the page of notes leaves it out. Why they belong
together lies in it under the key of the *other* dossier: a case that is withdrawn or expires takes
those words along in the same moment, though nobody can find or open this note then (P6).
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db.models import Max

from reports.casework.models import Case, Note
from reports.links.vocabulary import Role
from stagebaken.vault import envelope
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Audience
from stagebaken.vault.purposes import Purpose
from stagebaken.web.days import today


@dataclass(frozen=True)
class LinkNote:
    other: UUID  # the case that this one stands beside
    role: Role
    author: str
    why: bytes = b""  # an envelope that the key of the other dossier opens
    day: date = date.min
    note_id: UUID = field(default_factory=uuid4)


def link_notes(case: Case, keys: DossierKeys) -> list[LinkNote]:
    """What this dossier says of other cases: for whoever may open those, and nobody else."""
    if keys.staff is None:
        return []
    opened = [(note, keys.read(note, "body")) for note in Note.objects.filter(dossier=case.dossier)]
    return [
        LinkNote(
            other=UUID(body["link"]["case"]),
            role=Role(body["link"]["role"]),
            author=body["author"],
            why=b64decode(body["link"].get("why", "")),
            day=note.day,
            note_id=note.pk,
        )
        for note, body in opened
        if "link" in body
    ]


def read_why(note: LinkNote, other_keys: DossierKeys) -> str:
    """Why these two belong together, with the key of the case that the note names.

    Raises EnvelopeError.
    """
    opened = envelope.unseal_padded(
        other_keys.of(Audience.SHARED), note.why, context=_context(note.note_id)
    )
    try:
        return str(json.loads(opened))
    except ValueError:
        raise EnvelopeError("There are no words in it.") from None


def write_link(
    case: Case, keys: DossierKeys, link: LinkNote, *, text: str, other_keys: DossierKeys
) -> None:
    """Seal it under the staff key, as the newest note. Callers hold the dossier's lock."""
    last = Note.objects.filter(dossier=case.dossier).aggregate(Max("position"))["position__max"]
    note = Note(id=link.note_id, dossier=case.dossier, position=(last or 0) + 1, day=today())
    # The note around it is padded: it has the size of any note.
    why = envelope.seal_padded(
        other_keys.of(Audience.SHARED),
        json.dumps(text, ensure_ascii=False).encode(),
        context=_context(note.pk),
    )
    pointer = {
        "case": str(link.other),
        "role": str(link.role),
        "why": b64encode(why).decode(),
    }
    keys.seal(note, "body", {"author": link.author, "link": pointer})
    note.save(force_insert=True)


def _context(note_id: UUID) -> bytes:
    """What the words are, and in which note: copied into another they do not open (P7)."""
    return Purpose.LINK_WHY.value.encode("ascii") + note_id.bytes

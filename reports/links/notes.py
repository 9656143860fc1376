"""A link as it stands in a dossier: a note of the team that names the other case.

Its envelope, day and place are those of any note; the page of notes leaves it out.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db.models import Max

from reports.casework.models import Case, Note
from reports.links.vocabulary import Role
from stagebaken.vault.keys import DossierKeys
from stagebaken.web.days import today


@dataclass(frozen=True)
class LinkNote:
    other: UUID  # the case that this one stands beside
    role: Role
    text: str
    author: str
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
            text=body["text"],
            author=body["author"],
            day=note.day,
            note_id=note.pk,
        )
        for note, body in opened
        if "link" in body
    ]


def write_link(case: Case, keys: DossierKeys, link: LinkNote) -> None:
    """Seal it under the staff key, as the newest note. Callers hold the dossier's lock."""
    last = Note.objects.filter(dossier=case.dossier).aggregate(Max("position"))["position__max"]
    note = Note(id=link.note_id, dossier=case.dossier, position=(last or 0) + 1, day=today())
    pointer = {"case": str(link.other), "role": str(link.role)}
    keys.seal(note, "body", {"author": link.author, "text": link.text, "link": pointer})
    note.save(force_insert=True)

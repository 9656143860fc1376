"""Files of a draft: sealed on arrival, their keys in the sealed draft."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from reports.attachments import storage
from reports.attachments.cleaner.formats import Format
from reports.attachments.errors import Refused
from reports.attachments.storage import DraftFile
from reports.intake import drafts
from reports.intake.answers import Answers
from reports.intake.forms import StoryForm
from stagebaken.vault.errors import Busy
from stagebaken.web.days import today

ICONS = {Format.JPEG: "image", Format.PNG: "image", Format.PDF: "file", Format.TEXT: "file"}


@dataclass(frozen=True)
class Listed:
    """A file as the reporter and later the team see it."""

    id: str
    label: str
    size: int
    icon: str


def draft_files(answers: Answers) -> list[DraftFile]:
    """Numbered as they will be in the dossier."""
    kept = [DraftFile.from_json(file) for file in answers.files]
    return [
        replace(file, facts=replace(file.facts, number=number))
        for number, file in enumerate(kept, start=1)
    ]


def listed(answers: Answers) -> list[Listed]:
    return [
        Listed(str(file.id), file.label, file.size, ICONS.get(file.facts.format, "sound"))
        for file in draft_files(answers)
    ]


def keep(form: StoryForm, key: drafts.DraftKey) -> None:
    """Clean, seal and note each chosen file; one that is refused gets its reason at the field."""
    uploads = form.uploads
    for number, (name, upload) in enumerate(uploads, start=1):
        try:
            _keep(upload, key)
        except Refused as refusal:
            form.add_error(name, _of_several(refusal.reason, number, len(uploads)))
        except Busy:
            form.add_error(name, _("Het is even druk. Voeg dit bestand zo nog een keer toe."))


def _of_several(reason: Any, number: int, total: int) -> str:
    """Files are nameless here: say which one by its place."""
    if total == 1:
        return str(reason)
    return _("Bestand %(number)s: %(reason)s") % {"number": number, "reason": reason}


def _keep(upload: Any, key: drafts.DraftKey) -> None:
    file = storage.store_for_draft(upload=upload, draft_locator=key.locator, day=today())
    drafts.change(key, lambda answers: answers.with_(files=[*answers.files, file.as_json()]))


def remove(file_id: str, key: drafts.DraftKey, answers: Answers) -> None:
    """Take a file out of the draft and destroy it. Removing it twice is no mistake."""
    for file in draft_files(answers):
        if str(file.id) == file_id:
            drafts.change(key, lambda newest: _without(newest, file_id))
            storage.discard_draft(file)


def _without(answers: Answers, file_id: str) -> Answers:
    return answers.with_(files=[file for file in answers.files if file["id"] != file_id])

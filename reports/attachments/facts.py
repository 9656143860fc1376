"""What is known about a stored file. It stands sealed beside the file's key."""

from dataclasses import dataclass
from typing import Any, Self

from django.utils.text import slugify
from django.utils.translation import gettext

from reports.attachments.cleaner.formats import Format

# The type is served from this table, never from what a sender said.
CONTENT_TYPES = {
    Format.JPEG: ("image/jpeg", "jpg"),
    Format.PNG: ("image/png", "png"),
    Format.PDF: ("application/pdf", "pdf"),
    Format.MP3: ("audio/mpeg", "mp3"),
    Format.M4A: ("audio/mp4", "m4a"),
    Format.OGG: ("audio/ogg", "ogg"),
    Format.WAV: ("audio/wav", "wav"),
    Format.TEXT: ("text/plain; charset=utf-8", "txt"),
}
PICTURES = {Format.JPEG, Format.PNG}
PAPERS = {Format.PDF, Format.TEXT}


@dataclass(frozen=True)
class Facts:
    """The original name is not among them: names tell who, where and when."""

    format: Format
    size: int
    by: str  # "reporter" or "staff"
    number: int  # its place among the files of the dossier, from 1

    @property
    def label(self) -> str:
        """Return a neutral name in the reader's language: Foto 1, PDF 2."""
        return self._kind() % {"number": self.number}

    def _kind(self) -> str:
        if self.format in PICTURES:
            return gettext("Foto %(number)d")
        if self.format is Format.PDF:
            return gettext("PDF %(number)d")
        if self.format is Format.TEXT:
            return gettext("Tekst %(number)d")
        return gettext("Geluid %(number)d")

    @property
    def icon(self) -> str:
        """The drawing beside the label."""
        if self.format in PICTURES:
            return "image"
        return "file" if self.format in PAPERS else "sound"

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format][0]

    @property
    def filename(self) -> str:
        return f"{slugify(self.label)}.{CONTENT_TYPES[self.format][1]}"

    def as_json(self) -> dict[str, Any]:
        return {
            "format": self.format.value,
            "size": self.size,
            "by": self.by,
            "number": self.number,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        return cls(
            format=Format(value["format"]),
            size=value["size"],
            by=value["by"],
            number=value["number"],
        )

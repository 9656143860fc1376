"""Why a file was refused. Codes only: the sentences are in `reports.attachments.errors`."""

from enum import StrEnum


class Refusal(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    UNKNOWN_TYPE = "unknown_type"
    OFFICE = "office"  # zip and OLE containers: documents, but also anything else
    MARKUP = "markup"  # html, svg, rtf, PostScript: text that acts
    HEIC = "heic"
    VIDEO = "video"
    SOUND_TYPE = "sound_type"
    ANIMATED = "animated"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    ENCRYPTED = "encrypted"
    HIDDEN_LAYERS = "hidden_layers"
    FORM_ONLY = "form_only"  # a dynamic XFA form: without its scripts nothing is left
    DAMAGED = "damaged"
    TOO_HEAVY = "too_heavy"  # memory or time ran out
    GONE = "gone"  # the draft it belonged to has ended


class Uncleanable(Exception):
    """This file cannot be cleaned; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal

"""The link of a trainer: signed, for one evaluation, ended by use and by the next link.

It says which evaluation, which of its links, and on which day it was mailed: no name, no address,
no clock time. Keys of before (SECRET_KEY_FALLBACKS) are still read.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

_SALT = "stagebaken/trainer-evaluation/v1"


class NoLink(Exception):
    """What came is no link of ours."""


@dataclass(frozen=True)
class Link:
    evaluation_id: UUID
    number: int
    day: date

    def is_fresh(self, day: date) -> bool:
        return self.day <= day <= self.day + timedelta(days=settings.EVALUATION_LINK_DAYS)


def issue(evaluation_id: UUID, number: int, day: date) -> str:
    """Made when it is mailed, so that no task row holds it."""
    return _signer().sign_object([evaluation_id.hex, number, day.toordinal()])


def read(token: str) -> Link:
    """Whose link it is, also of one that is too old. Raises NoLink."""
    try:
        evaluation_id, number, day = _signer().unsign_object(token)
        return Link(UUID(evaluation_id), number, date.fromordinal(day))
    # What is signed is ours; everything else fails at the signature, or is not even text for it.
    except (BadSignature, ValueError) as refusal:
        raise NoLink from refusal


def _signer() -> Signer:
    return Signer(salt=_SALT)

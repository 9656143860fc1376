"""News for the rooms above, sent within the transaction of the change."""

from enum import StrEnum

from django.dispatch import Signal


class End(StrEnum):
    """Why a record goes."""

    ASKED = "asked"  # the student did, or it should never have been there
    TERM = "term"  # the school keeps it no longer
    RESTORE = "restore"  # a backup brought it back


# The record is deleted right after this. Arguments: `student`, and `end`, an `End`.
student_leaving = Signal()
# The account is of no use to this room any more: nobody's record points at it. Argument: `user`.
account_released = Signal()
# A record was taken from a student who used it; it stays, and may get another account.
# Attack: whoever is invited next would read and do all that the student did. Arguments: `student`,
# `account`.
record_parted = Signal()

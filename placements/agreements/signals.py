"""News for the rooms above, sent within the transaction of the change."""

from django.dispatch import Signal

# `placement`: Placement, saved; `verb`: transitions.Verb.
placement_moved = Signal()

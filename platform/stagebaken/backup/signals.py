"""News for the rooms above."""

from django.dispatch import Signal

# A backup was put back and its destructions repeated: files without a row may go.
restored = Signal()

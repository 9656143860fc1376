"""News for the rooms above, sent within the transaction of the change."""

from django.dispatch import Signal

places_changed = Signal()  # `companies`: ids of companies of which a place opened, changed, closed

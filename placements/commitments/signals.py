"""News for the rooms above, sent within the transaction of the change."""

from django.dispatch import Signal

# `companies`: ids of companies of which a commitment changed, or lapsed since the last round.
commitments_changed = Signal()

"""News for the rooms above, sent within the transaction of the change."""

from django.dispatch import Signal

# `companies`: ids of companies of which a row changed, whether or not it matters today.
accreditations_changed = Signal()
# `change`: AccreditationChange; a company is no longer erkend for a programme, or is again.
recognition_changed = Signal()

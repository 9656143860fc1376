"""News for the rooms above, sent within the transaction of the change."""

from django.dispatch import Signal

companies_changed = Signal()  # `companies`: ids of companies whose facts changed or that ended

"""News for the rooms above, sent within the transaction of the change."""

from django.dispatch import Signal

# A student accepted an offer. Arguments: `application`, in its new state, and `by`: the student.
offer_accepted = Signal()

"""News for the rooms above, sent within the transaction of the change."""

from django.dispatch import Signal

member_joined = Signal()  # membership: Membership
member_removed = Signal()  # membership: Membership; its recipient is suspended already

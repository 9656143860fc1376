"""An account of a student goes when its last record went."""

from typing import Any

from django.dispatch import receiver

from reports.rights import accounts
from schools.students.signals import account_released
from stagebaken.accounts.models import User


@receiver(account_released)
def erase_unused(user: User, **_: Any) -> None:
    """Within the transaction of the record's end; an account with another role stays."""
    if not accounts.is_in_use(user):
        accounts.erase(user=user)

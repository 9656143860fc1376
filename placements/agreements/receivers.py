"""What follows from news of the rooms below: an accepted offer is a proposed placement."""

from typing import Any

from django.dispatch import receiver

from placements.agreements import proposing
from placements.applications.models import Application
from placements.applications.signals import offer_accepted
from stagebaken.accounts.models import User


@receiver(offer_accepted)
def propose(application: Application, by: User, **_: Any) -> None:
    """Within the transaction of the acceptance: both or neither."""
    proposing.propose_accepted(by=by, application=application)

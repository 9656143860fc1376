"""What follows from news of the rooms below."""

from typing import Any

from django.dispatch import receiver

from placements.accreditations.models import AccreditationChange
from placements.accreditations.signals import recognition_changed
from placements.places import actions


@receiver(recognition_changed, dispatch_uid="places_close_without_recognition")
def close_places(change: AccreditationChange, **_: Any) -> None:
    """In the transaction of the change: no student finds a place that may not train them."""
    if not change.is_erkend:
        actions.close_without_recognition(change)

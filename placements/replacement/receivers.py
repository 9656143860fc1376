"""What is told to this room: a recognition that ended, a placement that moved."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from placements.accreditations.models import AccreditationChange
from placements.accreditations.signals import recognition_changed
from placements.agreements.models import Placement
from placements.agreements.signals import placement_moved
from placements.agreements.transitions import Verb as Moved
from placements.replacement import placed
from placements.replacement.models import PlacedRequest, ReplacementRequest
from placements.replacement.transitions import Verb
from stagebaken.web.days import today


@receiver(recognition_changed)
def look_for_students_there(change: AccreditationChange, **_: Any) -> None:
    """From a file, from a screen or from the day itself: within the same transaction."""
    if change.is_erkend:
        return
    there = Placement.objects.filter(
        company=change.company_id,
        crebo=change.programme.crebo or "",
        pathway=change.pathway,
        state__in=placed.AT_WORK,
    )
    placed.look_at(list(there.order_by("pk").values_list("pk", flat=True)), today())


@receiver(placement_moved)
def follow_the_student(placement: Placement, verb: Moved, **_: Any) -> None:
    """A place that is proposed is none yet; one that all agreed on is (R5)."""
    if verb == Moved.PROPOSE:
        placed.follow(placement, Verb.PROPOSE, today())
    if verb in (Moved.AGREE, Moved.WAIVE):
        placed.follow(placement, Verb.FIND, today())
    if verb == Moved.END:
        placed.over(placement, today())


@receiver(pre_delete, sender=PlacedRequest)
def forget_the_words(instance: PlacedRequest, **_: Any) -> None:
    """The placement goes, with its student: the request stays for the figures, without the words.

    Attack: what somebody wrote would outlive the record that they had erased.
    """
    ReplacementRequest.objects.filter(pk=instance.request_id).update(wishes="")

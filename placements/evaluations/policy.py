"""Whose evaluation it is; all others are 404.

A student: of the own placements. A coordinator: of those placements of the school that exist for
them, and of a student's evaluation only whether it is in and whether work was offered. A company:
the figures of its own company, nothing else. A trainer: by the link alone (`tokens`).
"""

from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from placements.agreements import policy as placements
from placements.agreements.models import Placement
from placements.agreements.querysets import PlacementQuerySet
from placements.agreements.transitions import OVER
from placements.evaluations.models import Evaluation, EvaluationQuerySet
from schools.registry.models import School
from stagebaken.accounts.models import User

# All that a coordinator may read of one student's evaluation. Attack: a list that fetched the
# answers too would show them the day somebody prints the row.
COORDINATOR_READS = ("placement", "opened_on", "sent_on", "lapsed_on", "job")


def own(user: User) -> EvaluationQuerySet[Evaluation]:
    found = Evaluation.objects.filter(placement__in=placements.own(user))
    return found.select_related("placement__company", "placement__student__school")


def own_evaluation(user: User, placement_id: UUID) -> Evaluation:
    evaluation: Evaluation = get_object_or_404(own(user), placement=placement_id)
    return evaluation


def of_school(user: User, school: School) -> PlacementQuerySet:
    """Placements that ended and have an evaluation, for a coordinator's list."""
    found = placements.of_school(user, school).filter(state__in=OVER)
    return found.filter(
        Q(evaluation__isnull=False) | Q(trainer_evaluation__isnull=False)
    ).for_pages()


def school_placement(user: User, school: School, placement_id: UUID) -> Placement:
    placement: Placement = get_object_or_404(of_school(user, school), pk=placement_id)
    return placement

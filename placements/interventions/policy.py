"""Who writes and registers plans: a school's administrators. The ledger is everybody's."""

from django.db.models import Q

from placements.interventions.models import Plan, PlanQuerySet
from placements.interventions.vocabulary import Answer
from schools.registry.models import School


def plans_of(school: School) -> PlanQuerySet:
    """The plans in which a school has a seat. A draft of others that it declined is gone for it."""
    seats = Q(participants__school=school)
    declined = Q(participants__school=school, participants__answer=Answer.DECLINED)
    return Plan.objects.filter(seats).exclude(declined).distinct()


def own_drafts(school: School) -> PlanQuerySet:
    """What a school may still change: its own plans that are not registered."""
    return Plan.objects.drafts().filter(school=school)

"""Who works on requests: the school's internship coordinators, as for its placement decisions."""

from django.core.exceptions import PermissionDenied

from placements.measures.policy import schools_of
from placements.replacement.models import ReplacementRequest, RequestQuerySet
from schools.registry.models import School
from stagebaken.accounts.models import User


def visible_to(user: User) -> RequestQuerySet:
    return ReplacementRequest.objects.filter(school__in=schools_of(user))


def require(user: User, school: School) -> None:
    if not schools_of(user).filter(pk=school.pk).exists():
        raise PermissionDenied

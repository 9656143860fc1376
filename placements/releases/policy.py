"""Who sees which figures of a school. What somebody may not see does not exist for them: 404.

Nobody sees more than what was published, and everybody the same number in the same cell.
"""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from placements.releases.catalogue import TOTAL
from placements.releases.models import PublishedCell, Release, SchoolConsent
from schools.registry.models import School
from schools.teams.models import Membership
from schools.teams.policy import administers, memberships_in
from stagebaken.accounts.models import TEAM_ROLES, Role, User

READERS: Final = (*TEAM_ROLES, Role.SCHOOL_ADMINISTRATOR)
PUBLIC_TABLES: Final = (TOTAL, "level", "leerweg", "sector")
ORIGIN: Final = "herkomst"  # one dimension, and only with consent
ORIGIN_FROM: Final = 250  # published students, before herkomst of one school is public


def schools_of(user: User) -> QuerySet[School]:
    """The schools whose figures this user reads: of the own team, or administered."""
    memberships = Membership.objects.of(user).filter(role__in=READERS)
    return School.objects.filter(pk__in=memberships.values("school"))


def has_school(request: HttpRequest) -> bool:
    return any(one.role in READERS for one in memberships_in(request))


def may_consent(user: User, school: School) -> bool:
    return administers(user).filter(pk=school.pk).exists()


def require_may_consent(user: User, school: School) -> None:
    if not may_consent(user, school):
        raise PermissionDenied


def public_tables(release: Release, consents: list[SchoolConsent]) -> tuple[str, ...]:
    """The tables of a school's release that are public, because the school chose so.

    What came out while a consent held stays out, also when it was taken back: somebody has it.
    """
    holding = [one.covers for one in consents if one.holds_for(release)]
    if not holding:
        return ()
    has_origin = SchoolConsent.Covers.ORIGIN in holding and is_large(release)
    return (*PUBLIC_TABLES, ORIGIN) if has_origin else PUBLIC_TABLES


def is_large(release: Release) -> bool:
    """Decided on the published number of students, as everything is."""
    students = PublishedCell.objects.filter(release=release, table=TOTAL, name="n")
    return students.filter(value__gte=ORIGIN_FROM).exists()

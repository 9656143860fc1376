"""Who sees which request, and who decides on it.

The reporting team answers what is about reports: nobody else can look, and the answer must tell
nothing. Who passed such a letter on sees its term and never how or when it ended. What is overdue
is seen by everybody above, so that no term lapses unseen.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from reports.rights.models import DataRequest, DataRequestQuerySet
from reports.rights.vocabulary import Desk, Part
from schools.registry.models import School
from schools.teams.models import Membership
from schools.teams.policy import administers, is_platform_administrator
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today


@dataclass(frozen=True)
class Counter:
    """A place at which requests are handled: a desk of one school, or that of the platform."""

    desk: Desk
    school: School | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """What can be entered here."""
        return {
            Desk.TEAM: (Part.REPORTS,),
            Desk.SCHOOL: (Part.REPORTS, Part.ACCOUNT),
            Desk.PLATFORM: (Part.ACCOUNT,),
        }[self.desk]

    def decides_on(self, request: DataRequest) -> bool:
        if self.desk is Desk.PLATFORM:
            return request.school_id is None
        is_ours = self.school is not None and request.school_id == self.school.pk
        return is_ours and (self.desk is Desk.TEAM) == request.is_about_reports


def team_schools(user: User) -> QuerySet[School]:
    mine = Membership.objects.of(user).filter(role__in=School.team_roles)
    return School.objects.filter(pk__in=mine.values("school"))


def works_at(user: User, counter: Counter) -> bool:
    if counter.school is None:
        return counter.desk is Desk.PLATFORM and is_platform_administrator(user)
    schools = team_schools(user) if counter.desk is Desk.TEAM else administers(user)
    return schools.filter(pk=counter.school.pk).exists()


def visible_to(user: User, counter: Counter) -> DataRequestQuerySet:
    if not works_at(user, counter):
        return DataRequest.objects.none()
    return DataRequest.objects.filter(_shown_at(counter, today())).select_related("school")


def _shown_at(counter: Counter, day: date) -> Q:
    is_late = Q(closed_on__isnull=True, due_on__lt=day)
    if counter.desk is Desk.PLATFORM:
        return Q(school__isnull=True) | is_late
    if counter.desk is Desk.TEAM:
        return Q(school=counter.school, part=Part.REPORTS)
    # Until its term is over it stands there, answered or not: an early end would say something.
    passed_on = Q(part=Part.REPORTS) & (Q(entered_at=Desk.SCHOOL, due_on__gte=day) | is_late)
    return Q(school=counter.school) & (Q(part=Part.ACCOUNT) | passed_on)


def require_at(user: User, counter: Counter) -> None:
    if not works_at(user, counter):
        raise PermissionDenied


def role_at(user: User, counter: Counter) -> str:
    """In which role somebody acts here, for the audit log."""
    if counter.desk is Desk.PLATFORM:
        return Role.PLATFORM_ADMINISTRATOR
    if counter.desk is Desk.SCHOOL:
        return Role.SCHOOL_ADMINISTRATOR
    mine = Membership.objects.of(user).filter(school=counter.school, role__in=School.team_roles)
    return str(mine.values_list("role", flat=True).first() or "")


def responsible(request: DataRequest, day: date) -> QuerySet[User]:
    """Whom a term is announced to; past it also everybody above."""
    is_late = request.due_on < day
    team = Q(school=request.school, role__in=School.team_roles)
    administrators = Q(school=request.school, role=Role.SCHOOL_ADMINISTRATOR)
    platform = Q(school=None, role=Role.PLATFORM_ADMINISTRATOR)
    if request.school_id is None:
        who = platform
    elif request.is_about_reports:
        who = team | administrators | platform if is_late else team
    else:
        who = administrators | platform if is_late else administrators
    members = Membership.objects.active().filter(who)
    return User.objects.filter(is_active=True, pk__in=members.values("user"))

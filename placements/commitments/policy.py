"""Who may promise, and who may check. A person acts for a company, a school or SBB."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from placements.commitments.models import (
    CommitmentEvent,
    CompanyCommitment,
    CompanyCommitmentQuerySet,
    Organisation,
    stands,
)
from placements.commitments.transitions import State, Verb
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.contacts.policy import companies_of
from schools.registry.models import School
from schools.teams.models import Membership
from schools.teams.policy import memberships_in
from stagebaken.accounts.models import Role, User

SCHOOL_CHECKERS = (Role.INTERNSHIP_COORDINATOR, Role.SCHOOL_ADMINISTRATOR)
CHECKERS = (*SCHOOL_CHECKERS, Role.SBB_ADVISOR)


@dataclass(frozen=True)
class Body:
    """The organisation that checks: a school, or SBB when there is no school."""

    school: School | None

    @property
    def name(self) -> str:
        return self.school.name if self.school else "SBB"

    @property
    def key(self) -> str:
        return self.school.code if self.school else "sbb"

    def people(self) -> QuerySet[User]:
        """Everybody who may check for this organisation."""
        memberships = Membership.objects.active().filter(school=self.school, role__in=CHECKERS)
        return User.objects.filter(is_active=True, pk__in=memberships.values("user"))


def bodies_of(user: User) -> list[Body]:
    """For which organisations this user checks; for most people one or none."""
    memberships = Membership.objects.of(user).filter(role__in=CHECKERS).select_related("school")
    found = {one.school_id: Body(one.school) for one in memberships}
    return sorted(found.values(), key=lambda body: body.name)


def checks(request: HttpRequest) -> bool:
    return any(one.role in CHECKERS for one in memberships_in(request))


def require_contact(user: User, company: TrainingCompany) -> None:
    if not companies_of(user).filter(pk=company.pk).exists():
        raise PermissionDenied


def of_others(user: User) -> CompanyCommitmentQuerySet:
    """All but those that this user made or helped to make as the company's contact."""
    rows = CompanyContact.objects.filter(company=OuterRef("company"), user=user)
    return CompanyCommitment.objects.exclude(Exists(_since(rows, OuterRef("declared_on"))))


def _since(contacts: QuerySet[CompanyContact], day: date | OuterRef) -> QuerySet[CompanyContact]:
    """Who speaks for the company, or did on this day or later: stopping takes no knowledge away."""
    return contacts.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day))


def visible_to(user: User, bodies: list[Body], day: date) -> CompanyCommitmentQuerySet:
    """What waits, what the own organisation decided about, and for SBB all that stands."""
    if not bodies:
        return CompanyCommitment.objects.none()
    oversees = any(body.school is None for body in bodies)
    waits = stands(day) if oversees else stands(day) & Q(state=State.EVIDENCE)
    return of_others(user).filter(waits | _decided_by(bodies))


def _decided_by(bodies: list[Body]) -> Q:
    events = CommitmentEvent.objects.filter(commitment=OuterRef("pk"))
    schools = [body.school for body in bodies if body.school]
    own = Q(school__in=schools)
    if len(schools) < len(bodies):
        own |= Q(organisation=Organisation.SBB)
    return Q(Exists(events.filter(own)))


def may_check(user: User, body: Body, one: CompanyCommitment) -> bool:
    """Of this organisation, and no contact of the company since it made the promise."""
    if not body.people().filter(pk=user.pk).exists():
        return False
    return not _contacts_of(one).filter(user=user).exists()


def _contacts_of(one: CompanyCommitment) -> QuerySet[CompanyContact]:
    return _since(CompanyContact.objects.filter(company=one.company_id), one.declared_on)


def may_revoke(body: Body, one: CompanyCommitment, day: date) -> bool:
    """A school takes away only what it checked itself; SBB oversees all."""
    if body.school is None:
        return True
    return one.is_checked(day) and one.checked_by_id == body.school.pk


def require_checker(user: User, body: Body, one: CompanyCommitment, verb: Verb, day: date) -> None:
    allowed = may_check(user, body, one)
    if not allowed or (verb is Verb.REVOKE and not may_revoke(body, one, day)):
        raise PermissionDenied


def seconds(user: User, body: Body, one: CompanyCommitment) -> bool:
    """Whether somebody else of the organisation could look too: then four eyes decide."""
    others = body.people().exclude(pk=user.pk)
    return others.exclude(pk__in=_contacts_of(one).values("user")).exists()

"""How far a school is with setting up. Nothing in here comes from a dossier."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db.models import Q, QuerySet

from schools.registry.models import School
from schools.teams.models import Invitation, MailFailure, Membership
from schools.teams.policy import CUSTODIANS
from schools.teams.tasks import TOLD_ROLES
from stagebaken.accounts.models import User
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.web.days import today

TEAM_LEAST = 2  # people: one may be ill, or excluded by the reporter


@dataclass(frozen=True)
class Readiness:
    """What the overview ticks off."""

    members: int  # of the reporting team
    admitted: int  # of them, who can open reports
    custodians: int
    has_recovery_key: bool
    is_drilled: bool
    has_texts: bool
    is_open: bool
    mails_failing: int

    @classmethod
    def of(cls, school: School) -> Self:
        team = Membership.objects.reporting_team(school)
        vault = school.vault
        drilled_on = vault.drilled_on if vault else None
        return cls(
            members=team.values("user").distinct().count(),
            admitted=_admitted(school, team.values("user")),
            custodians=Membership.objects.custodians(school).count(),
            has_recovery_key=bool(vault and vault.is_set_up),
            is_drilled=bool(
                drilled_on and drilled_on > today() - timedelta(days=settings.DRILL_DAYS)
            ),
            has_texts=bool(school.welcome_text and school.counsellor_contact),
            is_open=school.is_open,
            mails_failing=unreachable(school).count() + failing_invitations(school).count(),
        )

    @property
    def has_team(self) -> bool:
        return self.members >= TEAM_LEAST

    @property
    def has_custodians(self) -> bool:
        return self.custodians == CUSTODIANS

    @property
    def all_admitted(self) -> bool:
        return 0 < self.members == self.admitted

    @property
    def can_open(self) -> bool:
        return self.has_recovery_key and self.admitted > 0


def _admitted(school: School, users: QuerySet[Membership, Any]) -> int:
    if school.vault is None:
        return 0
    admitted = Recipient.objects.filter(vault=school.vault, state=RecipientState.ADMITTED)
    return admitted.filter(user__in=users).count()


def unreachable(school: School) -> QuerySet[User]:
    """Members whose mail fails: that it fails, and never since when or what was in it."""
    members = Membership.objects.active().filter(school=school, role__in=TOLD_ROLES)
    failing = MailFailure.objects.values("user")
    return User.objects.filter(Q(pk__in=members.values("user")) & Q(pk__in=failing))


def failing_invitations(school: School) -> QuerySet[Invitation]:
    return Invitation.objects.open().filter(school=school, mail_failed_on__isnull=False)

"""A company with a contact, a school with checkers, and SBB: all of them fictional."""

from dataclasses import dataclass
from datetime import date

from placements.commitments import actions, checking
from placements.commitments.actions import Shown
from placements.commitments.models import CompanyCommitment, Proposal
from placements.commitments.policy import Body
from placements.commitments.transitions import Verb
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests.cast import join, make_user

DAY = date(2026, 11, 20)
EVIDENCE = Shown(text="Onze vaste vragenlijst.")


def make_company(name: str = "Garage Proefrit") -> TrainingCompany:
    return register(name=name, place="Oosterhaven", postcode="9881AA")


def make_contact(company: TrainingCompany, name: str = "Gijs Garage") -> User:
    user = make_user(name)
    Membership.objects.get_or_create(user=user, role=Role.COMPANY_CONTACT)
    CompanyContact.objects.create(company=company, user=user, started_on=today())
    return user


def make_checker(school: School | None, name: str, role: Role | None = None) -> User:
    user = make_user(name)
    if school is None:
        Membership.objects.create(user=user, role=Role.SBB_ADVISOR)
    else:
        join(school, user, role or Role.INTERNSHIP_COORDINATOR)
    return user


@dataclass
class Scene:
    """One company and its contact; a school with one checker, and SBB with one."""

    company: TrainingCompany
    contact: User
    school: School
    checker: User
    sbb: User

    def declare(self, code: str = "gesprek", **facts: object) -> CompanyCommitment:
        seen = self.revision(code)
        return actions.declare(
            by=self.contact, company=self.company, code=code, seen=seen, **facts  # type: ignore[arg-type]
        )  # fmt: skip

    def show(self, one: CompanyCommitment, shown: Shown = EVIDENCE) -> CompanyCommitment:
        return actions.give_evidence(by=self.contact, one=one, seen=now(one).revision, shown=shown)

    def renew(self, one: CompanyCommitment) -> CompanyCommitment:
        return actions.renew(by=self.contact, one=one, seen=now(one).revision)

    def withdraw(self, one: CompanyCommitment) -> CompanyCommitment:
        return actions.withdraw(by=self.contact, one=one, seen=now(one).revision)

    def decide(
        self,
        one: CompanyCommitment,
        verb: Verb = Verb.CHECK,
        by: User | None = None,
        body: Body | None = None,
        reason: str = "De vragen gaan over het werk.",
    ) -> Proposal | None:
        return checking.decide(
            by=by or self.checker,
            body=body or Body(self.school),
            one=one,
            verb=verb,
            reason=reason,
            seen=now(one).revision,
        )

    def revision(self, code: str) -> int:
        found = CompanyCommitment.objects.filter(company=self.company, commitment=code).first()
        return found.revision if found else 0


def now(one: CompanyCommitment) -> CompanyCommitment:
    """The row as it is in the database."""
    return CompanyCommitment.objects.get(pk=one.pk)

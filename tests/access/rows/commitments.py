"""Promises of a company, by its contact; and their checking, by schools and SBB."""

from typing import Any

from placements.commitments import actions, checking
from placements.commitments.actions import Shown
from placements.commitments.models import CompanyCommitment, Proposal
from placements.commitments.policy import Body
from placements.commitments.transitions import Verb
from placements.contacts.models import CompanyContact
from stagebaken.accounts.models import User
from tests.access.row import Row, only
from tests.access.world import World

CONTACT = only("company")
CONTACT_DONE = only("company", status=302)
# Internship coordinators and administrators of schools, and SBB; a counsellor is none of them.
CHECKERS = ("locked", "excluded", "administrator", "other_administrator", "sbb")
CHECKS = only(*CHECKERS)
CHECKED = only(*CHECKERS, status=302)
CODE = "gesprek"


def contact_of(world: World) -> User:
    return CompanyContact.objects.get(company=world.company).user


def company(world: World) -> dict[str, Any]:
    return {"company_id": world.company.pk}


def unmade(world: World) -> dict[str, Any]:
    return company(world) | {"code": "veilig"}


def made(world: World) -> CompanyCommitment:
    """With evidence that waits."""
    own, contact = world.company, contact_of(world)
    found = CompanyCommitment.objects.filter(company=own, commitment=CODE).first()
    if found is None:
        one = actions.declare(by=contact, company=own, code=CODE)
        found = actions.give_evidence(by=contact, one=one, seen=1, shown=Shown(text="Lijst"))
    return found


def promised(world: World) -> dict[str, Any]:
    return company(world) | {"code": made(world).commitment_id}


def waiting(world: World) -> dict[str, Any]:
    return {"commitment_id": made(world).pk}


def proposal(world: World) -> dict[str, Any]:
    """Of a coordinator of the school, for a colleague."""
    one = made(world)
    found = Proposal.objects.filter(commitment=one).first() or checking.decide(
        by=world.ilse.user,
        body=Body(world.school),
        one=one,
        verb=Verb.CHECK,
        reason="Gelezen.",
        seen=one.revision,
    )
    assert found is not None
    return {"proposal_id": found.pk}


def seen(_world: World) -> dict[str, Any]:
    return {"seen": 2}


def decision(_world: World) -> dict[str, Any]:
    return {"seen": 2, "verb": "check", "reason": "De lijst klopt."}


# Another school's proposal, and SBB's, exist only for them.
OF_THE_SCHOOL = only("locked", "excluded", "administrator", status=302)

ROWS = [
    Row("commitments:list", CONTACT, kwargs=company),
    Row("commitments:one", CONTACT, kwargs=promised),
    Row("commitments:one", CONTACT, kwargs=unmade),
    Row(
        "commitments:declare",
        CONTACT_DONE,
        kwargs=unmade,
        method="post",
        data=lambda _world: {"seen": 0},
    ),
    Row("commitments:show", CONTACT, kwargs=promised),
    Row(
        "commitments:show",
        CONTACT_DONE,
        kwargs=promised,
        method="post",
        data=lambda _world: {"seen": 2, "text": "Nog een lijst"},
    ),
    Row("commitments:renew", CONTACT_DONE, kwargs=promised, method="post", data=seen),
    Row("commitments:withdraw", CONTACT, kwargs=promised),
    Row("commitments:withdraw", CONTACT_DONE, kwargs=promised, method="post", data=seen),
    Row("commitment_checks:queue", CHECKS),
    Row("commitment_checks:one", CHECKS, kwargs=waiting),
    Row("commitment_checks:decide", CHECKED, kwargs=waiting, method="post", data=decision),
    Row("commitment_checks:confirm", OF_THE_SCHOOL, kwargs=proposal, method="post"),
    Row("commitment_checks:drop", OF_THE_SCHOOL, kwargs=proposal, method="post"),
]

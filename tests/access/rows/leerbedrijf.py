"""/leerbedrijf/: a company's own pages for its contact; invitations for school staff and SBB."""

from typing import Any

from placements.contacts.models import CompanyContact, CompanyInvitation, OnBehalf
from placements.contacts.profile import version_of
from placements.quickscan.actions import fill
from placements.quickscan.questions import FIRST
from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.world import World

OWN = only("company")
DONE = only("company", status=302)
INVITERS = ("locked", "excluded", "administrator", "other_administrator", "sbb")
INVITES = only(*INVITERS)
INVITED = only(*INVITERS, status=302)
# Of this school: the coordinators and the administrator; and the company itself.
SENDERS = ("locked", "excluded", "administrator", "company")


def company(world: World) -> dict[str, Any]:
    return {"company_id": world.company.pk}


def contact(world: World) -> dict[str, Any]:
    return company(world) | {"contact_id": CompanyContact.objects.get().pk}


def offer(world: World) -> dict[str, Any]:
    invitation, _ = CompanyInvitation.objects.get_or_create(
        company=world.company,
        user=world.custodian,
        on_behalf=OnBehalf.SCHOOL,
        school=world.school,
        invited_by=world.administrator,
        defaults={"name": "A", "email": "a@b.example", "day": today(), "expires_on": today()},
    )
    return {"invitation_id": invitation.pk}


def scan(world: World) -> dict[str, Any]:
    answers = {question.code: 1 for question in FIRST}
    by = CompanyContact.objects.get().user
    filled = fill(by=by, company_id=world.company.pk, answers=answers)
    return company(world) | {"scan_id": filled.pk}


def resource(world: World) -> dict[str, Any]:
    return company(world) | {"code": "toolbox"}


def somebody(_world: World) -> dict[str, Any]:
    return {"name": "Nina Nieuw", "email": "nina@garage.example"}


def profile(world: World) -> dict[str, Any]:
    return {"version": version_of(world.company), "allowance": "300", "size_class": "1-9"}


def all_answers(_world: World) -> dict[str, Any]:
    return {question.code: "2" for question in FIRST}


def first_day(_world: World) -> dict[str, Any]:
    return {"day": "2026-01-05"}


def last_one(_world: World) -> dict[str, Any]:
    return {"leaves_nobody": "1"}


ROWS = [
    Row("dashboard:companies", DONE),
    Row("dashboard:home", OWN, kwargs=company),
    Row("contacts:invitations", INVITES),
    Row("contacts:invite", INVITES, kwargs=company),
    Row("contacts:invite", INVITED, kwargs=company, method="post", data=somebody),
    Row("contacts:resend", only(*SENDERS, status=302), kwargs=offer, method="post"),
    Row("contacts:withdraw", only(*SENDERS), kwargs=offer),
    Row("contacts:withdraw", only(*SENDERS, status=302), kwargs=offer, method="post"),
    Row("contacts:profile", OWN, kwargs=company),
    Row("contacts:profile", DONE, kwargs=company, method="post", data=profile),
    Row("contacts:people", OWN, kwargs=company),
    Row("contacts:invite_colleague", OWN, kwargs=company),
    Row("contacts:invite_colleague", DONE, kwargs=company, method="post", data=somebody),
    Row("contacts:end", OWN, kwargs=contact),
    Row("contacts:end", DONE, kwargs=contact, method="post", data=last_one),
    Row("quickscan:overview", OWN, kwargs=company),
    Row("quickscan:fill", OWN, kwargs=company),
    Row("quickscan:fill", DONE, kwargs=company, method="post", data=all_answers),
    Row("quickscan:result", OWN, kwargs=scan),
    Row("resources:list", OWN, kwargs=company),
    Row("resources:complete", OWN, kwargs=resource),
    Row("resources:complete", DONE, kwargs=resource, method="post", data=first_day),
    Row("resources:undo", DONE, kwargs=resource, method="post"),
]

"""/beheer/: a school's administrator for the own school; for all others it does not exist."""

from collections.abc import Callable
from typing import Any

from schools.teams.models import Invitation, Membership
from stagebaken.accounts.models import Role
from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.world import World

OWN = only("administrator")
DONE = only("administrator", status=302)
PLATFORM = only("platform")
PLATFORM_DONE = only("platform", status=302)
PERSON = {"name": "Nina Nieuw", "email": "nina@zeewaarde.example"}


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def member(world: World) -> dict[str, Any]:
    membership = Membership.objects.get(user=world.ilse.user)
    return school(world) | {"membership_id": membership.pk}


def offer(world: World) -> dict[str, Any]:
    invitation, _ = Invitation.objects.get_or_create(
        school=world.school,
        user=world.custodian,
        role=Role.CONFIDENTIAL_COUNSELLOR,
        defaults={"name": "A", "email": "a@b.example", "day": today(), "expires_on": today()},
    )
    return school(world) | {"invitation_id": invitation.pk}


def sent(**data: Any) -> Callable[[World], dict[str, Any]]:
    return lambda _world: data


def form(page: str, **data: Any) -> list[Row]:
    """A page with a form, and what it sends."""
    name = f"administration:{page}"
    return [
        Row(name, OWN, kwargs=school),
        Row(name, DONE, kwargs=school, method="post", data=sent(**data)),
    ]


ROWS = [
    Row(
        "administration:home",
        only("administrator", "other_administrator", "platform", status=302),
    ),
    *[
        Row(f"administration:{page}", OWN, kwargs=school)
        for page in ("overview", "team", "custodians", "administrators", "poster", "history")
    ],
    *form("terms", acknowledge_days=3, feedback_days=30, keep_months=24),
    *form("texts", welcome_text="Welkom"),
    *form("close"),
    Row("administration:open", DONE, kwargs=school, method="post"),
    *form("invite_team", **PERSON, role="confidential_counsellor"),
    *form("invite_administrators", **PERSON),
    Row("administration:invite_custodians", OWN, kwargs=school),
    Row("administration:member", OWN, kwargs=member),
    Row("administration:member", DONE, kwargs=member, method="post"),
    Row("administration:remove", OWN, kwargs=member),
    Row("administration:remove", DONE, kwargs=member, method="post"),
    Row("administration:resend", DONE, kwargs=offer, method="post"),
    Row("administration:withdraw", OWN, kwargs=offer),
    Row("administration:withdraw", DONE, kwargs=offer, method="post"),
    Row("administration:schools", PLATFORM),
    Row("administration:add_school", PLATFORM),
    Row(
        "administration:add_school",
        PLATFORM_DONE,
        method="post",
        data=sent(
            name="mbo Nieuwland",
            code="nieuwland",
            sector="mbo",
            administrator_name="Bea",
            administrator_email="bea@nieuwland.example",
        ),
    ),
    Row("administration:invite_first", PLATFORM, kwargs=school),
    Row(
        "administration:invite_first",
        PLATFORM | {"platform": 403},  # this school has an administrator, who invites the next
        kwargs=school,
        method="post",
        data=sent(**PERSON),
    ),
]

"""A row of the access table: one address, one method, and what every role gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.access.world import World

ROLES = (
    "anonymous",
    "reporter",  # a browser that opened a filed dossier with its code
    "student",  # an account without a role
    "coordinator",  # on the team, vault open
    "locked",  # on the team, vault closed
    "excluded",  # on the team, vault open, excluded from the one case by its reporter
    "other_school",  # on another school's team, vault open
    "custodian",
    "administrator",
    "other_administrator",
    "company",  # a contact of a leerbedrijf who gave the mailed code
    "sbb",  # an advisor with the vault of SBB open
    "sbb_custodian",
    "platform",
    "unfactored",  # on the team, without a second factor
)
SIGNED_IN = ROLES[2:]
TEAM = ("coordinator", "locked", "excluded", "other_school")
Given = Callable[["World"], Mapping[str, Any]]


def nothing(_world: "World") -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """`name` is the address's name; `expected` the status per role."""

    name: str
    expected: Mapping[str, int]
    kwargs: Given = nothing
    method: str = "get"
    data: Given = nothing
    json: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


@dataclass(frozen=True)
class Unreached:
    """An address that no request of ours can stand for, and why."""

    name: str
    why: str = field(default="")


def everyone(status: int) -> dict[str, int]:
    """The same for all: an anonymous page."""
    return dict.fromkeys(ROLES, status)


def only(*roles: str, status: int = 200, else_: int = 404, **others: int) -> dict[str, int]:
    """`status` for these roles; strangers sign in first (302), a missing factor comes first."""
    expected = everyone(else_) | {"anonymous": 302, "reporter": 302, "unfactored": 302}
    return expected | dict.fromkeys(roles, status) | others

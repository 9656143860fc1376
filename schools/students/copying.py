"""A student's copy of everything that stands under the own record, put together from the rooms.

This room knows none of those above it: `settings.OWN_COPIES` names their `Copier`s, as the doors
are named. A copy is made for the account that asks, at the moment it asks, and stored nowhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.ui.templatetags.ui import short_date

Text = str | Promise


@dataclass(frozen=True)
class Fact:
    """One field: as people read it, and as a program does."""

    name: str
    label: Text
    shown: str
    value: Any


@dataclass(frozen=True)
class Entry:
    """One thing, such as an application, with what belongs to it."""

    heading: str
    facts: list[Fact]
    inside: "dict[str, list[Entry]]" = field(default_factory=dict)  # by its name in the file

    @property
    def filled(self) -> list[Fact]:
        return [one for one in self.facts if one.shown]

    def plain(self) -> dict[str, Any]:
        facts = {one.name: one.value for one in self.facts}
        return facts | {name: [one.plain() for one in rows] for name, rows in self.inside.items()}


@dataclass(frozen=True)
class Shape:
    """Which columns of a model are in the copy, and how each is called for its student.

    `left_out` are the columns that say nothing about the student, such as a key of ours: every
    column is in one of the two, so that a new one is never forgotten.
    """

    model: type[Model]
    labels: Mapping[str, Text]
    left_out: tuple[str, ...] = ()
    values: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)  # instead of a column

    def entry(
        self, row: Model, heading: Text = "", inside: dict[str, list[Entry]] | None = None
    ) -> Entry:
        facts = [self._fact(row, name, label) for name, label in self.labels.items()]
        return Entry(str(heading), facts, inside or {})

    def _fact(self, row: Model, name: str, label: Text) -> Fact:
        if name in self.values:
            value = self.values[name](row)
            return Fact(name, label, _shown(value), _plain(value))
        value = getattr(row, name)
        display = getattr(row, f"get_{name}_display", None)
        return Fact(name, label, str(display()) if display else _shown(value), _plain(value))


@dataclass(frozen=True)
class Part:
    name: str  # in the file
    heading: Text
    entries: list[Entry]


@dataclass(frozen=True)
class Copier:
    """What one room adds. `read` gives what this account may read of this student."""

    name: str
    heading: Text
    shapes: tuple[Shape, ...]
    read: Callable[[Student, User], list[Entry]]


def copiers() -> list[Copier]:
    return [cast("Copier", import_string(name)) for name in settings.OWN_COPIES]


def parts_of(student: Student, user: User) -> list[Part]:
    return [Part(one.name, one.heading, one.read(student, user)) for one in copiers()]


def file_of(records: list[Student], user: User, day: date) -> dict[str, Any]:
    """The same for a program: what is filled in and what is not."""
    return {
        "made_on": day.isoformat(),
        "records": [
            {
                "school": student.school.name,
                **{
                    part.name: [entry.plain() for entry in part.entries]
                    for part in parts_of(student, user)
                },
            }
            for student in records
        ],
    }


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nee")
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(_shown, value)))
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_shown(one)}" for name, one in value.items() if _shown(one))
    return str(value)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, date) else str(value)

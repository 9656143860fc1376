"""Days of recognition against a naive model: three sets of days for each programme."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.accreditations.actions import (
    RuleBroken,
    block,
    end,
    is_erkend,
    lift,
    recognise,
    rows_of,
)
from placements.accreditations.models import (
    AccreditationChange,
    Key,
    Programme,
    ProgrammeKind,
    Status,
)
from placements.accreditations.standing import standing
from placements.companies.actions import register
from stagebaken.web.days import suppose

START = date(2026, 11, 1)
HORIZON = 8  # days that the model looks at
SOURCES = ("a.csv", "sbb")

days = st.integers(0, HORIZON - 1)
verbs = st.tuples(
    st.sampled_from(["recognise", "suspend", "withdraw", "lift", "end", "sleep"]),
    st.sampled_from(SOURCES),
    days,
    st.one_of(st.none(), days),
)


@dataclass
class Naive:
    """The same rules over plain sets of day numbers; None is no end."""

    now: int = 0
    active: dict[str, set[int]] = field(default_factory=lambda: {name: set() for name in SOURCES})
    suspended: set[int] = field(default_factory=set)
    withdrawn: set[int] = field(default_factory=set)

    def covered(self, day: int) -> bool:
        return any(day in days for days in self.active.values())

    def is_erkend(self, day: int) -> bool:
        return self.covered(day) and day not in self.suspended | self.withdrawn

    def act(self, verb: str, source: str, day: int, last: int | None) -> bool:
        """Do it and say True, or leave everything as it is and say False."""
        span = set(range(day, HORIZON if last is None else last + 1))
        later = set(range(day, HORIZON))
        match verb:
            case "recognise":
                allowed = bool(span)
                self.active[source] |= span
            case "suspend":
                allowed = day >= self.now and bool(span) and self.is_erkend(day)
                self.suspended |= span if allowed else set()
            case "withdraw":
                allowed = day >= self.now and self.covered(day) and day not in self.withdrawn
                self.withdrawn |= later if allowed else set()
            case "lift":
                allowed = day >= self.now and bool((self.suspended | self.withdrawn) & later)
                self.suspended -= later if allowed else set()
                self.withdrawn -= later if allowed else set()
            case "end":
                allowed = day >= self.now
                self.active[source] -= later if allowed else set()
            case _:
                allowed = True
                self.now = min(self.now + day % 3, HORIZON - 1)
        return allowed


def really(verb: str, key: Key, source: str, day: date, last: date | None) -> bool:
    facts: dict[str, Any] = {"key": key, "source": source}
    try:
        match verb:
            case "recognise":
                recognise(**facts, valid_from=day, valid_until=last)
            case "suspend":
                block(**facts, status=Status.SUSPENDED, day=day, until=last)
            case "withdraw":
                block(**facts, status=Status.WITHDRAWN, day=day)
            case "lift":
                lift(**facts, day=day)
            case "end":
                end(**facts, day=day)
    except RuleBroken:
        return False
    return True


def at(number: int) -> date:
    return START + timedelta(days=number)


def assert_standing(key: Key, found: list[bool], day: date) -> None:
    """What pages say of today agrees with the days; what is far away has no end."""
    stands = standing(rows_of(key), day)
    later = [at(n) for n in range(HORIZON) if at(n) >= day and found[n] != stands.is_erkend]
    assert stands.is_erkend == found[(day - START).days]
    if stands.is_erkend:
        first = stands.until + timedelta(days=1) if stands.until else None
    else:
        first = stands.again_on
        days = range((day - START).days)
        stopped = [at(n + 1) for n in days if found[n] and not found[n + 1]]
        assert stands.since == max(stopped, default=None)
    within = first if first is not None and first < at(HORIZON) else None
    assert within == min(later, default=None)


@pytest.mark.django_db
@settings(max_examples=60)
@given(story=st.lists(verbs, min_size=4, max_size=12))
def test_a_company_is_erkend_on_exactly_the_days_that_decisions_say(
    story: list[tuple[str, str, int, int | None]],
) -> None:
    with transaction.atomic():
        company = register(name="Autobedrijf Windwijzer")
        kind = ProgrammeKind.KWALIFICATIE
        programme = Programme.objects.create(kind=kind, crebo="90211", name="Autotechnicus")
        key, naive = Key(company.pk, programme.pk, "bol"), Naive()
        for verb, source, day, last in [("recognise", SOURCES[0], 0, None), *story]:
            before = [naive.is_erkend(n) for n in range(naive.now)]
            with suppose(at(naive.now)):
                until = None if last is None else at(last)
                assert really(verb, key, source, at(day), until) == naive.act(
                    verb, source, day, last
                )
            if verb != "recognise":  # a file may bring days of the past, no decision may
                assert before == [naive.is_erkend(n) for n in range(len(before))]
            found = [is_erkend(key, at(n)) for n in range(HORIZON)]
            assert found == [naive.is_erkend(n) for n in range(HORIZON)], (verb, day, last)
            assert_standing(key, found, at(naive.now))
        for change in AccreditationChange.objects.all():
            assert change.was_erkend != change.is_erkend
        transaction.set_rollback(True)

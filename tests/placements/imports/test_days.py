"""The register on day D, against a naive model: for each day, who says what of it."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.accreditations import actions, statements
from placements.accreditations.actions import RuleBroken
from placements.accreditations.models import Accreditation, Key, Programme, Status
from placements.accreditations.statements import Statement
from placements.companies.marks import Marks
from placements.companies.models import TrainingCompany
from stagebaken.web.days import suppose

pytestmark = pytest.mark.django_db
START = date(2026, 11, 1)
SPAN = 14  # days that the model looks at; "no end" is longer
FILES = ("een.csv", "een.csv", "twee.csv")
numbers = count(100_000_000)

# Few values: the same statement must come back with another end or status, or nothing is tried.
firsts = st.sampled_from([0, 0, 0, 5])
ends = st.sampled_from([None, None, 5, 10])
statuses = st.sampled_from(list(Status))


class Said(NamedTuple):
    first: int
    last: int | None
    status: Status


rows = st.builds(Said, firsts, ends, statuses).filter(
    lambda said: said.last is None or said.last >= said.first
)

BLOCKS = {"suspend": Status.SUSPENDED, "withdraw": Status.WITHDRAWN}


class FileRun(NamedTuple):
    source: str
    said: list[Said]


class Officer(NamedTuple):
    verb: str
    last: int | None


files = st.builds(
    FileRun,
    st.sampled_from(FILES),
    st.lists(rows, max_size=2, unique_by=lambda said: said.first),
)
verbs = st.sampled_from(["recognise", "suspend", "withdraw", "lift", "end"])
steps = st.one_of(files, files, files, st.builds(Officer, verbs, ends))


class Naive:
    """Days as sets. A voice (a statement of a file, or a screen's decision) holds its own days."""

    def __init__(self) -> None:
        self.active: dict[object, set[int]] = defaultdict(set)
        self.blocked: dict[object, dict[Status, set[int]]] = defaultdict(lambda: defaultdict(set))
        self.stated: dict[object, tuple[int | None, Status] | None] = {}
        self.voices = count()

    def is_erkend(self, day: int) -> bool:
        said = any(day in own for own in self.active.values())
        against = any(day in own for kinds in self.blocked.values() for own in kinds.values())
        return said and not against

    def officer(self, step: Officer, today: int) -> None:
        last = SPAN if step.last is None else step.last
        coming = set(range(today, last + 1))
        if coming and self._may(step.verb, today):
            voice = next(self.voices)
            if step.verb == "recognise":
                self.active[voice] = coming
            else:
                self.blocked[voice][BLOCKS[step.verb]] = coming
        for own in self._over(step.verb):
            own -= {day for day in own if day >= today}

    def _over(self, verb: str) -> list[set[int]]:
        """Whose days stop today: of those that block, or of those that recognise."""
        if verb == "lift":
            return [own for kinds in self.blocked.values() for own in kinds.values()]
        return list(self.active.values()) if verb == "end" else []

    def _may(self, verb: str, today: int) -> bool:
        if verb == "suspend":
            return self.is_erkend(today)
        return verb == "recognise" or (verb == "withdraw" and self._may_withdraw(today))

    def _may_withdraw(self, today: int) -> bool:
        withdrawn = (kinds[Status.WITHDRAWN] for kinds in self.blocked.values())
        return any(today in own for own in self.active.values()) and not any(
            today in own for own in withdrawn
        )

    def file(self, step: FileRun, today: int) -> None:
        for said in step.said:
            self._state((step.source, said.first), said, today)
        named = {(step.source, said.first) for said in step.said}
        for voice in list(self.stated):
            if isinstance(voice, tuple) and voice[0] == step.source and voice not in named:
                self._fall_silent(voice, today)

    def _state(self, voice: object, said: Said, today: int) -> None:
        last = SPAN if said.last is None else said.last
        whole = set(range(said.first, last + 1))
        is_known = bool(self.active[voice])
        if is_known and self.stated.get(voice) == (said.last, said.status):
            return
        start = today if is_known else said.first
        fresh = {day for day in whole if day >= start}
        self.active[voice] = _before(self.active[voice], start) | fresh
        kinds = self.blocked[voice]
        if is_known or not any(kinds.values()):
            for status in Status:
                kinds[status] = _before(kinds[status], start)
            if said.status != Status.ACTIVE:
                kinds[said.status] |= fresh
        self.stated[voice] = (said.last, said.status)

    def _fall_silent(self, voice: object, today: int) -> None:
        lasts = bool({day for day in self.active[voice] if day >= today})
        self.active[voice] = _before(self.active[voice], today)
        for status in list(self.blocked[voice]):
            self.blocked[voice][status] = _before(self.blocked[voice][status], today)
        if lasts:
            self.stated[voice] = None


def _before(own: set[int], day: int) -> set[int]:
    return {one for one in own if one < day}


class Register:
    """The real one, spoken to as a file and as a screen do."""

    def __init__(self) -> None:
        company = TrainingCompany.objects.create(name="Proef", leerbedrijf_id=str(next(numbers)))
        programme, _ = Programme.objects.get_or_create(
            kind="kwalificatie", crebo="25080", defaults={"name": "Monteur"}
        )
        self.key = Key(company.pk, programme.pk, "bol")

    def is_erkend(self, day: int) -> bool:
        return actions.is_erkend(self.key, START + timedelta(days=day))

    def file(self, step: FileRun, today: date) -> None:
        marks = Marks()
        said = [Statement(self.key, at(one.first), at(one.last), one.status) for one in step.said]
        statements.state(source=step.source, day=today, statements=said, marks=marks)
        own = Accreditation.objects.filter(company=self.key.company_id, source=step.source)
        gone = [pk for pk in own.lasting(today).values_list("pk", flat=True) if pk not in marks]
        statements.end(source=step.source, day=today, rows=gone)

    def officer(self, step: Officer, today: date) -> None:
        last, key = at(step.last), self.key
        verbs: dict[str, Callable[[], object]] = {
            "recognise": lambda: actions.recognise(
                key=key, source="sbb", valid_from=today, valid_until=last
            ),
            "suspend": lambda: actions.block(
                key=key, status=Status.SUSPENDED, source="sbb", day=today, until=last
            ),
            "withdraw": lambda: actions.block(
                key=key, status=Status.WITHDRAWN, source="sbb", day=today, until=last
            ),
            "lift": lambda: actions.lift(key=key, source="sbb", day=today),
            "end": lambda: actions.end(key=key, source="sbb", day=today, of_every_source=True),
        }
        try:
            verbs[step.verb]()
        except RuleBroken:
            return  # nothing to lift, nothing to suspend, days that run backwards


def at(day: int | None) -> date | None:
    return None if day is None else START + timedelta(days=day)


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 2), steps), min_size=4, max_size=8))
def test_files_and_officers_together_make_the_days_that_a_naive_model_has(
    history: list[tuple[int, FileRun | Officer]],
) -> None:
    naive, register, today = Naive(), Register(), 0
    for waited, step in history:
        today = min(today + waited, SPAN - 1)
        day = START + timedelta(days=today)
        with suppose(day):
            if isinstance(step, FileRun):
                naive.file(step, today)
                register.file(step, day)
            else:
                naive.officer(step, today)
                register.officer(step, day)
        assert register.is_erkend(today) == naive.is_erkend(today), step
    # Whatever happened since, each day that passed is still as it was; so are those to come.
    found = [register.is_erkend(day) for day in range(SPAN)]
    assert found == [naive.is_erkend(day) for day in range(SPAN)]

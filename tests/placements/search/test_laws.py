"""The index against models so simple that they cannot be wrong."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from placements.accreditations.models import Accreditation, Key, Status
from placements.companies.actions import register
from placements.search import index
from placements.search.engine import Question, answer
from placements.search.facets import (
    COMMITMENTS,
    PATHWAYS,
    SECTORS,
    Choice,
    commitment,
    meets,
    programme,
    sector,
    tally,
)
from placements.search.spans import erkend, layered
from stagebaken.web.days import suppose
from tests.placements.search.conftest import TODAY
from tests.placements.search.conftest import programme as taught

DAYS = [TODAY + timedelta(days=number) for number in range(-3, 8)]
maybe_day = st.none() | st.sampled_from(DAYS)
rows = st.lists(st.tuples(st.sampled_from(Status.values), maybe_day, maybe_day), max_size=5)


def covers(row: tuple[str, date | None, date | None], day: date) -> bool:
    return (row[1] is None or row[1] <= day) and (row[2] is None or day <= row[2])


def naively_erkend(states: list[tuple[str, date | None, date | None]], day: date) -> bool:
    said = {status for status, start, until in states if covers((status, start, until), day)}
    return said == {Status.ACTIVE}


@given(rows)
def test_spans_say_of_every_day_what_the_rows_say(
    states: list[tuple[str, date | None, date | None]],
) -> None:
    spans = erkend(states)
    assert spans == sorted(spans)
    for day in DAYS:
        inside = any(start <= day.toordinal() <= until for start, until in spans)
        assert inside == naively_erkend(states, day)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 7)), max_size=6))
def test_layers_say_of_every_day_what_its_parts_say(parts: list[tuple[int, int, int]]) -> None:
    parts = [part for part in parts if part[0] <= part[1]]
    layers = layered(parts)
    for day in range(10):
        bits, covered = 0, False
        for start, until, own in parts:
            if start <= day <= until:
                bits, covered = bits | own, True
        found = [layer for layer in layers if layer[0] <= day <= layer[1]]
        assert len(found) == covered
        assert not found or found[0][2] == bits


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["bol", "bbl"]), rows), max_size=3))
def test_a_company_is_found_for_a_crebo_exactly_on_the_days_on_which_it_is_erkend(
    db: None, ways: list[tuple[str, list[tuple[str, date | None, date | None]]]]
) -> None:
    Accreditation.objects.all().delete()
    with suppose(DAYS[0]):
        company = register(leerbedrijf_id="100417920", name="Windwijzer")
        trade = taught("90211", "Autotechnicus", 2)
        states: dict[str, list[tuple[str, date | None, date | None]]] = {"bol": [], "bbl": []}
        for way, some in ways:
            states[way] += [row for row in some if not (row[1] and row[2] and row[2] < row[1])]
        for way, some in states.items():
            key = Key(company.pk, trade.pk, way)
            Accreditation.objects.bulk_create(
                Accreditation(
                    company_id=key.company_id, programme_id=key.programme_id, pathway=way,
                    status=status, valid_from=start, valid_until=until, source="proef",
                )
                for status, start, until in some
            )  # fmt: skip
        index.renew([company.pk])
    for day in DAYS:
        with suppose(day):
            for way, some in states.items():
                asked = Question(crebo="90211", choice=Choice(pathways=[way]))
                assert answer(asked).total == naively_erkend(some, day)
            either = any(naively_erkend(some, day) for some in states.values())
            assert answer(Question(crebo="90211")).total == either
            assert answer(Question(is_vetted=True)).total == either
            assert answer(Question(q="autotechnicus")).total in {either, 1}
            assert answer(Question(q="windwijzer")).total == 1


@st.composite
def masks(draw: st.DrawFn) -> int:
    bits = draw(st.lists(st.tuples(st.sampled_from(PATHWAYS), st.integers(0, 4)), max_size=3))
    found = sector(draw(st.sampled_from(("", *SECTORS))))
    for way, level in bits:
        found |= programme(way, level)
    for bit in draw(st.sets(st.integers(0, 2), max_size=3)):
        found |= commitment(bit) | (commitment(bit, checked=True) if draw(st.booleans()) else 0)
    return found


choices = st.builds(
    Choice,
    pathways=st.lists(st.sampled_from(PATHWAYS), unique=True, max_size=2),
    levels=st.lists(st.integers(1, 4), unique=True, max_size=2),
    sectors=st.lists(st.sampled_from(SECTORS), unique=True, max_size=2),
    commitments=st.lists(st.integers(0, 2), unique=True, max_size=2),
    is_checked=st.booleans(),
)


@given(st.lists(masks(), max_size=8), choices)
def test_every_count_is_what_choosing_that_filter_would_show(
    companies: list[int], choice: Choice
) -> None:
    def shown(**changed: object) -> int:
        demands = Choice(**(vars(choice) | changed)).demands()  # type: ignore[arg-type]
        return sum(meets(one, demands) for one in companies)

    counts = tally(((one, 1) for one in companies), choice)
    assert counts.total == shown()
    assert counts.pathway == positive({way: shown(pathways=[way]) for way in PATHWAYS})
    assert counts.level == positive({level: shown(levels=[level]) for level in (1, 2, 3, 4)})
    assert counts.sector == positive({code: shown(sectors=[code]) for code in SECTORS})
    together = {bit: shown(commitments=[*choice.commitments, bit]) for bit in range(COMMITMENTS)}
    assert counts.commitment == positive(together)
    assert counts.loosened.get("pathway", 0) == (shown(pathways=[]) if choice.pathways else 0)
    assert counts.loosened.get("level", 0) == (shown(levels=[]) if choice.levels else 0)
    assert counts.checked == shown(is_checked=True)


def positive(counts: dict[Any, int]) -> dict[Any, int]:
    return {name: count for name, count in counts.items() if count}

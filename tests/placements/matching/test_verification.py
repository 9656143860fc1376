"""Somebody changed a result, or a certificate, and wants it to pass."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.matching.certificate import (
    Certificate,
    Counts,
    NoCertificate,
    count,
    read,
    written,
)
from placements.matching.cutoffs import CutOff
from placements.matching.market import Market, Place
from placements.matching.solving import certified
from placements.matching.verification import falsehoods
from tests.placements.matching.markets import SEED, all_stable, markets
from tests.placements.matching.test_references import GALE_SHAPLEY_1, ROTH_SOTOMAYOR

HASHES = ("0" * 64, "1" * 64)


def proven(market: Market) -> tuple[Certificate, list[tuple[str, str | None]]]:
    solved = certified(market=market, seed=SEED, hashes=HASHES)
    return solved.certificate, list(solved.assignment.items())


@given(markets())
def test_what_was_solved_is_verified(market: Market) -> None:
    certificate, rows = proven(market)
    assert list(falsehoods(market, certificate, rows)) == []


@given(st.data(), markets().filter(lambda market: bool(market.preferences)))
def test_any_other_result_is_false(data: st.DataObject, market: Market) -> None:
    certificate, rows = proven(market)
    others = st.sampled_from([None, *market.places])
    changed = [(student, data.draw(others)) for student, _ in rows]
    assert (changed == rows) == (not list(falsehoods(market, certificate, changed)))


@pytest.mark.parametrize("market", [GALE_SHAPLEY_1, ROTH_SOTOMAYOR])
def test_a_stable_result_that_is_worse_for_students_is_false(market: Market) -> None:
    certificate, rows = proven(market)
    worse = [found for found in all_stable(market) if found != dict(rows)]
    assert worse
    for found in worse:
        assert any("better for students" in line for line in told(market, certificate, found))


def told(market: Market, certificate: Certificate, found: dict[str, str | None]) -> list[str]:
    return list(falsehoods(market, certificate, list(found.items())))


MARKET = Market(
    {"ana": ("bakery", "clinic"), "bo": ("bakery", "clinic"), "cem": ("bakery",)},
    {
        "bakery": Place(1, (("bo",), ("ana", "cem"))),
        "clinic": Place(1, (("ana", "bo"),)),
        "garage": Place(1),
    },
)


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"ana": "clinic", "bo": None, "cem": None}, "which has a free seat"),
        ({"ana": "bakery", "bo": "clinic", "cem": None}, "comes before somebody"),
        ({"ana": "clinic", "bo": "bakery", "cem": "bakery"}, "2 students for 1 seats"),
        ({"ana": "garage", "bo": "bakery", "cem": None}, "did not ask for 'garage'"),
        ({"ana": "moon", "bo": "bakery", "cem": None}, "which is no place"),
        ({"ana": "clinic", "bo": "bakery"}, "'cem' is not in the result"),
        ({"ana": "clinic", "bo": "bakery", "cem": None, "dua": None}, "who is no student"),
    ],
)
def test_what_is_wrong_with_a_result_is_named(changed: dict[str, str | None], line: str) -> None:
    certificate, _ = proven(MARKET)
    assert any(line in found for found in told(MARKET, certificate, changed))


def test_a_student_who_is_there_twice_or_not_eligible_is_named() -> None:
    certificate, rows = proven(MARKET)
    assert "student 'bo' is in the result twice" in falsehoods(
        MARKET, certificate, [*rows, ("bo", "clinic")]
    )
    market = Market({"ana": ("bakery",)}, {"bakery": Place(1, ())})
    certificate, _ = proven(market)
    assert "student 'ana' is not eligible at 'bakery'" in told(
        market, certificate, {"ana": "bakery"}
    )


@pytest.mark.parametrize(
    "change",
    [
        {"seed": "2027"},
        {"seed_sha256": "0" * 64},
        {"statement": "All is well."},
        {"method": "first come, first served"},
        {"blocking_pairs": 1},
        {"counts": Counts(3, 3, 3, 3)},
        {"cut_offs": {}},
        {"cut_offs": {"bakery": None, "clinic": None, "garage": None}},
        {"cut_offs": {"bakery": CutOff(2, ""), "clinic": None, "garage": None}},
        {"cut_offs": {"bakery": CutOff(0, ""), "clinic": None, "garage": None}},
    ],
)
def test_a_certificate_of_which_one_thing_was_changed_is_false(change: dict[str, Any]) -> None:
    certificate, rows = proven(MARKET)
    assert list(falsehoods(MARKET, dataclasses.replace(certificate, **change), rows))


@given(markets())
def test_a_certificate_is_read_as_it_was_written_and_written_as_it_was_read(
    market: Market,
) -> None:
    certificate, _ = proven(market)
    content = written(certificate)
    assert read(content) == certificate
    assert written(read(content)) == content
    assert certificate.counts == count(market, dict(proven(market)[1]))


def test_a_certificate_names_the_seed_as_it_was_typed() -> None:
    for seed, text in (("42", b'"seed":42'), ("042", b'"seed":"042"'), ("a1", b'"seed":"a1"')):
        solved = certified(market=MARKET, seed=seed, hashes=HASHES)
        assert text in written(solved.certificate)
        assert read(written(solved.certificate)).seed == seed


WHOLE = written(proven(MARKET)[0])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"\xff\xfe{}",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"format": 1e999}',
        b"9" * 10_000,
        WHOLE[:-40],
        WHOLE.replace(b'"version":1', b'"version":2'),
        WHOLE.replace(b'"seed":2026', b'"seed":null'),
        WHOLE.replace(b'"seed":2026', b'"seed":true'),
        WHOLE.replace(b'"seed":2026', b'"seed":[]'),
        WHOLE.replace(b'"seed":2026', b'"sead":2026'),
        WHOLE.replace(b'"seed":2026', b'"seed":2026,"seed":2027'),
        WHOLE.replace(b'"tier":1', b'"tier":"1"'),
        WHOLE.replace(b'"counts":{', b'"counts":[{').replace(b'},"cut', b'}],"cut'),
    ],
)
def test_what_is_no_certificate_is_one_named_error(content: bytes) -> None:
    assert content != WHOLE
    with pytest.raises(NoCertificate):
        read(content)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_certificate_or_one_named_error(content: bytes) -> None:
    with pytest.raises(NoCertificate):
        read(content)

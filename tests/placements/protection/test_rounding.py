"""The laws of keyed random rounding, and vectors made with openssl instead of our code."""

import math
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.protection import keys
from placements.protection.rounding import APPLICATIONS, APPLICATIONS_BASE, Release, Tally

KEY = bytes.fromhex("42" * 32)
IDS = ("a", "0b9f1c1e-6f5e-4d0e-9c39-0c6bb8f0a001", "student 3")
PROOF = Release("proef-2026", key=KEY)

texts = st.text(min_size=1, max_size=20)
units = st.sets(st.integers(0, 2**32), max_size=60)
measures = st.sampled_from(["n", "placed", "grounds"])


def tally(release: Release, ids: set[int] | list[int]) -> Tally:
    return Tally.of(len(ids), sum(release.unit(str(one)) for one in ids))


# ---------- golden vectors: openssl dgst -sha256 -mac HMAC ----------


def test_the_key_of_a_unit_is_as_specified() -> None:
    assert [f"{PROOF.unit(one):016x}" for one in IDS] == [
        "fb1a68170b8ecdb4",
        "389e51afe7d9f84b",
        "26d7043d85bed4f4",
    ]


@pytest.mark.parametrize(
    ("measure", "count", "rounded"),
    [
        ("n", 3, 5),
        ("n", 17, 15),
        ("n", 31, 30),
        ("n", 32, 30),
        ("n", 33, 30),
        ("n", 34, 35),
        ("n", 35, 35),
        ("placed", 3, 0),
        ("placed", 17, 15),
        ("placed", 31, 30),
        ("placed", 32, 35),
        ("placed", 33, 35),
        ("placed", 34, 35),
        ("placed", 35, 35),
    ],
)
def test_a_count_is_rounded_as_specified(measure: str, count: int, rounded: int) -> None:
    key = sum(PROOF.unit(one) for one in IDS) % 2**64
    assert f"{key:016x}" == "5a8fbe0479279af3"
    assert PROOF.rounded(measure, Tally(count, key)) == rounded


@pytest.mark.parametrize(("count", "rounded"), [(47, 40), (251, 260)])
def test_a_sum_of_applications_is_rounded_to_twenties(count: int, rounded: int) -> None:
    cell = Tally(count, 0x5A8FBE0479279AF3)
    assert PROOF.rounded(APPLICATIONS, cell, base=APPLICATIONS_BASE) == rounded


# ---------- laws ----------


@given(release=texts, measure=measures, ids=units, base=st.sampled_from([5, 20]))
def test_a_count_becomes_one_of_the_two_multiples_around_it(
    release: str, measure: str, ids: set[int], base: int
) -> None:
    mine = Release(release, key=KEY)
    rounded = mine.rounded(measure, tally(mine, ids), base=base)
    assert rounded % base == 0
    assert abs(rounded - len(ids)) < base
    assert len(ids) % base or rounded == len(ids)


@given(release=texts, measure=measures, ids=units)
def test_within_a_release_the_same_set_has_the_same_figure_in_whatever_order(
    release: str, measure: str, ids: set[int]
) -> None:
    first, second = Release(release, key=KEY), Release(release, key=KEY)
    forth = tally(first, sorted(ids))
    back = tally(second, sorted(ids, reverse=True))
    assert first.rounded(measure, forth) == second.rounded(measure, back)


@given(release=texts, measure=measures, ids=units, others=units)
def test_who_else_is_counted_changes_nothing(
    release: str, measure: str, ids: set[int], others: set[int]
) -> None:
    alone, among = Release(release, key=KEY), Release(release, key=KEY)
    figure = alone.rounded(measure, tally(alone, ids))
    for other in others - ids:
        among.rounded(measure, tally(among, {other}))
    assert among.rounded(measure, tally(among, ids)) == figure


@given(first=units, second=units)
def test_a_total_has_a_draw_of_its_own_and_is_no_sum(first: set[int], second: set[int]) -> None:
    second -= first
    summed = Tally.of(
        len(first) + len(second),
        sum(PROOF.unit(str(one)) for one in first) + sum(PROOF.unit(str(one)) for one in second),
    )
    assert summed == tally(PROOF, first | second)
    assert abs(PROOF.rounded("n", summed) - len(first | second)) < 5


@pytest.mark.parametrize("count", [1, 2, 3, 4, 11, 13, 29, 32])
def test_over_releases_rounding_is_unbiased(count: int) -> None:
    draws = 4000
    total = 0
    for number in range(draws):
        release = Release(f"{number}", key=KEY)
        total += release.rounded("n", tally(release, list(range(count))))
    # Five standard errors of the mean of such draws.
    part = (count % 5) / 5
    assert abs(total / draws - count) < 5 * 5 * math.sqrt(part * (1 - part) / draws)


@pytest.mark.parametrize("what", ["release", "key", "measure", "set"])
def test_another_release_key_measure_or_set_is_another_draw(what: str) -> None:
    """13 goes up three times in five: two draws that are apart agree 52 % of the time."""
    same = 0
    for number in range(1000):
        first, second = Release(f"{number}", key=KEY), Release(f"{number}", key=KEY)
        names, ids = ["n", "n"], [list(range(13)), list(range(13))]
        if what == "release":
            second = Release(f"andere {number}", key=KEY)
        elif what == "key":
            second = Release(f"{number}", key=b"andere sleutel")
        elif what == "measure":
            names[1] = "placed"
        else:
            ids[1] = list(range(1, 14))
        rounded = [
            release.rounded(name, tally(release, some))
            for release, name, some in zip((first, second), names, ids, strict=True)
        ]
        same += rounded[0] == rounded[1]
    assert 440 < same < 600


@given(release=texts, measure=measures, number=st.integers(0, 500), base=st.sampled_from([5, 20]))
def test_a_count_that_grows_moves_once_in_each_step(
    release: str, measure: str, number: int, base: int
) -> None:
    mine = Release(release, key=KEY)
    start = number - number % base
    seen = [mine.growing(measure, start + more, base=base) for more in range(base + 1)]
    assert seen == sorted(seen)
    assert set(seen) == {start, start + base}
    assert (seen[0], seen[-1]) == (start, start + base)


@pytest.mark.parametrize("count", [1, 13, 29])
def test_over_releases_a_count_that_grows_is_rounded_without_bias(count: int) -> None:
    draws = 4000
    total = sum(Release(f"{one}", key=KEY).growing("n", count) for one in range(draws))
    part = (count % 5) / 5
    assert abs(total / draws - count) < 5 * 5 * math.sqrt(part * (1 - part) / draws)


# ---------- the key of the installation ----------


def test_the_installations_key_is_what_its_hexadecimal_digits_stand_for(settings: object) -> None:
    settings.RELEASE_KEY = KEY.hex()  # type: ignore[attr-defined]
    assert keys.release("proef-2026").unit("a") == PROOF.unit("a")


def test_a_key_that_is_a_sentence_is_taken_as_it_stands() -> None:
    assert keys.key_bytes("geen hexadecimaal getal maar een zin") == (
        b"geen hexadecimaal getal maar een zin"
    )


def test_an_id_is_the_same_unit_however_it_was_read() -> None:
    assert PROOF.unit(str(UUID(IDS[1].replace("-", "")))) == PROOF.unit(IDS[1])

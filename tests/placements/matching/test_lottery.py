"""A student wants to draw the lottery again, with nothing but the seed."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.matching import lottery
from placements.matching.acceptance import solve
from placements.matching.certificate import issue, read, written
from placements.matching.cutoffs import cut_offs
from placements.matching.market import Market, Place
from tests.placements.matching.markets import draw


def test_a_number_is_what_openssl_gives() -> None:
    command = ["openssl", "dgst", "-sha256", "-hmac", "7"]
    told = subprocess.run(command, input=b"ana", capture_output=True, check=True).stdout
    assert lottery.numbers("7", ["ana"])["ana"] in told.decode()


def test_the_lowest_number_of_who_asks_gets_the_seat() -> None:
    students = [f"student {number}" for number in range(50)]
    market = Market(dict.fromkeys(students, ("bakery",)), {"bakery": Place(1)})
    found = solve(market, lottery.numbers("7", students))
    assert [student for student, got in found.items() if got] == [
        min(students, key=lambda student: draw("7", student))
    ]


def test_every_new_seed_is_another_and_fits_its_published_hash() -> None:
    seeds = {lottery.new_seed() for _ in range(20)}
    assert len(seeds) == 20
    assert all(len(bytes.fromhex(seed)) == 32 for seed in seeds)
    assert len({lottery.commitment(seed) for seed in seeds}) == 20


@given(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=8))
def test_the_lottery_follows_from_the_certificate(students: list[str]) -> None:
    market = Market(dict.fromkeys(students, ("bakery",)), {"bakery": Place(2)})
    seed = lottery.new_seed()
    numbers = lottery.numbers(seed, students)
    found = solve(market, numbers)
    proof = read(
        written(
            issue(
                market=market,
                seed=seed,
                hashes=("", ""),
                assignment=found,
                cut_offs=cut_offs(market, numbers, found),
            )
        )
    )
    assert lottery.commitment(proof.seed) == proof.seed_sha256
    assert lottery.numbers(proof.seed, students) == numbers


@pytest.mark.parametrize("seed", ["", " ", "a b", "é", "7\n", "x" * 129, "٣"])
def test_a_seed_that_people_would_type_differently_is_refused(seed: str) -> None:
    with pytest.raises(lottery.NoSeed):
        lottery.checked(seed)

"""Solve a market and certify the result: what a round and the command both do."""

from dataclasses import dataclass

from placements.matching import lottery
from placements.matching.acceptance import solve
from placements.matching.certificate import Certificate, issue
from placements.matching.cutoffs import cut_offs
from placements.matching.market import Assignment, Market
from placements.matching.verification import blocking_pairs


class NotStable(Exception):
    """The solver erred: nothing is certified."""


@dataclass(frozen=True)
class Solved:
    assignment: Assignment
    certificate: Certificate


def certified(*, market: Market, seed: str, hashes: tuple[str, str]) -> Solved:
    """`hashes`: SHA-256 of what students and places handed in."""
    numbers = lottery.numbers(seed, market.preferences)
    assignment = solve(market, numbers)
    for pair in blocking_pairs(market, numbers, assignment):
        raise NotStable(pair)
    lines = cut_offs(market, numbers, assignment)
    proof = issue(market=market, seed=seed, hashes=hashes, assignment=assignment, cut_offs=lines)
    return Solved(assignment, proof)

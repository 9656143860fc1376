"""Examples that were published with their answer, by those who found the method or use it.

Gale and Shapley, College Admissions and the Stability of Marriage, American Mathematical Monthly
69 (1962), examples 1 and 2. Roth and Sotomayor, The College Admissions Problem Revisited,
Econometrica 57 (1989): seven students, five colleges, four stable results. NRMP, Run a Match
(2014): five applicants, three programs. Wilde, Knight and Gillard, the hospital-resident example
of the library `matching`.
"""

from placements.matching import lottery
from placements.matching.acceptance import solve
from placements.matching.market import Market, Place
from tests.placements.matching.markets import all_stable


def market(
    students: dict[str, str], places: dict[str, str], seats: int | dict[str, int] = 1
) -> Market:
    """Lists with spaces; the lottery has no part in any of these."""

    def room(name: str) -> int:
        return seats if isinstance(seats, int) else seats[name]

    return Market(
        {student: tuple(wishes.split()) for student, wishes in students.items()},
        {
            name: Place(room(name), tuple((student,) for student in line.split()))
            for name, line in places.items()
        },
    )


def solved(market: Market) -> dict[str, str | None]:
    return solve(market, lottery.numbers("1", market.preferences))


GALE_SHAPLEY_1 = market(
    {"alpha": "A B C", "beta": "B C A", "gamma": "C A B"},
    {"A": "beta gamma alpha", "B": "gamma alpha beta", "C": "alpha beta gamma"},
)
GALE_SHAPLEY_2 = market(
    {"alpha": "A B C D", "beta": "A D C B", "gamma": "B A C D", "delta": "D B C A"},
    {
        "A": "delta gamma alpha beta",
        "B": "delta alpha gamma beta",
        "C": "delta alpha beta gamma",
        "D": "gamma beta alpha delta",
    },
)
ROTH_SOTOMAYOR = market(
    {
        "s1": "C5 C1",
        "s2": "C2 C5 C1",
        "s3": "C3 C1",
        "s4": "C4 C1",
        "s5": "C1 C2",
        "s6": "C1 C3",
        "s7": "C1 C3 C4",
    },
    {
        "C1": "s1 s2 s3 s4 s5 s6 s7",
        "C2": "s5 s2",
        "C3": "s6 s7 s3",
        "C4": "s7 s4",
        "C5": "s2 s1",
    },
    {"C1": 3, "C2": 1, "C3": 1, "C4": 1, "C5": 1},
)
NRMP = market(
    {
        "Anderson": "City",
        "Chen": "City Mercy",
        "Ford": "City General Mercy",
        "Davis": "Mercy City General",
        "Eastman": "City Mercy General",
    },
    {
        "Mercy": "Chen Ford",
        "City": "Eastman Anderson Chen Davis Ford",
        "General": "Eastman Anderson Ford Davis",
    },
    2,
)
WILDE = market(
    {"A": "C", "S": "C M", "D": "C M G", "L": "M C G", "J": "C G M"},
    {"M": "D L S J", "C": "D A S L J", "G": "D J L"},
    2,
)


def test_of_three_stable_results_the_one_in_which_everybody_asks_first_comes_out() -> None:
    found = solved(GALE_SHAPLEY_1)
    assert found == {"alpha": "A", "beta": "B", "gamma": "C"}
    assert len(list(all_stable(GALE_SHAPLEY_1))) == 3


def test_where_one_result_is_stable_nobody_may_get_a_first_choice() -> None:
    found = solved(GALE_SHAPLEY_2)
    assert found == {"alpha": "C", "beta": "D", "gamma": "A", "delta": "B"}
    assert list(all_stable(GALE_SHAPLEY_2)) == [found]


def test_of_four_stable_results_the_best_for_students_comes_out() -> None:
    at_c1 = {
        frozenset(student for student, got in found.items() if got == "C1")
        for found in all_stable(ROTH_SOTOMAYOR)
    }
    published = ("s1 s3 s4", "s3 s4 s5", "s3 s5 s6", "s5 s6 s7")
    assert at_c1 == {frozenset(students.split()) for students in published}
    assert solved(ROTH_SOTOMAYOR) == {
        "s1": "C5", "s2": "C2", "s3": "C3", "s4": "C4", "s5": "C1", "s6": "C1", "s7": "C1",
    }  # fmt: skip


def test_applicants_get_what_the_american_match_gives_them() -> None:
    assert solved(NRMP) == {
        "Anderson": "City",
        "Eastman": "City",
        "Chen": "Mercy",
        "Ford": "General",
        "Davis": "General",
    }


def test_residents_get_what_the_library_gives_them() -> None:
    assert solved(WILDE) == {"A": "C", "S": "M", "D": "C", "L": "M", "J": "G"}

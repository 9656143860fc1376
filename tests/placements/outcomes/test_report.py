"""`outcomes gap`: what is said of two groups, in which direction, and when nothing is said."""

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest

from placements.outcomes.gap.pairs import NoGroup, pair
from placements.outcomes.gap.report import NO_GAP, NO_SUPPORT, TOO_FEW, UNEQUAL, report
from tests.placements.outcomes import berkeley
from tests.placements.outcomes.cohorts import Row, cohort, random_rows, student, written
from tests.placements.outcomes.test_command import run

NAMES = [
    "first_try_diff",
    "apps_ratio",
    "mh_or",
    "mh_rr",
    "mh_rd",
    "no_support_share",
    "poisson_rr",
    "logit_or",
    "decomp_first_try",
    "decomp_apps",
    "cox_hr",
    "logrank",
]
MODELS = [*NAMES[2:5], *NAMES[6:]]
ADJUSTED = [name for name in MODELS if name != "logrank"]
REAL = Path(__file__).parents[4] / "shared/data/stats/ucb_admissions.csv"
ROWS = random_rows(1_200, seed=31)


def said(
    rows: list[Row],
    by: str = "herkomst",
    *,
    names: tuple[str, str] = ("Nederland", "Buiten-Europa"),
) -> dict[str, dict[str, Any]]:
    both = pair(cohort(rows), by, reference=names[0], group=names[1])
    return report(both, release="test", draws=50)


def test_every_name_of_the_contract_is_there_with_value_and_ends() -> None:
    found = said(ROWS)
    assert list(found) == NAMES
    for entry in found.values():
        assert {"value", "low", "high"} <= set(entry)
        assert entry["note"] == "not for publication"
        assert entry["value"] is not None
        if entry["low"] is not None:
            assert entry["low"] < entry["value"] < entry["high"]
    json.dumps(found, allow_nan=False)


def test_the_group_is_held_against_its_reference_everywhere() -> None:
    """The group needs more applications, and succeeds less often, later and at smaller odds."""
    found = said(ROWS)
    for name in ("mh_or", "mh_rr", "poisson_rr", "logit_or", "cox_hr"):
        assert found[name]["value"] < 1
    assert found["apps_ratio"]["value"] > 1
    assert found["mh_rd"]["value"] < 0
    assert found["first_try_diff"]["value"] < 0
    split = found["decomp_first_try"]
    assert split["gap"] == pytest.approx(-found["first_try_diff"]["value"])
    assert split["gap"] == pytest.approx(split["explained"] + split["unexplained"])
    assert split["value"] == pytest.approx(split["unexplained"] / split["gap"])
    more = found["decomp_apps"]
    assert more["gap"] == pytest.approx(more["group"] - more["reference"])
    assert more["value"] == pytest.approx((more["group"] - more["needed"]) / more["gap"])
    assert more["scale"] == "difference"
    assert more["log_value"] is not None


def test_turned_around_ratios_turn_around() -> None:
    here, there = said(ROWS), said(ROWS, names=("Buiten-Europa", "Nederland"))
    for name in ("apps_ratio", "mh_or", "mh_rr", "poisson_rr", "logit_or", "cox_hr"):
        assert here[name]["value"] == pytest.approx(1 / there[name]["value"], rel=1e-5)
    for name in ("first_try_diff", "mh_rd"):
        assert here[name]["value"] == pytest.approx(-there[name]["value"])
    assert here["logrank"]["value"] == pytest.approx(there["logrank"]["value"])


def test_the_order_of_rows_and_the_names_of_groups_tell_nothing() -> None:
    turned = {"Nederland": "Buiten-Europa", "Buiten-Europa": "Nederland", "Europa": "Europa"}
    renamed = [row | {"herkomst": turned[row["herkomst"]]} for row in ROWS[::-1]]
    here, there = said(ROWS), said(renamed, names=("Buiten-Europa", "Nederland"))
    for name in NAMES:
        for part in ("value", "low", "high"):
            one, other = here[name][part], there[name][part]
            assert one == (other and pytest.approx(other, rel=1e-6, abs=1e-12)), name


def values(found: dict[str, dict[str, Any]], names: list[str]) -> list[Any]:
    return [found[name]["value"] for name in names]


@pytest.mark.parametrize(("group", "rest"), [(99, 401), (120, 379)])
def test_below_a_hundred_in_the_group_or_five_hundred_in_the_file_no_model_is_said(
    group: int, rest: int
) -> None:
    rows = [
        row | {"route": "sollicitatie", "n_applications": row["n_applications"] or 1}
        for row in ROWS
    ]
    far = [row for row in rows if row["herkomst"] == "Buiten-Europa"][:group]
    near = [row for row in rows if row["herkomst"] == "Nederland"][:rest]
    found = said([*far, *near])
    assert values(found, MODELS) == [None] * len(MODELS)
    assert {found[name]["reason"] for name in MODELS} == {TOO_FEW}
    assert found["first_try_diff"]["value"] is not None
    assert (found["apps_ratio"]["value"] is None) is (group < 100)


def test_below_thirty_not_even_the_raw_difference_is_said() -> None:
    rows = [student()] * 600 + [student(herkomst="Buiten-Europa")] * 29
    assert said(rows)["first_try_diff"] == {
        "value": None,
        "low": None,
        "high": None,
        "reason": TOO_FEW,
        "note": "not for publication",
    }


def test_with_more_than_a_tenth_without_support_nothing_adjusted_is_said() -> None:
    alone = student(herkomst="Buiten-Europa", region="Texel")
    found = said([*ROWS, *[alone] * 60])
    assert found["no_support_share"]["value"] > 0.1
    assert values(found, ADJUSTED) == [None] * len(ADJUSTED)
    assert {found[name]["reason"] for name in ADJUSTED} == {NO_SUPPORT}
    assert found["first_try_diff"]["value"] is not None
    assert found["apps_ratio"]["value"] is not None
    assert found["logrank"]["value"] is not None
    assert found["logrank"]["stratified_value"] is None


def test_a_gap_that_may_be_none_has_no_share_of_it_said() -> None:
    rows = [row for row in random_rows(1_400, seed=4, gap=0.0) if row["sector"] != "economie"]
    found = said(rows)
    for name in ("decomp_first_try", "decomp_apps"):
        assert (found[name]["value"], found[name]["reason"]) == (None, NO_GAP)
        assert found[name]["gap"] is not None
    assert found["decomp_apps"]["log_value"] is None


def check_berkeley(found: dict[str, dict[str, Any]]) -> None:
    odds = found["mh_or"]
    assert (odds["value"], odds["low"], odds["high"]) == pytest.approx(
        (0.9046968, 0.7719074, 1.0603298), abs=5e-8
    )
    assert (odds["strata"], odds["df"]) == (6, 5)
    assert odds["p"] == pytest.approx(0.0021, abs=5e-5)
    assert odds["warning"] == UNEQUAL
    raw = 1198 / 2691 - 557 / 1835
    assert found["first_try_diff"]["value"] == pytest.approx(raw)
    assert found["no_support_share"]["value"] == 0
    # Adjusted by a model: glm(Admit ~ Gender + Dept, binomial) says -0.09987 (0.08085) for men.
    assert math.log(found["logit_or"]["value"]) == pytest.approx(-0.09987, abs=5e-6)
    assert found["logit_or"]["se"] == pytest.approx(0.08085, abs=5e-6)


def test_berkeley_is_what_was_published_with_the_warning() -> None:
    check_berkeley(said(berkeley.rows(), "gender", names=("Female", "Male")))


@pytest.mark.real_files
@pytest.mark.skipif(
    not REAL.is_file(), reason="*** ../shared/data IS NOT THERE: real files were not read ***"
)
def test_berkeley_of_the_file_is_what_was_published_by_the_command(tmp_path: Path) -> None:
    with REAL.open(newline="") as file:
        counts = {(row["Dept"], row["Gender"], row["Admit"]): int(row["Freq"])
                  for row in csv.DictReader(file)}  # fmt: skip
    table = [
        (dept, sex, number, counts[dept, sex, "Rejected"])
        for (dept, sex, admit), number in counts.items()
        if admit == "Admitted"
    ]
    source, out = tmp_path / "cohort.csv", tmp_path / "out.json"
    source.write_text(written(berkeley.rows(table)))
    words = ("--by", "gender", "--reference", "Female", "--group", "Male", "--json", out)
    code, told = run("gap", source, *words)
    assert code == 0
    assert UNEQUAL in told
    check_berkeley(json.loads(out.read_text()))


def test_the_command_compares_by_herkomst_and_says_what_it_is_not_for(tmp_path: Path) -> None:
    source, out = tmp_path / "cohort.csv", tmp_path / "out.json"
    source.write_text(written(ROWS[:400]))
    code, told = run(
        "gap", source, "--reference", "Nederland", "--group", "Buiten-Europa", "--json", out
    )
    assert code == 0
    assert "not for publication" in told
    assert TOO_FEW in told
    assert list(json.loads(out.read_text())) == NAMES


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--reference", "Nederland", "--group", "Mars"), "herkomst has no 'Mars'; it has Buiten-"),
        (("--reference", "Mars", "--group", "Europa"), "herkomst has no 'Mars'"),
        (("--reference", "Europa", "--group", "Europa"), "the group and its reference are one"),
        (("--reference", "man", "--group", "vrouw", "--by", "naam"), "--by 'naam': give one of"),
    ],
)
def test_a_group_that_is_none_is_one_line(
    tmp_path: Path, words: tuple[str, ...], line: str
) -> None:
    source, out = tmp_path / "cohort.csv", tmp_path / "out.json"
    source.write_text(written(ROWS[:60]))
    code, told = run("gap", source, *words, "--json", out)
    assert code == 2
    assert line in told
    assert not out.exists()


def test_a_group_without_applicants_is_no_error() -> None:
    rows = [student()] * 600 + [student(herkomst="Buiten-Europa", route="direct")] * 200
    found = said(rows)
    assert found["no_support_share"]["value"] is None
    assert found["first_try_diff"]["value"] is None
    assert found["cox_hr"]["value"] is not None


def test_nobody_is_compared_with_themselves() -> None:
    with pytest.raises(NoGroup):
        pair(cohort(ROWS[:40]), "gender", reference="man", group="man")


def test_factors_that_say_the_same_twice_are_no_error_and_change_nothing() -> None:
    """A sector that is taught in one region alone: two columns of a model are one."""
    plain = [row | {"region": "x"} for row in ROWS]
    nested = [row | {"region": f"of {row['sector']}"} for row in ROWS]
    here, there = said(plain), said(nested)
    for name in ("mh_or", "poisson_rr", "logit_or", "decomp_first_try", "decomp_apps", "cox_hr"):
        for part in ("value", "low", "high"):
            assert here[name][part] == pytest.approx(there[name][part], rel=1e-6), name


def test_a_cohort_in_which_nobody_applied_or_nothing_is_known_says_nothing_and_stops_nowhere() -> (
    None
):
    for other in ({"route": "direct"}, {"placed": "", "days": ""}, {"n_applications": ""}):
        rows = [row | other | {"n_invited": ""} for row in ROWS[:600]]
        found = said(rows)
        assert list(found) == NAMES
        assert values(found, MODELS[:-2]) == [None] * len(MODELS[:-2])
        json.dumps(found, allow_nan=False)
    found = said([row | {"placed": 0, "days": 126, "left_school": 1} for row in ROWS])
    assert values(found, ["mh_or", "logit_or", "decomp_apps", "cox_hr"]) == [None] * 4
    found = said(
        [row | {"placed": 1, "days": 9, "n_applications": 1, "n_invited": 1} for row in ROWS]
    )
    assert values(found, ["mh_or", "logit_or", "decomp_first_try"]) == [None] * 3
    json.dumps(found, allow_nan=False)

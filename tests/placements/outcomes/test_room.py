"""The room itself: what it may read, what it may not say, and how models are not written here."""

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROOM = ROOT / "placements/outcomes"
SOURCES = sorted(ROOM.rglob("*.py"))
CONTRACT = "Outcomes read the protector and no other room"


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_the_room_reads_the_protector_the_platform_and_nobody_else() -> None:
    """The import contract names the rooms of today; this holds for those of tomorrow too."""
    ours = ("placements.", "schools.", "reports.", "stagebaken.")
    allowed = ("placements.outcomes", "placements.protection",
               "schools.origin.reading", "stagebaken.imports")  # fmt: skip
    for path in SOURCES:
        found = {name for name in imports(path) if f"{name}.".startswith(ours)}
        assert not {name for name in found if not name.startswith(allowed)}, path.name


def test_there_is_an_import_contract_of_the_room() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    [contract] = [one for one in config["contracts"] if one["name"] == CONTRACT]
    assert contract["source_modules"] == ["placements.outcomes"]
    assert {"placements.applications", "schools.students", "reports"} <= set(
        contract["forbidden_modules"]
    )


def test_no_gap_is_called_discrimination() -> None:
    """The one question of that name asks what students experienced; it is no gap."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value.replace("Experienced discrimination", "")
                assert not re.search(r"discriminat", text, re.IGNORECASE), path.name
    report = (ROOM / "gap/decomposition.py").read_text()
    assert "onverklaard door richting, niveau en regio" in report


def test_models_are_written_as_matrices_and_never_as_formulas() -> None:
    """In a formula `C(sector)` is whatever the function around it calls C, and a row with an
    unknown is left out without a word."""
    named = {name for path in SOURCES for name in imports(path)}
    assert not {name for name in named if "formula" in name or name.startswith("patsy")}


def test_what_numbers_are_held_against_is_not_what_they_are_made_with() -> None:
    """statsmodels and pandas are for the tests: an installation does without 150 MB of them."""
    named = {name.split(".")[0] for path in SOURCES for name in imports(path)}
    assert not named & {"statsmodels", "pandas"}
    base = (ROOT / "requirements/base.txt").read_text()
    assert "pandas" not in base

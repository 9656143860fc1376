"""Nothing exact leaves: others may have what is published, and the numbers of the rules."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[4]
ROOM = "placements.outcomes.release"
PUBLIC = {f"{ROOM}.{name}" for name in ("cells", "publishing", "places.UnusableLabel")}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if f"{name}.".startswith(f"{ROOM}.")}


def test_others_read_what_is_published_and_nothing_inside() -> None:
    for room in ("platform/stagebaken", "schools", "placements", "reports"):
        for path in (ROOT / room).rglob("*.py"):
            if path.is_relative_to(ROOT / "placements/outcomes"):
                continue
            inside = {name for name in imported(path) if not _is_public(name)}
            assert not inside, (path, inside)


def _is_public(name: str) -> bool:
    is_a_rule = name.rpartition(".")[2].isupper()  # a constant
    return is_a_rule or any(f"{name}.".startswith(f"{one}.") for one in PUBLIC)


def test_what_is_published_holds_no_cohort_and_no_exact_count() -> None:
    """By its fields: rounded counts, shares of them, labels."""
    from placements.outcomes.release import cells

    labels = ["herkomst", "gender", "level", "leerweg", "sector"]
    assert list(cells.Cell.__dataclass_fields__) == ["table", "measure", *labels, "value", "base"]
    numbers = ["k", "n", "value", "low", "high"]
    assert list(cells.Share.__dataclass_fields__) == ["table", "indicator", *labels, *numbers]
    assert list(cells.Published.__dataclass_fields__) == ["cells", "shares"]

"""Origin data is read by the statistics protector alone (architecture.md).

import-linter checks imports; this looks for the ways around it: strings, registries, raw tables.
"""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

from tests.architecture.test_house import ROOT, sources

OWN = "schools/origin/"
# What may name it, and how.
NAMED = {
    "platform/stagebaken/settings/base.py": {"schools.origin"},
    "platform/stagebaken/settings/serving.py": {"schools.origin.tasks.tidy"},
    "placements/evaluations/sending.py": {
        "schools.origin.answering.Answers",
        "schools.origin.answering.NotSwitchedOn",
        "schools.origin.answering.answer",
        "schools.origin.answering.is_asked",
    },
    "placements/cohorts/joining.py": {
        "schools.origin.reading.Known",
        "schools.origin.reading.NotSwitchedOn",
        "schools.origin.reading.read",
    },
    "platform/stagebaken/urls.py": {"schools.origin.school_urls", "schools.origin.urls"},
}
READERS = {
    "placements.protection.** -> schools.origin.reading",
    "placements.outcomes.** -> schools.origin.reading",
    "placements.cohorts.joining -> schools.origin.reading",
    "placements.evaluations.sending -> schools.origin.answering",
}
_NAME = re.compile(r"schools[./]origin[\w./]*|\borigin_(?:entry|response|objection|register)\b")


def product() -> list[Path]:
    rooms = ("platform/", "schools/", "placements/", "reports/")
    return [path for path in sources()
            if str(path).startswith(rooms) and not str(path).startswith(OWN)]  # fmt: skip


def strings(tree: ast.AST) -> set[str]:
    texts = [node.value for node in ast.walk(tree)
             if isinstance(node, ast.Constant) and isinstance(node.value, str)]  # fmt: skip
    return {name for text in texts for name in _NAME.findall(text)}


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("schools.origin")}


def asks_the_registry(tree: ast.AST) -> bool:
    """`apps.get_model("origin", …)`, `get_app_config("origin")` and the like."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"get_model", "get_app_config", "get_models"}
        and any(isinstance(arg, ast.Constant) and str(arg.value).startswith("origin")
                for arg in node.args)
        for node in ast.walk(tree)
    )  # fmt: skip


def test_nobody_else_imports_names_or_looks_up_the_origin_register() -> None:
    found: dict[str, set[str]] = {}
    for path in product():
        tree = ast.parse((ROOT / path).read_text())
        readers = str(path).startswith(("placements/protection/", "placements/outcomes/"))
        taken = {name for name in imported(tree)
                 if not (readers and name.startswith("schools.origin.reading"))}  # fmt: skip
        names = taken | strings(tree) | ({"registry"} if asks_the_registry(tree) else set())
        if names:
            found[str(path)] = names
    assert found == NAMED


def test_the_contract_names_the_protector_and_nobody_else() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contracts = [one for one in config["contracts"] if one["type"] == "protected"]
    [contract] = [one for one in contracts if "schools.origin" in one["protected_modules"]]
    assert contract["protected_modules"] == contract["allowed_importers"] == ["schools.origin"]
    assert set(contract["ignore_imports"]) == READERS


def test_the_contract_finds_an_import_of_somebody_else(tmp_path: Path) -> None:
    """Without this, a contract that checks nothing would look kept."""
    config = (ROOT / "pyproject.toml").read_text()
    allowed = 'allowed_importers = ["schools.origin"]'
    assert allowed in config
    # A room that does import it, protected against itself: the urls of its own pages.
    strict = config.replace(
        'protected_modules = ["schools.origin"]', 'protected_modules = ["schools.students"]'
    ).replace(allowed, 'allowed_importers = ["schools.students"]')
    path = tmp_path / "pyproject.toml"
    path.write_text(strict)
    run = subprocess.run(
        [str(Path(ROOT / ".venv/bin/lint-imports")), "--config", str(path), "--no-cache"],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "schools.origin" in run.stdout
    assert "Origin data is read by the statistics protector alone BROKEN" in run.stdout


def test_only_the_page_of_the_student_and_the_protector_open_what_is_sealed() -> None:
    """In the room itself: who calls the opening of a row."""
    openers = {
        path.name
        for path in (ROOT / OWN).glob("*.py")
        if path.name != "sealing.py" and re.search(r"\bopen_(?:facts|answers)\(", path.read_text())
    }
    # `actions` looks who gave a row, so that a file does not change it.
    assert openers == {"own.py", "reading.py", "actions.py"}

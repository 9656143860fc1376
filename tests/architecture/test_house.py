"""The shape of the house: what a stranger may rely on when looking for a room."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {
    "manage.py", "pyproject.toml", "platform", "reports", "placements", "schools", "tests",
    "docs", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile",
    "requirements", ".ci", ".gitignore", ".gitattributes", ".editorconfig", ".dockerignore",
}  # fmt: skip
ROOMS = ("platform/stagebaken", "schools", "placements", "reports")
NAMES_WITHOUT_MEANING = {"utils", "helpers", "managers", "services", "common", "misc"}


def tracked() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Path(line) for line in listing.stdout.splitlines()]


def sources() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and (ROOT / path).exists()]


def test_the_top_level_holds_only_what_a_repository_needs() -> None:
    assert {path.parts[0] for path in tracked()} <= TOP_LEVEL


def test_platform_is_a_source_root_and_not_a_package() -> None:
    # With a platform/__init__.py the standard library's `platform` is shadowed.
    assert not list((ROOT / "platform").glob("*.py"))


def test_no_package_shadows_the_standard_library() -> None:
    packages = {path.parent.name for path in (ROOT / "platform").glob("*/__init__.py")}
    packages |= {"reports", "placements", "schools", "tests"}
    assert not packages & sys.stdlib_module_names


def test_every_name_means_something() -> None:
    bad = [path for path in sources() if path.stem in NAMES_WITHOUT_MEANING]
    assert not bad


def test_only_settings_read_the_environment() -> None:
    offenders = []
    for path in sources():
        room = str(path).startswith(ROOMS)
        if not room or "settings" in path.parts or path.name == "wsgi.py":
            continue
        tree = ast.parse((ROOT / path).read_text())
        offenders += [
            f"{path}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
        ]
    assert not offenders


def test_requirements_are_hashed_and_name_no_host() -> None:
    for name in ("base.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "index-url" not in text

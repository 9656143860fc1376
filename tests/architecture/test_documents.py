"""Documents are true or deleted: what they name is compared with what is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PICTURE_BYTES = 2_500_000  # together: a clone must stay light
OUR_ROOMS = ("stagebaken.", "schools.", "placements.", "reports.")
# Pages that say of every field what it is, each model under a heading of its own.
MODEL_PAGES = ("data-model.md", "dpia.md")
PAGES = sorted(DOCS.rglob("*.md")) + [
    ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
]

HEADING = re.compile(r"^### `(\w+\.\w+)`", re.MULTILINE)
MODEL = re.compile(r"`([a-z_]+\.[A-Z]\w+)`")
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
VARIABLE = re.compile(r"^\| `([A-Z0-9_]+)`", re.MULTILINE)
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
TEST_FILE = re.compile(r"`(tests/[\w/]+(?:\.py|/))`")
READERS = {"str", "int", "bool", "list", "path", "db_url", "email_url", "cache_url"}


def our_models() -> dict[str, type[Model]]:
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model.__module__.startswith(OUR_ROOMS)
    }


def page(name: str) -> str:
    return (DOCS / name).read_text()


def sections(text: str) -> dict[str, str]:
    """Give what stands under each model's heading, up to the next heading."""
    parts = HEADING.split(text)
    bodies = (re.split(r"^#", body, flags=re.MULTILINE)[0] for body in parts[2::2])
    return dict(zip(parts[1::2], bodies, strict=True))


def named_fields(section: str) -> list[str]:
    """Give the names in the first column of a section's table."""
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")]
    return [name for cell in rows for name in CODE.findall(cell)]


@pytest.mark.parametrize("name", MODEL_PAGES)
def test_every_model_of_ours_has_a_section_and_no_other_has(name: str) -> None:
    assert set(sections(page(name))) == set(our_models())


@pytest.mark.parametrize("name", MODEL_PAGES)
def test_every_field_is_named_once_and_no_other_is(name: str) -> None:
    for label, section in sections(page(name)).items():
        meta = our_models()[label]._meta
        fields = [field.name for field in (*meta.local_fields, *meta.local_many_to_many)]
        assert sorted(named_fields(section)) == sorted(fields), f"{label} in docs/{name}"


@pytest.mark.parametrize("name", MODEL_PAGES)
def test_every_model_that_a_page_names_exists(name: str) -> None:
    existing = {model._meta.label for model in apps.get_models()}
    assert set(MODEL.findall(page(name))) <= existing


def test_every_environment_variable_is_documented_and_no_other_is() -> None:
    read = set(variables_read())
    assert set(VARIABLE.findall(page("operations.md"))) == read


def variables_read() -> Iterator[str]:
    """Walk the settings, the only place that reads the environment, for the names they read."""
    for path in (ROOT / "platform/stagebaken/settings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and is_reader(node.func) and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def is_reader(function: ast.expr) -> bool:
    """`env("X")`, `env.str("X")` or `secret("X")`."""
    match function:
        case ast.Name(id=name):
            return name in {"env", "secret"}
        case ast.Attribute(value=ast.Name(id="env"), attr=name):
            return name in READERS
    return False


def test_every_command_of_ours_is_documented() -> None:
    ours = {name for name, app in get_commands().items() if app.startswith(OUR_ROOMS)}
    assert ours <= set(COMMAND.findall(page("operations.md")))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_a_page_names_exists(path: Path) -> None:
    assert set(COMMAND.findall(path.read_text())) <= set(get_commands())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text()):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        assert file.exists(), f"{target} in {path.name}"
        assert not anchor or anchor in anchors(file.read_text()), f"{target} in {path.name}"


def anchors(text: str) -> set[str]:
    """Name the headings of a page as links do."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


def test_every_test_that_the_threat_model_names_exists() -> None:
    named = TEST_FILE.findall(page("threat-model.md"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_attack_is_named_in_the_threat_model() -> None:
    attacks = {f"tests/attacks/{path.name}" for path in (ROOT / "tests/attacks").glob("test_*.py")}
    assert attacks <= set(TEST_FILE.findall(page("threat-model.md")))


def test_every_picture_is_shown_somewhere_and_together_they_stay_light() -> None:
    pictures = set((DOCS / "pictures").glob("*.png"))
    shown = {
        (path.parent / target).resolve()
        for path in PAGES
        for target in LINK.findall(path.read_text())
        if target.endswith(".png")
    }
    assert pictures == shown
    assert sum(picture.stat().st_size for picture in pictures) < PICTURE_BYTES


def test_decisions_are_numbered_without_gaps_and_all_listed() -> None:
    files = sorted(path.name for path in (DOCS / "adr").glob("[0-9]*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    assert LINK.findall(page("adr/README.md")) == files


def test_no_page_names_a_place_on_somebodys_machine() -> None:
    for path in PAGES:
        assert not re.search(r"/(home|Users|root)/", path.read_text()), path.name

"""A page that a reporter sees weighs at most 60 kB in all on a first visit (experience.md)."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from reports.intake.steps import STEPS
from tests.reports.intake.journey import Reporter

FIRST_VISIT = 60_000  # bytes over the wire, in all


def weight(page: str) -> int:
    """The page as it is, with every style and script it names, compressed as when collected."""
    # Modules import nothing further; icons stand in the page.
    names = set(re.findall(rf'"{settings.STATIC_URL}([^"]+)"', page))
    files = [finders.find(name) for name in names]
    assert files
    return len(page.encode()) + sum(
        len(gzip.compress(Path(str(file)).read_bytes())) for file in files
    )


@pytest.mark.parametrize("path", ["", "herken/", *(f"{step.slug}/" for step in STEPS)])
def test_a_question_is_light(reporter: Reporter, path: str) -> None:
    reporter.tell()
    assert weight(reporter.get(path)) <= FIRST_VISIT


def test_preview_and_code_are_light(reporter: Reporter) -> None:
    reporter.tell()
    assert weight(reporter.get("controle/")) <= FIRST_VISIT
    reporter.confirm()
    assert weight(reporter.get("code/")) <= FIRST_VISIT

"""manage.py outcomes indicators|gap"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from placements.outcomes import indicators
from placements.outcomes.cohort import LABELS, Cohort
from placements.outcomes.gap import pairs, report
from placements.outcomes.reading import read_cohort
from stagebaken.imports.reading import Unreadable

BAD_INPUT = 2
NOT_FOR_PUBLICATION = "not for publication"


class Command(BaseCommand):
    help = (
        "Count outcomes by group in a cohort CSV of your own, exact and unrounded: the result is "
        "for the operator and not for publication. 'indicators' gives every indicator of every "
        "group of a column, with its interval of 95 %; null where there are too few students. "
        "'gap' compares two groups: raw, and adjusted for sector, level and region. "
        "Exit code 0: done; 2: the file or a word of the command line cannot be used."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="indicators|gap")
        add = verbs.add_parser("indicators", help="every indicator by group").add_argument
        add("cohort", type=Path, metavar="COHORT.csv", help="a student and period per row")
        add("--by", required=True, metavar="COLUMN", help=", ".join(LABELS))
        add("--json", type=Path, required=True, metavar="OUT", help="the figures, written")
        add = verbs.add_parser("gap", help="two groups compared").add_argument
        add("cohort", type=Path, metavar="COHORT.csv", help="a student and period per row")
        add("--reference", required=True, metavar="GROUP", help="whom the others are held against")
        add("--group", required=True, metavar="GROUP", help="who is compared")
        add("--by", default="herkomst", metavar="COLUMN", help="of the groups; default: herkomst")
        add("--release-id", default="gap", metavar="ID", help="the seed of what is drawn by lot")
        add("--json", type=Path, required=True, metavar="OUT", help="the comparison, written")

    def handle(self, *_: Any, verb: str, **given: Any) -> None:
        deeds = {"indicators": self._indicators, "gap": self._gap}
        try:
            _refuse_the_same_file(given["cohort"], given["json"])
            deeds[verb](read_cohort(given["cohort"]), given)
        except Unreadable as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        except KeyboardInterrupt:
            raise CommandError("stopped halfway", returncode=BAD_INPUT) from None

    def _indicators(self, cohort: Cohort, given: dict[str, Any]) -> None:
        column = _column(given["by"])
        rows = [figure.as_row() for figure in indicators.by_group(cohort, column)]
        _write(given["json"], rows)
        self.stdout.write(
            f"{len(cohort)} students. These figures are exact: {NOT_FOR_PUBLICATION}."
        )
        for one in indicators.beside(cohort, column):
            self.stdout.write(
                f"{one.group}: {one.students} students, {one.direct} placed directly, "
                f"{one.responded} of {one.bol} in BOL answered, {one.unclear} unclear"
            )

    def _gap(self, cohort: Cohort, given: dict[str, Any]) -> None:
        column = _column(given["by"])
        try:
            pair = pairs.pair(cohort, column, reference=given["reference"], group=given["group"])
        except pairs.NoGroup as complaint:
            raise Unreadable(str(complaint)) from None
        found = report.report(pair, release=given["release_id"])
        _write(given["json"], found)
        reference, group = pair.sizes
        self.stdout.write(
            f"{group} students of {given['group']} against {reference} of {given['reference']}. "
            f"These figures are exact: {NOT_FOR_PUBLICATION}."
        )
        for name, entry in found.items():
            said = entry.get("reason") or entry.get("warning")
            if said:
                self.stdout.write(f"{name}: {said}")


def _column(name: str) -> str:
    if name not in LABELS:
        raise Unreadable(f"--by {name!r}: give one of {', '.join(LABELS)}")
    return name


def _refuse_the_same_file(source: Path, target: Path) -> None:
    try:
        is_one = source.resolve() == target.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself
        raise Unreadable(f"{source}, {target}: cannot be opened") from None
    if is_one:
        raise Unreadable("the file to write is the file to read")


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "not a file name"
        raise Unreadable(f"{path}: cannot be written ({cause})") from None

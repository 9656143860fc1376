"""manage.py outcomes indicators|gap|release"""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from placements.outcomes import indicators
from placements.outcomes.cohort import LABELS, Cohort
from placements.outcomes.gap import pairs, report
from placements.outcomes.reading import read_cohort, read_students
from placements.outcomes.release import files
from placements.outcomes.release.cells import GateFailed, Published
from placements.outcomes.release.measures import ALL
from placements.outcomes.release.places import UnusableLabel
from placements.outcomes.release.publishing import by_school_year, publish
from placements.protection import keys
from placements.protection.rounding import Release
from stagebaken.imports.reading import Unreadable

BAD_INPUT = 2
NOT_FOR_PUBLICATION = "not for publication"
TWICE = (
    "One student_id stands in several years or schools: give every year a release of its own. "
    "Under one key the same students have the same figure, and who came or left shows."
)


class Command(BaseCommand):
    help = (
        "Count outcomes by group in a cohort CSV of your own, exact and unrounded: the result is "
        "for the operator and not for publication. 'indicators' gives every indicator of every "
        "group of a column, with its interval of 95 %; null where there are too few students. "
        "'gap' compares two groups: raw, and adjusted for sector, level and region. "
        "'release' makes what may be published of each school and year: counts rounded by a key, "
        "none that are too few, and none that somebody could work out who knows all but herkomst. "
        "Exit code 0: done; 2: the file or a word of the command line cannot be used."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="indicators|gap|release")
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
        add = verbs.add_parser("release", help="what may be published").add_argument
        add("cohort", type=Path, metavar="COHORT.csv", help="a student and period per row")
        add("--release-id", required=True, metavar="ID", help="each release needs one of its own")
        add("--key-hex", metavar="K", help="the secret key; default: RELEASE_KEY")
        told = f"with commas between; default: {','.join(ALL)}"
        add("--measures", default=",".join(ALL), metavar="NAMES", help=told)
        told = f"the folder in which {files.PUBLISHED} and {files.FIGURES} are written"
        add("--out", type=Path, required=True, metavar="DIR", help=told)

    def handle(self, *_: Any, verb: str, **given: Any) -> None:
        deeds = {"indicators": self._indicators, "gap": self._gap, "release": self._release}
        try:
            deeds[verb](given)
        except Unreadable as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        except KeyboardInterrupt:
            raise CommandError("stopped halfway", returncode=BAD_INPUT) from None

    def _indicators(self, given: dict[str, Any]) -> None:
        cohort, column = _own_cohort(given), _column(given["by"])
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

    def _gap(self, given: dict[str, Any]) -> None:
        cohort, column = _own_cohort(given), _column(given["by"])
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

    def _release(self, given: dict[str, Any]) -> None:
        release, measures = _named_release(given), _measures(given["measures"])
        for name in (files.PUBLISHED, files.FIGURES):
            _refuse_the_same_file(given["cohort"], given["out"] / name)
        cohort, units = read_students(given["cohort"])
        if len(cohort.labels["year"].used) > 1 and len(set(units)) < len(units):
            self.stderr.write(TWICE)
        found: dict[tuple[str, str], Published] = {}
        for school, year, some, names in by_school_year(cohort, units):
            self.stderr.write(f"{school}, {year} …")
            try:
                found[school, year] = publish(some, names, release=release, measures=measures)
            except (UnusableLabel, GateFailed) as complaint:
                raise Unreadable(f"{given['cohort']}: {complaint}") from None
        files.write(given["out"], found)
        self.stdout.write(_told(found))


def _told(found: Mapping[tuple[str, str], Published]) -> str:
    """Of what is published alone: a number of students would be exact."""
    cells = [cell for one in found.values() for cell in one.cells]
    shown = sum(not cell.is_hidden for cell in cells)
    return f"{shown} counts shown, {len(cells) - shown} hidden."


def _named_release(given: dict[str, Any]) -> Release:
    name, digits = given["release_id"].strip(), given["key_hex"]
    if not name:
        raise Unreadable("--release-id: give it a name")
    if digits is None:
        return keys.release(name)
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        key = b""
    if not key:
        raise Unreadable("--key-hex: give hexadecimal digits, two a byte")
    return Release(name, key=key)


def _measures(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if not set(names) <= set(ALL):
        raise Unreadable(f"--measures: give some of {', '.join(ALL)}")
    return names


def _own_cohort(given: dict[str, Any]) -> Cohort:
    _refuse_the_same_file(given["cohort"], given["json"])
    return read_cohort(given["cohort"])


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

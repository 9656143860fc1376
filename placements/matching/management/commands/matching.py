"""manage.py matching solve|verify|forget"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from placements.matching import actions, files, lottery
from placements.matching.certificate import Certificate, written
from placements.matching.solving import certified
from placements.matching.tables import Unreadable
from placements.matching.verification import by_hand, falsehoods
from stagebaken.web.days import today

FALSE = 1
BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Place students by deferred acceptance, and prove it. 'solve' reads who wants to go where "
        "(student_id,preferences) and what places offer (place_id,capacity,priorities; ids with "
        "| between them, the best first; who is not on a list that is not empty is not eligible, "
        "an empty list draws lots among all). It writes the result and a certificate with the "
        "seed of the lottery, the hashes of both files and the cut-off of every place. 'verify' "
        "finds out whether all of that is true. Exit code 0: true; 1: false; 2: unreadable. "
        "'forget' deletes rounds of schools that are older than they are kept; the scheduler does "
        "it every night."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="solve|verify|forget")
        solving = verbs.add_parser("solve", help="make a result and its certificate")
        add = solving.add_argument
        add("--students", type=Path, required=True, metavar="S.csv", help="student_id,preferences")
        columns = "place_id,capacity,priorities"
        add("--places", type=Path, required=True, metavar="P.csv", help=columns)
        add("--seed", metavar="N", help="of the lottery; default: 32 random bytes")
        add("--out", type=Path, required=True, metavar="R.csv", help="the result, written")
        told = "the certificate, written"
        add("--certificate", type=Path, required=True, metavar="C.json", help=told)
        verifying = verbs.add_parser("verify", help="compare a result with its certificate")
        for name in ("S.csv", "P.csv", "R.csv", "C.json"):
            dest = {"S": "students", "P": "places", "R": "out", "C": "certificate"}[name[0]]
            verifying.add_argument(dest, type=Path, metavar=name)

        verbs.add_parser("forget", help="delete rounds that are older than they are kept")

    def handle(self, *_: Any, verb: str, **given: Any) -> None:
        deeds = {"solve": self._solve, "verify": self._verify, "forget": self._forget}
        try:
            deeds[verb](given)
        except Unreadable as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        except KeyboardInterrupt:
            raise CommandError("stopped halfway", returncode=BAD_INPUT) from None

    def _solve(self, given: dict[str, Any]) -> None:
        names = ("students", "places", "out", "certificate")
        files.refuse_one_file_twice([given[name] for name in names])
        seed = self._seed(given["seed"])
        students, places = files.open_market(given["students"], given["places"])
        hashes = (students.sha256, places.sha256)
        market = files.read_market(students, places)
        solved = certified(market=market, seed=seed, hashes=hashes)
        files.write(given["out"], files.written_result(solved.assignment))
        files.write(given["certificate"], written(solved.certificate))
        self.stdout.write(_summary(solved.certificate))

    def _forget(self, _: dict[str, Any]) -> None:
        self.stdout.write(f"Deleted {actions.forget(today())} rounds.")

    def _seed(self, text: str | None) -> str:
        try:
            return lottery.new_seed() if text is None else lottery.checked(text.strip())
        except lottery.NoSeed as refusal:
            raise CommandError(f"--seed: {refusal}", returncode=BAD_INPUT) from None

    def _verify(self, given: dict[str, Any]) -> None:
        claimed = files.read_certificate(given["certificate"])
        rows = files.read_result(given["out"])
        students, places = files.open_market(given["students"], given["places"])
        wrong = [
            f"{table.path} is not the file of the certificate: its SHA-256 is {table.sha256}"
            for table, sha256 in (
                (students, claimed.students_sha256),
                (places, claimed.places_sha256),
            )
            if table.sha256 != sha256
        ]
        if not wrong:
            market, solved = files.read_market(students, places), by_hand(claimed, rows)
            wrong = list(falsehoods(market, claimed, rows if solved is None else solved))
            if solved is not None and not wrong:
                raise CommandError(_told_by_hand(claimed), returncode=FALSE)
        if wrong:
            more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            raise CommandError(f"False: {wrong[0]}{more}.", returncode=FALSE)
        self.stdout.write(f"True. {_summary(claimed)}")
        if claimed.adjusted:
            self.stdout.write(f"{_count_moved(claimed)} This is the result before that.")


def _count_moved(proof: Certificate) -> str:
    total = len(proof.adjusted)
    return f"Afterwards a person put {total} student{'s' * (total != 1)} elsewhere by hand."


def _told_by_hand(proof: Certificate) -> str:
    """What differs, and whose doing it is: no lists and no lottery can show that it is right."""
    moves = "; ".join(
        f"{one.student_id!r} from {one.before or 'no place'!r} to {one.after or 'no place'!r} "
        f"({one.reason})"
        for one in proof.adjusted
    )
    return (
        f"False: this is not the solved result. {_count_moved(proof)} That is a decision of a "
        "person, with a reason, which lists and lottery do not give and this program cannot "
        f"verify: {moves}. Without those moves the result is true."
    )


def _summary(proof: Certificate) -> str:
    counts = proof.counts
    return (
        f"{counts.placed} of {counts.students} students placed, {counts.seats} seats at "
        f"{counts.places} places; no blocking pair exists. Seed: {proof.seed}"
    )

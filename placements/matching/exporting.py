"""The files with which anybody does a round again: ids, and nothing else about a student."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.template.loader import render_to_string

from placements.matching import certificate, files, gathering, lottery, policy
from placements.matching.certificate import Moved
from placements.matching.market import Market, Place
from placements.matching.models import Assignment, Round
from placements.matching.rules import NoProof, NotPossible, Stake
from placements.matching.solving import certified
from placements.matching.transitions import State
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb

RESULT_IS_THERE = (State.SOLVED, State.PUBLISHED)
NOBODY = "nobody"  # no id of a student: an empty list would let everybody in
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the zip format: no clock time leaves with a file


@transaction.atomic
def export(*, by: User, round_: Round) -> bytes:
    """A zip with S.csv, P.csv, R.csv and C.json as `matching verify` reads them.

    Raises NoProof, and Stake for who would read there who comes to the own company.
    """
    policy.require(by, round_.school)
    if policy.staked(by, round_).exists():
        raise Stake
    content = _zipped(proof_of(round_))
    record(
        verb=Verb.MATCHING_EXPORTED,
        actor=by,
        role=Role.INTERNSHIP_COORDINATOR,
        scope=Scope.SYSTEM,
        subject=round_.pk,
    )
    return content


def proof_of(round_: Round) -> dict[str, bytes]:
    """Name and content. The line at a place is written out, with the lottery drawn: in a file a
    place has no tiers. So this certificate is of these files; the result is the same.
    """
    if round_.state not in RESULT_IS_THERE:
        raise NotPossible
    market, _ = gathering.solved_market(round_)
    told = certificate.read(round_.certificate.encode())
    if gathering.hashes_of(market) != (told.students_sha256, told.places_sha256):
        raise NoProof
    return _files(round_, _drawn(market, round_.seed))


def _files(round_: Round, market: Market) -> dict[str, bytes]:
    students, places = _students(market), _places(market)
    hashes = (hashlib.sha256(students).hexdigest(), hashlib.sha256(places).hexdigest())
    solved = certified(market=market, seed=round_.seed, hashes=hashes)
    moves = moved(round_)
    proof = replace(solved.certificate, adjusted=moves)
    found = {
        "S.csv": students,
        "P.csv": places,
        "R.csv": files.written_result(solved.assignment),
        "C.json": certificate.written(proof),
    }
    if moves:
        now = dict(solved.assignment) | {one.student_id: one.after for one in moves}
        found["R-adjusted.csv"] = files.written_result(now)
    text = render_to_string("matching/proof.txt", {"is_adjusted": bool(moves)})
    return found | {"README.txt": text.encode()}


def moved(round_: Round) -> tuple[Moved, ...]:
    """Who stands elsewhere than was solved, with the reason of the last move; not its words."""
    reasons = dict(round_.adjustments.order_by("number").values_list("student", "reason"))
    rows = Assignment.objects.filter(round=round_).moved().order_by("student")
    return tuple(
        Moved(
            student_id=str(row.student_id),
            before=str(row.solved_id) if row.solved_id else None,
            after=str(row.offer_id) if row.offer_id else None,
            reason=reasons[row.student_id],
        )
        for row in rows
    )


def _drawn(market: Market, seed: str) -> Market:
    numbers = lottery.numbers(seed, market.preferences)
    places = {
        name: Place(place.capacity, _line(place, numbers))
        for name, place in sorted(market.places.items())
    }
    return Market(dict(sorted(market.preferences.items())), places)


def _line(place: Place, numbers: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    drawn = [one for tier in place.tiers or () for one in sorted(tier, key=numbers.__getitem__)]
    return tuple((one,) for one in drawn or [NOBODY])


def _students(market: Market) -> bytes:
    rows = ((name, files.BETWEEN.join(wishes)) for name, wishes in market.preferences.items())
    return _table(files.STUDENTS, rows)


def _places(market: Market) -> bytes:
    rows = (
        (name, str(place.capacity), files.BETWEEN.join(one for (one,) in place.tiers or ()))
        for name, place in market.places.items()
    )
    return _table(files.PLACES, rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return file.getvalue().encode()


def _zipped(found: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()

"""A person moves a student by hand, and nobody can miss that it was a person."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from placements.accreditations.models import Accreditation
from placements.agreements.models import Placement, Route
from placements.agreements.transitions import State as PlacementState
from placements.contacts.models import CompanyContact
from placements.matching import actions, adjusting, answering, certificate, exporting
from placements.matching.models import Adjustment, AdjustmentReason, Assignment, Offer, Round
from placements.matching.priorities import Facts
from placements.matching.reasons import Reason
from placements.matching.rules import (
    AlreadyAgreed,
    DoesNotFit,
    NoProof,
    NoRoom,
    NotPossible,
    NoWhy,
    SamePlace,
)
from schools.registry.models import School
from schools.students import erasing
from schools.students.models import Student
from schools.students.signals import End
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose
from tests import cast
from tests.placements.matching.rounds import AFTER, ENDS, STARTS, TODAY, Matching
from tests.schools.students.people import make_coordinator
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
WHY = "De bus rijdt daar niet meer."


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


class Solved:
    """Two students; Ana at the first place of both, Bo at the second; a third place is free."""

    def __init__(self, school: School) -> None:
        self.matching = Matching(school)
        draft = self.matching.draft("goals")
        self.near = self.matching.offer(draft, "Dichtbij")
        self.far = self.matching.offer(draft, "Ver")
        self.free = self.matching.offer(draft, "Vrij")
        self.round = self.matching.open(draft)
        self.ana, self.bo = self.matching.student("Ana"), self.matching.student("Bo")
        for student, goals in ((self.ana, 2), (self.bo, 1)):
            facts = Facts(goals=goals)  # Ana comes first at both: no lottery in these tests
            wishes = [actions.Wanted(one.pk, facts) for one in (self.near, self.far)]
            self.matching.hand_in(self.round, student, *wishes)
        self.round = self.matching.finish(self.round, publish=False)

    def move(self, student: Student, to: Offer | None, **given: str) -> Adjustment:
        said = {"reason": AdjustmentReason.PRACTICAL, "why": WHY} | given
        goal = to.pk if to else None
        with suppose(AFTER):
            return adjusting.move(
                by=self.matching.ilse, round_=self.round, student=student, to=goal, **said
            )

    def publish(self) -> None:
        with suppose(AFTER):
            self.round = actions.publish(by=self.matching.ilse, round_=self.round)

    def at(self, student: Student) -> Offer | None:
        return Assignment.objects.get(round=self.round, student=student).offer

    def heard(self, student: Student) -> list[Reason]:
        account = student.account
        assert account is not None
        found = answering.answers(by=account, round_=self.round, student=student)
        return [one.reason for one in found]


@pytest.fixture
def solved(school: School) -> Solved:
    return Solved(school)


def test_a_move_keeps_what_was_solved_and_who_did_it(solved: Solved) -> None:
    moved = solved.move(solved.bo, solved.free)
    row = Assignment.objects.get(student=solved.bo)
    assert (row.offer, row.solved, row.is_moved) == (solved.free, solved.far, True)
    assert (moved.by, moved.on, moved.before, moved.after) == (
        solved.matching.ilse, AFTER, solved.far, solved.free,
    )  # fmt: skip
    event = Event.objects.get(verb=Verb.MATCHING_ADJUSTED, subject=solved.bo.pk)
    assert event.detail == {"round": str(solved.round.pk), "reason": "practical"}
    assert [one.student for one in Assignment.objects.moved()] == [solved.bo]


def test_moving_out_and_back_is_two_rows_and_no_difference(solved: Solved) -> None:
    solved.move(solved.bo, None)
    assert solved.at(solved.bo) is None
    assert Assignment.objects.moved().count() == 1
    solved.move(solved.bo, solved.far)
    assert Adjustment.objects.count() == 2
    assert not Assignment.objects.moved().exists()
    assert exporting.moved(solved.round) == ()


def test_a_move_needs_a_reason_room_and_a_place_that_fits(solved: Solved) -> None:
    for nothing in ("  ", ".", "\u200b\u2060 \u200d"):
        with pytest.raises(NoWhy):
            solved.move(solved.bo, solved.free, why=nothing)
    with pytest.raises(NoWhy):
        solved.move(solved.bo, solved.free, reason="origin")
    with pytest.raises(NoRoom):
        solved.move(solved.bo, solved.near)
    with pytest.raises(SamePlace):
        solved.move(solved.bo, solved.far)
    Accreditation.objects.filter(company=solved.free.place.company).delete()
    with pytest.raises(DoesNotFit):
        solved.move(solved.bo, solved.free)
    assert not Adjustment.objects.exists()


def test_who_left_or_was_in_no_list_is_not_moved(solved: Solved) -> None:
    with pytest.raises(NotPossible):
        solved.move(solved.matching.student("Cem"), solved.free)
    Student.objects.filter(pk=solved.bo.pk).update(enrolment_end=TODAY)
    solved.bo.refresh_from_db()
    with pytest.raises(DoesNotFit):
        solved.move(solved.bo, solved.free)
    solved.move(solved.bo, None)


def test_nobody_is_moved_before_a_round_is_solved_and_only_by_its_school(
    solved: Solved, other_school: School
) -> None:
    stranger = make_coordinator(other_school, "Els Vreemd")
    with pytest.raises(PermissionDenied):
        adjusting.move(
            by=stranger, round_=solved.round, student=solved.bo, to=None, reason="asked", why=WHY
        )
    with pytest.raises(PermissionDenied):
        adjusting.rooms(by=stranger, round_=solved.round, student=solved.bo)
    solved.round = solved.matching.draft()
    with pytest.raises(NotPossible):
        solved.move(solved.bo, None)


def test_a_coordinator_sees_where_there_is_room_and_whom_a_move_passes_over(
    solved: Solved,
) -> None:
    with suppose(AFTER):
        rooms = adjusting.rooms(by=solved.matching.ilse, round_=solved.round, student=solved.ana)
        assert [(one.offer, one.free, one.rank) for one in rooms] == [(solved.free, 1, None)]
    pairs = adjusting.pairs_after(
        by=solved.matching.ilse, round_=solved.round, student=solved.ana, to=solved.free.pk
    )
    # Ana asked for both places and comes first; Bo would rather be at the one that she leaves.
    assert pairs == (0, 3)
    solved.move(solved.ana, solved.free)
    assert [one.rank for one in adjusting.rooms(
        by=solved.matching.ilse, round_=solved.round, student=solved.bo
    )] == [1]  # fmt: skip


def test_a_moved_student_hears_what_is_true(solved: Solved) -> None:
    solved.move(solved.ana, solved.free)
    solved.move(solved.bo, solved.near)
    solved.publish()
    assert solved.heard(solved.ana) == [Reason.TAKEN_OUT, Reason.WAS_HIGHER]
    assert solved.heard(solved.bo) == [Reason.BY_HAND, Reason.TAKEN_OUT]
    account = solved.ana.account
    assert account is not None
    told = answering.last_move(by=account, round_=solved.round, student=solved.ana)
    assert told is not None
    assert (told.reason, told.why) == (AdjustmentReason.PRACTICAL, WHY)


def test_others_hear_that_something_was_changed_by_hand_and_not_for_whom(solved: Solved) -> None:
    solved.move(solved.ana, solved.free)
    solved.publish()
    account = solved.bo.account
    assert account is not None
    near, far = answering.answers(by=account, round_=solved.round, student=solved.bo)
    assert (near.reason, near.is_touched) == (Reason.FULL, True)
    assert (far.reason, far.is_touched) == (Reason.GOT_IT, False)
    assert answering.last_move(by=account, round_=solved.round, student=solved.bo) is None


# ---------- placements ----------


def test_publishing_proposes_a_placement_for_everybody_with_a_place(solved: Solved) -> None:
    solved.move(solved.bo, None)
    solved.publish()
    made = Placement.objects.get()
    assert (made.student, made.place, made.route) == (
        solved.ana, solved.near.place, Route.MATCHING,
    )  # fmt: skip
    assert (made.starts_on, made.ends_on) == (STARTS, ENDS)


def test_after_publishing_the_proposed_placement_moves_along(solved: Solved) -> None:
    solved.publish()
    solved.move(solved.bo, solved.free)
    rows = Placement.objects.filter(student=solved.bo).values_list("place", "state")
    assert dict(rows) == {
        solved.far.place_id: PlacementState.WITHDRAWN,
        solved.free.place_id: PlacementState.PROPOSED,
    }


def test_what_was_agreed_is_not_moved_in_the_round(solved: Solved) -> None:
    solved.publish()
    Placement.objects.filter(student=solved.bo).update(state=PlacementState.AGREED, agreed_on=AFTER)
    with pytest.raises(AlreadyAgreed):
        solved.move(solved.bo, solved.free)
    assert solved.at(solved.bo) == solved.far


# ---------- the proof ----------


def unpacked(solved: Solved, folder: Path) -> dict[str, Path]:
    with zipfile.ZipFile(
        io.BytesIO(exporting.export(by=solved.matching.ilse, round_=solved.round))
    ) as archive:
        archive.extractall(folder)
        return {name: folder / name for name in archive.namelist()}


def verify(files: dict[str, Path], result: str = "R.csv") -> str:
    out = io.StringIO()
    call_command("matching", "verify", *(
        str(files[name]) for name in ("S.csv", "P.csv", result, "C.json")
    ), stdout=out)  # fmt: skip
    return out.getvalue()


def test_the_command_verifies_what_a_page_gives(solved: Solved, tmp_path: Path) -> None:
    files = unpacked(solved, tmp_path)
    assert set(files) == {"S.csv", "P.csv", "R.csv", "C.json", "README.txt"}
    assert verify(files).startswith("True. 2 of 2 students placed")
    assert Event.objects.filter(verb=Verb.MATCHING_EXPORTED, subject=solved.round.pk).exists()


def test_no_file_names_anybody(solved: Solved, tmp_path: Path) -> None:
    solved.move(solved.bo, solved.free)
    text = "".join(path.read_text() for path in unpacked(solved, tmp_path).values())
    for word in ("Ana", "Bo,", "1001", "zeewaarde", "Ilse", "Garage", "bus"):
        assert word not in text


def test_after_a_move_the_solved_result_is_still_true_and_the_other_is_a_persons(
    solved: Solved, tmp_path: Path
) -> None:
    solved.move(solved.bo, solved.free)
    files = unpacked(solved, tmp_path)
    assert "a person put 1 student elsewhere by hand" in verify(files)
    with pytest.raises(CommandError) as told:
        verify(files, "R-adjusted.csv")
    assert told.value.returncode == 1
    said = str(told.value)
    assert f"{str(solved.bo.pk)!r} from {str(solved.far.pk)!r} to {str(solved.free.pk)!r}" in said
    assert "(practical)" in said
    assert "decision of a person" in said


def test_a_move_that_the_certificate_does_not_name_is_just_false(
    solved: Solved, tmp_path: Path
) -> None:
    solved.move(solved.bo, solved.free)
    files = unpacked(solved, tmp_path)
    text = files["R-adjusted.csv"].read_text()
    files["R-adjusted.csv"].write_text(text.replace(str(solved.near.pk), ""))
    with pytest.raises(CommandError) as told:
        verify(files, "R-adjusted.csv")
    assert "decision of a person" not in str(told.value)


def test_a_place_where_nobody_may_come_lets_nobody_in(school: School, tmp_path: Path) -> None:
    solved = Solved(school)
    assert "nobody" in exporting.proof_of(solved.round)["P.csv"].decode()
    proof = certificate.read(exporting.proof_of(solved.round)["C.json"])
    assert proof.counts.seats == 3


def test_after_erasing_a_student_the_rest_is_not_called_proof(solved: Solved) -> None:
    erasing.delete(solved.ana, solved.matching.ilse, End.ASKED)
    with pytest.raises(NoProof):
        exporting.export(by=solved.matching.ilse, round_=solved.round)


def test_only_the_schools_coordinators_take_the_files(
    solved: Solved, school: School, other_school: School
) -> None:
    for user in (make_coordinator(other_school, "Els Vreemd"), cast.make_administrator(school)):
        with pytest.raises(PermissionDenied):
            exporting.export(by=user, round_=solved.round)
    with pytest.raises(NotPossible):
        exporting.proof_of(solved.matching.draft())


def test_erasing_a_student_takes_the_moves_along(solved: Solved) -> None:
    solved.move(solved.bo, solved.free)
    erasing.delete(solved.bo, solved.matching.ilse, End.ASKED)
    assert not Adjustment.objects.exists()
    solved.move(solved.ana, solved.far)
    assert Adjustment.objects.get().number == 1


def test_nothing_of_a_round_is_left_when_it_is_forgotten(solved: Solved) -> None:
    solved.move(solved.bo, solved.free)
    Round.objects.all().delete()
    assert not Adjustment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_taking_the_files_is_one_transaction_of_its_own(school: School) -> None:
    """The audit log refuses to write outside of one; other tests run inside one."""
    solved = Solved(school)
    assert exporting.export(by=solved.matching.ilse, round_=solved.round)


# ---------- who speaks for a company ----------


def speaks_for(solved: Solved, offer: Offer) -> None:
    CompanyContact.objects.create(
        company=offer.place.company, user=solved.matching.ilse, started_on=TODAY
    )


def test_who_speaks_for_a_company_reads_nobody_who_comes_there(solved: Solved) -> None:
    """A company learns a name from the agreement on: not from its own people at the school."""
    speaks_for(solved, solved.near)
    client = Client()
    sign_in(client, solved.matching.ilse)
    where = [solved.round.school.code, solved.round.pk]
    page = client.get(reverse("rounds:result", args=where)).content.decode()
    assert "Bo" in page
    assert str(solved.ana.pk) not in page
    move = reverse("rounds:move", args=[*where, solved.ana.pk])
    assert client.get(move).status_code == 404
    assert client.post(reverse("rounds:proof", args=where)).status_code == 409


def test_who_speaks_for_a_company_brings_nobody_in_and_takes_nobody_out(solved: Solved) -> None:
    speaks_for(solved, solved.free)
    rooms = adjusting.rooms(by=solved.matching.ilse, round_=solved.round, student=solved.bo)
    assert rooms == []
    with pytest.raises(NotPossible):
        solved.move(solved.bo, solved.free)
    speaks_for(solved, solved.far)
    with pytest.raises(NotPossible):
        solved.move(solved.bo, None)

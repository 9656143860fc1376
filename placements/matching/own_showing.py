"""The pages of a student's own rounds, put together from what is theirs."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from placements.matching import answering, certificate, lottery, own_reading, own_words, policy
from placements.matching.models import Offer, Round, Wish
from placements.matching.reasons import Answer
from placements.matching.transitions import SEED_IS_TOLD, State
from placements.places.models import TrainingPlace
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.ui.templatetags.ui import short_date


@dataclass(frozen=True)
class Row:
    """A round on the student's list of rounds."""

    round: Round
    label: str
    icon: str
    kind: str
    next: str
    is_yours: bool


@dataclass(frozen=True)
class Why:
    """A place of the own list after the result, with what can be checked."""

    position: int
    place: TrainingPlace
    is_yours: bool
    reason: str
    checkable: list[tuple[str, str]]
    is_touched: bool


_BADGES = {
    State.OPEN: ("edit", "info"),
    State.CLOSED: ("clock", "neutral"),
    State.SOLVED: ("clock", "neutral"),
    State.PUBLISHED: ("flag", "success"),
    State.WITHDRAWN: ("x", "neutral"),
}


def row(round_: Round, student: Student, day: date, *, has_list: bool) -> Row:
    icon, kind = _BADGES[State(round_.state)]
    is_open = round_.takes_wishes(day) and not student.has_left(day)
    if is_open and has_list:
        icon, kind = "check", "success"
    return Row(
        round=round_,
        label=_("Je doet mee") if is_open and has_list else _label(round_, day),
        icon=icon,
        kind=kind,
        next=_next(round_, day, has_list=has_list, is_open=is_open),
        is_yours=is_open and not has_list,
    )


def _label(round_: Round, day: date) -> str:
    """What the state is called to a student: an open round is closed to lists after its day."""
    if round_.state == State.OPEN and not round_.takes_wishes(day):
        return str(State.CLOSED.label)
    return {
        State.OPEN: _("Je kunt meedoen"),
        State.CLOSED: _("De lijsten zijn binnen"),
        State.SOLVED: _("Je school kijkt de uitslag na"),
        State.PUBLISHED: _("De uitslag is er"),
        State.WITHDRAWN: _("Gestopt"),
    }[State(round_.state)]


def _next(round_: Round, day: date, *, has_list: bool, is_open: bool) -> str:
    """One sentence: what the student can do, or what comes."""
    last = {"day": short_date(round_.closes_on)}
    if round_.state == State.PUBLISHED:
        return _("Lees waar je komt, en waarom.")
    if round_.state == State.WITHDRAWN:
        return _("Je school heeft deze ronde gestopt. Er komt geen uitslag.")
    if is_open and has_list:
        return _("Je lijst is ingeleverd. Veranderen kan tot en met %(day)s.") % last
    if is_open:
        return _("Jij bent aan zet: lever je lijst in, uiterlijk op %(day)s.") % last
    if has_list:
        return _("Je lijst telt mee. Je leest hier de uitslag zodra je school die bekendmaakt.")
    return _("Je hebt geen lijst ingeleverd.")


def overview(records: list[Student], day: date) -> list[dict[str, Any]]:
    """The rounds of every record: two schools are two records."""
    found = []
    for student in records:
        rounds = list(own_reading.rounds_for(student))
        rows = Wish.objects.filter(student=student, offer__round__in=rounds)
        listed = set(rows.order_by().values_list("offer__round", flat=True))
        shown = [
            row(one, student, day, has_list=one.pk in listed and _is_own(one, student))
            for one in rounds
        ]
        found.append({"student": student, "rows": shown})
    return found


def _is_own(round_: Round, student: Student) -> bool:
    return own_reading.is_own_list(round_, student)


def page(round_: Round, student: Student, by: User, day: date) -> dict[str, Any]:
    """All that the student's page of one round shows."""
    wishes = list(own_reading.wishes_of(round_, student))
    criteria = round_.ranking
    return {
        "round": round_,
        "student": student,
        "row": row(round_, student, day, has_list=bool(wishes)),
        "may_hand_in": round_.takes_wishes(day) and round_.is_for(student, day),
        "criteria": [own_words.counting(one) for one in criteria],
        "wishes": [(wish, own_words.counts_of(wish, criteria)) for wish in wishes],
        "lacks_travel": "travel" in criteria and any(one.minutes is None for one in wishes),
        "is_seed_told": round_.state in SEED_IS_TOLD,
        "result": result(round_, student, by, wishes),
    }


def result(round_: Round, student: Student, by: User, wishes: list[Wish]) -> dict[str, Any] | None:
    """Nothing before it is published."""
    if round_.state != State.PUBLISHED:
        return None
    own = policy.own_assignment(round_, student)
    offer = own.offer if own else None
    answers = answering.answers(by=by, round_=round_, student=student) if wishes else []
    return {
        "took_part": own is not None,
        "place": _place(offer),
        "rank": next((one.position for one in wishes if offer and one.offer_id == offer.pk), None),
        "move": answering.last_move(by=by, round_=round_, student=student),
        "whys": _whys(wishes, answers, offer),
    }


def _place(offer: Offer | None) -> TrainingPlace | None:
    if offer is None:
        return None
    return TrainingPlace.objects.select_related("company").get(pk=offer.place_id)


def _whys(wishes: list[Wish], answers: list[Answer], offer: Offer | None) -> list[Why]:
    by_place = {answer.place: answer for answer in answers}
    if not by_place:  # the list was not in the round: who changed programme before the end
        return []
    return [
        Why(
            position=wish.position,
            place=wish.offer.place,
            is_yours=offer is not None and wish.offer_id == offer.pk,
            reason=own_words.reason(by_place[str(wish.offer_id)]),
            checkable=own_words.checkable(by_place[str(wish.offer_id)]),
            is_touched=by_place[str(wish.offer_id)].is_touched,
        )
        for wish in wishes
    ]


def check(round_: Round, student: Student) -> dict[str, Any]:
    """What a student types to draw the own number again; the own id and what was published."""
    own = str(student.pk)
    return {
        "round": round_,
        "own_id": own,
        "number": lottery.numbers(round_.seed, [own])[own],
        "draw_command": f"printf '%s' {own} | openssl dgst -sha256 -hmac {round_.seed}",
        "seed_command": f"printf '%s' {round_.seed} | openssl dgst -sha256",
    }


def own_certificate(round_: Round, student: Student) -> bytes:
    """Everything of it but who else was moved by hand: an id is a row of somebody."""
    proof = certificate.read(round_.certificate.encode())
    own = tuple(one for one in proof.adjusted if one.student_id == str(student.pk))
    return certificate.written(replace(proof, adjusted=own))

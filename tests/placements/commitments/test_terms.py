"""Lapsing by the day, renewal, and a history that only grows."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from placements.commitments import catalogue
from placements.commitments.actions import Shown
from placements.commitments.catalogue import Entry, Text
from placements.commitments.final import RowsAreFinal
from placements.commitments.models import (
    Commitment,
    CommitmentEvent,
    CompanyCommitment,
    Evidence,
    Organisation,
)
from placements.commitments.rules import DaysMissing, NothingShown, NotPossible
from placements.commitments.signals import commitments_changed
from placements.commitments.transitions import State, Verb
from stagebaken.web.days import add_months, suppose
from tests.placements.commitments.people import DAY, Scene, now

END = date(2027, 11, 20)
ONE = timedelta(days=1)


def test_a_commitment_counts_to_its_last_day_and_not_a_day_longer(scene: Scene) -> None:
    one = scene.declare()
    assert one.valid_until == END
    standing = CompanyCommitment.objects.standing
    assert [standing(day).exists() for day in (DAY - ONE, DAY, END, END + ONE)] == [
        False,
        True,
        True,
        False,
    ]
    assert (one.state_on(END), one.state_on(END + ONE)) == (State.DECLARED, State.LAPSED)


def test_what_stands_says_whether_its_check_counts(scene: Scene) -> None:
    one = scene.show(scene.declare())
    scene.declare("veilig")
    scene.decide(one)
    found = {row.commitment_id: row.checked for row in CompanyCommitment.objects.standing(DAY)}
    assert found == {"gesprek": True, "veilig": False}
    assert [row.commitment_id for row in CompanyCommitment.objects.checked(DAY)] == ["gesprek"]


def test_renewal_waits_for_the_last_sixty_days(scene: Scene) -> None:
    one = scene.declare()
    with suppose(END - timedelta(days=61)), pytest.raises(NotPossible):
        scene.renew(one)
    with suppose(END - timedelta(days=60)):
        assert scene.renew(one).valid_until == date(2028, 11, 20)
    with suppose(END + ONE):
        assert now(one).state_on(END + ONE) is State.DECLARED


def test_a_check_counts_to_the_end_of_its_own_term_after_renewal(scene: Scene) -> None:
    one = scene.show(scene.declare())
    scene.decide(one)
    with suppose(END - timedelta(days=10)):
        scene.renew(one)
    one = now(one)
    assert one.state == State.DECLARED
    assert (one.is_checked(END), one.is_checked(END + ONE)) == (True, False)
    assert CompanyCommitment.objects.checked(END).exists()
    assert not CompanyCommitment.objects.checked(END + ONE).exists()
    assert CompanyCommitment.objects.standing(END + ONE).exists()


def test_evidence_that_waits_goes_on_waiting_after_renewal(scene: Scene) -> None:
    one = scene.show(scene.declare())
    with suppose(END):
        one = scene.renew(one)
        assert one.state == State.EVIDENCE
        assert one.evidence.filter(round=one.round).count() == 1


def test_after_lapsing_it_starts_afresh_and_the_history_tells_when_it_lapsed(
    scene: Scene,
) -> None:
    one = scene.show(scene.declare())
    scene.decide(one)
    with suppose(END + timedelta(days=100)):
        again = scene.declare()
    assert again.pk == one.pk
    assert (again.state, again.checked_on, again.evidence_on) == (State.DECLARED, None, None)
    assert not again.evidence.filter(round=again.round).exists()
    told = [(event.verb, event.day) for event in again.events.all()]
    assert told[-2:] == [
        (Verb.LAPSE, END + ONE),
        (Verb.DECLARE, END + timedelta(days=100)),
    ]


def test_a_company_keeps_the_words_it_promised_until_it_renews(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = scene.declare()
    old = catalogue.BY_CODE["gesprek"]
    better = Text(2, name="Beter", short="Beter", promise="Beter.", evidence="Meer.", months=6)
    new = Entry("gesprek", old.bit, (*old.versions, better))
    monkeypatch.setitem(catalogue.BY_CODE, "gesprek", new)
    Commitment.objects.filter(code="gesprek").update(version=2)
    assert now(one).text == old.current
    with suppose(END):
        renewed = scene.renew(one)
    assert (renewed.text, renewed.valid_until) == (better, date(2028, 5, 20))
    assert [event.version for event in renewed.events.all()] == [1, 2]


@pytest.mark.parametrize("days", [None, 0, 4, 11])
def test_answering_in_time_needs_one_of_three_numbers(scene: Scene, days: int | None) -> None:
    with pytest.raises(DaysMissing):
        scene.declare("antwoord", answer_days=days)


def test_the_number_of_days_stands_in_the_name(scene: Scene) -> None:
    one = scene.declare("antwoord", answer_days=5)
    assert one.name == "Elke sollicitatie krijgt binnen 5 werkdagen antwoord"
    with pytest.raises(DaysMissing):
        scene.declare("veilig", answer_days=5)


def test_evidence_is_something(scene: Scene) -> None:
    one = scene.declare()
    with pytest.raises(NothingShown):
        scene.show(one, Shown())
    with pytest.raises(NothingShown):
        scene.show(one, Shown(badge_number="12"))


def test_months_end_on_the_last_day_where_there_is_no_such_day() -> None:
    assert add_months(date(2027, 2, 28), 12) == date(2028, 2, 28)
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 1), 12) == date(2027, 12, 1)


def test_nothing_in_a_history_is_changed_or_deleted(scene: Scene) -> None:
    one = scene.show(scene.declare())
    for model in (CommitmentEvent, Evidence):
        row = model.objects.first()
        assert row is not None
        for attempt in (
            row.save,
            row.delete,
            lambda rows=model.objects: rows.update(day=DAY),
            lambda rows=model.objects: rows.all().delete(),
            lambda rows=model.objects, row=row: rows.bulk_update([row], ["commitment"]),
        ):
            with pytest.raises(RowsAreFinal):
                attempt()
    with pytest.raises(IntegrityError), transaction.atomic():
        one.delete()


def test_every_change_is_told_within_its_transaction(scene: Scene) -> None:
    heard: list[list[object]] = []

    def hear(companies: list[object], **_: object) -> None:
        assert transaction.get_connection().in_atomic_block
        heard.append(companies)

    commitments_changed.connect(hear)
    try:
        one = scene.declare()
        scene.show(one)
        scene.decide(one)
        scene.withdraw(one)
    finally:
        commitments_changed.disconnect(hear)
    assert heard == [[scene.company.pk]] * 4


def test_a_listener_that_fails_undoes_the_change(scene: Scene) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("no index")

    commitments_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            scene.declare()
    finally:
        commitments_changed.disconnect(fail)
    assert not CompanyCommitment.objects.exists()


def test_the_database_refuses_a_state_that_follows_from_the_day(scene: Scene) -> None:
    one = scene.declare()
    with pytest.raises(IntegrityError), transaction.atomic():
        CompanyCommitment.objects.filter(pk=one.pk).update(state=State.LAPSED)


def test_the_history_names_organisations(scene: Scene) -> None:
    one = scene.show(scene.declare())
    scene.decide(one)
    assert [event.who for event in one.events.all()] == [
        "het bedrijf",
        "het bedrijf",
        "mbo Zeewaarde",
    ]
    assert one.events.last().organisation == Organisation.SCHOOL  # type: ignore[union-attr]

"""Work is bounded: who finds no place in time is told so, and the other lane goes on."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from uuid import uuid4

import pytest
from django.conf import LazySettings

from stagebaken.vault import lanes, passphrases, receipts
from stagebaken.vault.errors import Busy

COST = {"memory_cost": 8, "iterations": 1, "lanes": 1}


@pytest.fixture
def full(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The lane of receipts, with every place taken."""
    settings.ARGON2_WAIT_SECONDS = 0.05
    lane = lanes.Lane()
    monkeypatch.setattr(lanes, "RECEIPTS", lane)
    with ExitStack() as places:
        for _ in range(settings.ARGON2_LANE_SIZE):
            places.enter_context(lane.place())
        yield


def test_a_full_lane_is_busy_within_the_promised_time(full: None, db: None) -> None:
    began = time.monotonic()
    with pytest.raises(Busy):
        receipts.derive(receipts.new_receipt())
    assert time.monotonic() - began < 5  # of ten, where nobody set another


def test_staff_still_work_when_the_lane_of_receipts_is_full(full: None) -> None:
    assert passphrases.seal_private_key(bytes(96), "words", recipient_id=uuid4())


def test_a_place_is_given_back_after_an_error(settings: LazySettings) -> None:
    settings.ARGON2_WAIT_SECONDS = 0.05
    lane = lanes.Lane()
    for _ in range(settings.ARGON2_LANE_SIZE + 1):
        with pytest.raises(ZeroDivisionError), lane.place():
            raise ZeroDivisionError
    with lane.place():
        pass


def test_who_waits_gets_the_place_that_comes_free(settings: LazySettings) -> None:
    settings.ARGON2_LANE_SIZE = 1
    settings.ARGON2_WAIT_SECONDS = 10
    lane, done = lanes.Lane(), threading.Event()

    def wait() -> None:
        lanes.argon2id(lane, "secret", salt=bytes(16), cost=COST)
        done.set()

    waiting = threading.Thread(target=wait)
    with lane.place():
        waiting.start()
        assert not done.is_set()
    waiting.join(timeout=10)
    assert done.is_set()


def test_thirty_at_once_all_get_through(settings: LazySettings) -> None:
    """A class behind one address: nobody is refused for being one of many."""
    settings.ARGON2_WAIT_SECONDS = 10
    lane, results = lanes.Lane(), []

    def derive(number: int) -> None:
        results.append(lanes.argon2id(lane, str(number), salt=bytes(16), cost=COST))

    class_of_thirty = [threading.Thread(target=derive, args=[number]) for number in range(30)]
    for student in class_of_thirty:
        student.start()
    for student in class_of_thirty:
        student.join()
    assert len(set(results)) == 30

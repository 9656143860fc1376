"""Start acts in the same moment, each on a connection of its own: for races on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date
from threading import Barrier

from django.db import connection

from stagebaken.web.days import suppose


def at_once(
    *acts: Callable[[], object],
    refusals: tuple[type[Exception], ...] = (),
    day: date | None = None,
) -> list[object]:
    """What each gave, or the class of its refusal; any other error is the test's.

    All of it happens on this day, or today.
    """
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait(timeout=60)
        try:
            with suppose(day) if day else nullcontext():
                return act()
        except refusals as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))

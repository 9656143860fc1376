"""Start acts in the same moment, each on a connection of its own: for races on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(
    *acts: Callable[[], object], refusals: tuple[type[Exception], ...] = ()
) -> list[object]:
    """What each gave, or the class of its refusal; any other error is the test's."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait(timeout=10)
        try:
            return act()
        except refusals as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))

"""The same form sent twice in one moment, with real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from placements.accreditations.models import Accreditation, Key
from placements.search.own_words import set_words, words_of_school
from placements.supervision import actions
from placements.supervision.decisions import Refused
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose
from tests import cast
from tests.placements.accreditations.conftest import TODAY

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def twice_at_once(verb: Callable[[], object]) -> list[object]:
    start = Barrier(2)

    def run(_: int) -> object:
        start.wait(timeout=10)
        try:
            with suppose(TODAY):
                return verb()
        except Refused as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, range(2)))


@pytest.mark.parametrize("_round", range(5))
def test_a_double_click_recognises_once(advisor: User, key: Key, _round: int) -> None:
    def recognise() -> None:
        actions.recognise(by=advisor, key=key, day=TODAY, until=None, reason="Bezocht")

    assert twice_at_once(recognise).count(Refused) == 1
    assert Accreditation.objects.count() == 1


@pytest.mark.parametrize("_round", range(5))
def test_a_double_click_keeps_the_words_of_a_school(_round: int) -> None:
    school, words = cast.zeewaarde(), {f"woord{number}": "kapper" for number in range(200)}
    set_words(school=school, words=words)
    twice_at_once(lambda: set_words(school=school, words=words))
    assert dict(words_of_school(school.code)) == words

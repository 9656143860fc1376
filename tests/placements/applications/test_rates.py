"""How a company answers: from ten applications on, and never of fewer."""

from datetime import timedelta
from math import inf
from statistics import median

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from placements.applications import rates
from placements.applications.models import Application
from placements.applications.rates import UNKNOWN, rate_of
from placements.applications.transitions import State
from stagebaken.web.days import suppose, today
from tests.placements.applications.scene import MONDAY, Scene, act, make_student

waited = st.lists(st.none() | st.integers(min_value=0, max_value=400), max_size=40)


@given(days=waited)
def test_below_ten_nothing_is_known_and_above_it_the_share_is_in_tenths(
    days: list[int | None],
) -> None:
    """Attack: 11/13, as the API would give it, tells how many applied."""
    rate = rate_of(days)
    if len(days) < 10:
        assert rate == UNKNOWN
        return
    assert rate.share == round(sum(one is not None for one in days) / len(days), 1)
    usual = median(inf if one is None else one for one in days)
    assert rate.days == (None if usual == inf else usual)


@given(days=waited)
def test_the_order_says_nothing(days: list[int | None]) -> None:
    assert rate_of(days) == rate_of(reversed(days))


def many(scene: Scene, number: int) -> list[Application]:
    return [
        scene.apply(make_student(scene.school, f"Student Nummer {one}")) for one in range(number)
    ]


def answered(scene: Scene, number: int, total: int) -> None:
    """So many of so many got an answer, after three days; the term of the others passed."""
    with suppose(MONDAY):
        sent = many(scene, total)
    with suppose(MONDAY + timedelta(days=3)):
        for one in sent[:number]:
            act(scene, one, State.REFUSED)
    for one in sent[number:]:
        Application.objects.filter(pk=one.pk).update(
            state=State.NO_ANSWER, no_answer_on=MONDAY + timedelta(days=22)
        )


def renew(scene: Scene, days: int = 30) -> None:
    rates.renew(MONDAY + timedelta(days=days))
    scene.garage.refresh_from_db()


def rate(scene: Scene) -> tuple[float | None, float | None]:
    return scene.garage.reply_rate, scene.garage.reply_days


def test_nine_applications_say_nothing_and_ten_do(scene: Scene) -> None:
    answered(scene, 7, 9)
    renew(scene)
    assert scene.garage.reply_rate is None
    with suppose(MONDAY):
        act(scene, scene.apply(), State.REFUSED)
    renew(scene)
    assert rate(scene) == (0.8, 3.0)


def test_the_api_the_results_and_the_company_page_show_it(scene: Scene) -> None:
    answered(scene, 8, 10)
    renew(scene)
    client = Client()
    (found,) = client.get("/api/v1/companies/?q=slinger").json()["results"]
    assert found["reply_rate"] == 0.8
    assert "Antwoordt op 8 van de 10" in client.get("/stages/?q=slinger").content.decode()
    page = client.get(f"/stages/{scene.garage.pk}/").content.decode()
    assert "8 van de 10 sollicitaties" in page
    assert "meestal binnen 3 dagen" in page


def test_whoever_withdrew_before_an_answer_and_what_still_waits_do_not_count(scene: Scene) -> None:
    answered(scene, 9, 9)
    with suppose(MONDAY):
        act(scene, scene.apply(), State.WITHDRAWN)
        scene.apply(make_student(scene.school, "Wacht Nog"))
    renew(scene)
    assert scene.garage.reply_rate is None


def test_withdrawing_after_silence_does_not_hide_the_silence(scene: Scene) -> None:
    answered(scene, 5, 10)
    for one in Application.objects.filter(state=State.NO_ANSWER)[:3]:
        user = one.student.account
        assert user
        act(scene, one, State.WITHDRAWN, by=user)
    renew(scene)
    assert scene.garage.reply_rate == 0.5


def test_after_a_year_it_is_forgotten(scene: Scene) -> None:
    answered(scene, 10, 10)
    renew(scene)
    assert scene.garage.reply_rate == 1.0
    renew(scene, days=366)
    assert scene.garage.reply_rate is None
    assert rates.renew(MONDAY + timedelta(days=367)) == 0
    assert today()

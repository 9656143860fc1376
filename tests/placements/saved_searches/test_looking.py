"""What is new: exactly what matches and never matched before, whatever made it match."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from placements.accreditations.actions import block, lift, recognise
from placements.accreditations.models import Status
from placements.places import actions as places
from placements.saved_searches import actions, errors, looking, shapes
from placements.saved_searches.known import KEY_BYTES, key, pack, unpack
from placements.saved_searches.models import Find, SavedSearch
from placements.search.engine import answer
from stagebaken.web.days import suppose, today
from tests.placements.applications.scene import Scene
from tests.placements.places.writing import (
    TASKS,
    a_company,
    a_place,
    a_programme,
    an_open_place,
    key_of,
    recognised,
)
from tests.placements.saved_searches.saving import AUTO, keep, morning


def found(search: SavedSearch) -> set[tuple[str, str]]:
    """The company and place of everything new."""
    rows = Find.objects.filter(search=search)
    return {(one.company.name, one.place.title if one.place else "") for one in rows}


def test_what_was_there_when_it_was_saved_is_no_news(scene: Scene) -> None:
    search = keep(scene)
    morning()
    assert found(search) == set()
    assert len(mail.outbox) == 0


def test_a_company_that_is_recognised_from_today_is_new_once(scene: Scene) -> None:
    search = keep(scene)
    recognised(a_company("Autobedrijf Nieuw"), a_programme())
    morning(1)
    assert found(search) == {("Autobedrijf Nieuw", "")}
    actions.see(by=scene.user, search=search, until=2**60)
    morning(2)
    assert found(search) == set()


def test_a_recognition_that_was_written_earlier_is_new_on_the_day_that_it_begins(
    scene: Scene,
) -> None:
    start = today() + timedelta(days=5)
    later = a_company("Autobedrijf Later")
    recognise(key=key_of(later, a_programme()), source="proef", valid_from=start)
    search = keep(scene)
    for day in range(1, 5):
        morning(day)
        assert found(search) == set(), day
    morning(5)
    assert found(search) == {("Autobedrijf Later", "")}


def test_who_was_found_before_and_comes_back_is_not_new(scene: Scene) -> None:
    search = keep(scene)
    known = key_of(scene.garage, a_programme())
    block(key=known, status=Status.SUSPENDED, source="proef", day=today())
    morning(1)
    with suppose(today() + timedelta(days=1)):
        lift(key=known, source="proef", day=today())
    morning(2)
    assert found(search) == set()


def test_a_new_place_of_a_company_that_was_known_is_new(scene: Scene) -> None:
    search = keep(scene)
    facts: dict[str, Any] = {"programme_id": a_programme().pk, "pathway": "bol", "level": 2}
    an_open_place(company=scene.garage, title="Banden", **facts)
    a_place(company=scene.garage, title="Nog een concept", **facts)
    morning()
    assert found(search) == {("Garage De Slinger", "Banden")}


def test_a_new_company_with_a_place_is_one_piece_of_news(scene: Scene) -> None:
    search = keep(scene)
    nieuw = a_company("Autobedrijf Nieuw")
    recognised(nieuw, a_programme())
    an_open_place(company=nieuw, programme_id=a_programme().pk, pathway="bol", level=2)
    morning(1)
    assert found(search) == {("Autobedrijf Nieuw", "")}
    morning(2)
    assert Find.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "is_news"),
    [
        ("crebo=90211&vetted=1", False),
        ("q=autotechnicus&vetted=1", False),
        ("q=garage+receptie&vetted=0", True),
        ("vetted=0", True),
        ("vetted=0&pathway=bbl", False),
    ],
)
def test_a_place_for_another_trade_is_no_news(scene: Scene, asked: str, is_news: bool) -> None:
    an_open_place(company=scene.garage, title="Receptie van vroeger", programme_text="Receptie")
    search = keep(scene, asked)
    an_open_place(company=scene.garage, title="Receptie", programme_text="Receptie")
    morning()
    assert found(search) == ({("Garage De Slinger", "Receptie")} if is_news else set())


def test_a_place_that_closes_and_opens_again_is_not_new(scene: Scene) -> None:
    search = keep(scene)
    places.close(by=scene.gijs, place=scene.place)
    morning(1)
    scene.place.refresh_from_db()
    places.publish(by=scene.gijs, place=scene.place)
    morning(2)
    assert found(search) == set()


def test_a_change_that_says_nothing_new_is_no_news(scene: Scene) -> None:
    search = keep(scene)
    facts, version = {"title": "Anders"}, scene.place.version
    places.change(by=scene.gijs, place=scene.place, version=version, facts=facts, tasks=TASKS)
    morning()
    assert found(search) == set()


def test_only_companies_of_which_something_changed_are_asked_about(scene: Scene) -> None:
    """The question of a night leaves out who did not change; what is left is what changed."""
    search = keep(scene)
    tomorrow = today() + timedelta(days=1)
    with suppose(tomorrow):
        recognised(a_company("Autobedrijf Nieuw"), a_programme())
        question = shapes.question(search.asked)
        assert question is not None
        assert answer(question).total == 2
        assert answer(question.but(renewed_since=tomorrow)).total == 1


def test_a_search_that_finds_the_whole_register_is_not_kept(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "FOUND_MOST", 1)
    recognised(a_company("Autobedrijf Nieuw"), a_programme())
    with pytest.raises(errors.TooWide):
        keep(scene)
    assert not SavedSearch.objects.exists()


def test_during_a_pause_nothing_is_looked_for_and_after_it_only_what_comes_then(
    scene: Scene,
) -> None:
    search = keep(scene)
    actions.pause(by=scene.user, search=search)
    recognised(a_company("Autobedrijf Nieuw"), a_programme())
    morning(1)
    assert found(search) == set()
    with suppose(today() + timedelta(days=2)):
        actions.resume(by=scene.user, search=search)
    morning(3)
    assert found(search) == set()
    with suppose(today() + timedelta(days=4)):
        recognised(a_company("Autobedrijf Later"), a_programme())
    morning(5)
    assert found(search) == {("Autobedrijf Later", "")}


def test_what_nobody_looks_at_goes_after_sixty_days(scene: Scene) -> None:
    keep(scene)
    recognised(a_company("Autobedrijf Nieuw"), a_programme())
    morning(1)
    morning(61)
    assert Find.objects.count() == 1
    morning(62)
    assert Find.objects.count() == 0


def test_seen_is_what_stood_on_the_page_and_not_what_came_since(scene: Scene) -> None:
    search = keep(scene)
    recognised(a_company("Autobedrijf Nieuw"), a_programme())
    morning(1)
    until = Find.objects.get().pk
    with suppose(today() + timedelta(days=1)):
        recognised(a_company("Autobedrijf Later"), a_programme())
    morning(2)
    actions.see(by=scene.user, search=search, until=until)
    assert found(search) == {("Autobedrijf Later", "")}


def test_what_was_known_is_eight_bytes_an_id(scene: Scene) -> None:
    search = keep(scene)
    search.refresh_from_db()
    assert unpack(search.known) == {key(scene.garage.pk), key(scene.place.pk)}
    assert len(bytes(search.known)) == 2 * KEY_BYTES
    assert pack(unpack(search.known)) == bytes(search.known)


def test_a_search_that_can_no_longer_be_asked_finds_nothing_and_stops_nobody(
    scene: Scene,
) -> None:
    broken, good = keep(scene, name="Stuk"), keep(scene, "q=autotechnicus", name="Goed")
    SavedSearch.objects.filter(pk=broken.pk).update(asked="radius_km=7&level=9")
    recognised(a_company("Autobedrijf Nieuw"), a_programme())
    morning()
    assert found(broken) == set()
    assert found(good) == {("Autobedrijf Nieuw", "")}


def test_the_same_search_twice_is_one(scene: Scene) -> None:
    first, second = keep(scene, AUTO), keep(scene, "vetted=1&page=3&crebo=90211&evil=1")
    assert first == second
    assert "evil" not in first.asked
    assert "page" not in first.asked
    assert first.saved_on == today() >= date(2020, 1, 1)

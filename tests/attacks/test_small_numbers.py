"""Somebody who knows the school well reads the yearly figures, to find one report in them."""

import re
from datetime import date
from itertools import pairwise

import pytest

from reports.registration.actions import register
from reports.registration.models import RegistrationRecord
from reports.registration.shuffling import shuffle
from reports.yearly import actions
from reports.yearly.models import Kind, PublishedCell
from schools.registry.models import School
from tests.attacks.staff import signed_in
from tests.cast import make_administrator, make_member, make_team, zeewaarde
from tests.reports.yearly.making import HANDLED, records, released, schools

pytestmark = pytest.mark.django_db
NOISE = re.compile(r'value="[0-9A-Za-z]{64}"|ingelogd als [^<]*')
API = "/api/v1/yearly/2026/?school=zeewaarde"
PLACE = "/zaken/jaarverslag/zeewaarde/2026/"


@pytest.fixture
def school() -> School:
    return zeewaarde()


def read(client: object) -> str:
    """All that somebody gets of the figures, without what differs for each load or reader."""
    answers = [
        client.get(address)  # type: ignore[attr-defined]
        for address in ("/zaken/jaarverslag/", PLACE, f"{PLACE}cijfers.csv", API)
    ]
    assert {answer.status_code for answer in answers} == {200}
    return NOISE.sub("", "".join(answer.content.decode() for answer in answers))


def test_a_case_that_is_closed_after_the_release_changes_nothing_anywhere(school: School) -> None:
    records(school, 40, **HANDLED)
    released()
    client = signed_in(make_member(school).user)
    before = read(client)
    register(
        school=school,
        received_on=date(2026, 11, 9),
        acknowledged_on=date(2026, 11, 9),
        outcome_on=date(2026, 12, 1),
        grounds=["pregnancy"],
        phases=["during"],
        outcome="revoked",
    )
    actions.release(year=2026, kind=Kind.FINAL, day=date(2040, 1, 1))
    assert read(client) == before


def test_ten_reports_look_as_none(school: School) -> None:
    client = signed_in(make_member(school).user)
    pages = []
    for year, number in ((2026, 0), (2027, 10)):
        records(school, number, year=year, **HANDLED)
        released(year)
        text = client.get(f"/zaken/jaarverslag/zeewaarde/{year}/").content.decode()
        pages.append(NOISE.sub("", text).replace(f"{year}-{year + 1}", "…").replace(str(year), "…"))
    assert pages[0] == pages[1]
    assert "minder dan 15" in pages[0]


def test_the_excluded_the_colleague_and_the_administrator_read_the_same(school: School) -> None:
    """P2: floored yearly totals are all that an excluded person can see, and those tell nothing."""
    records(school, 21, **HANDLED)
    released()
    readers = [member.user for member in make_team(school)] + [make_administrator(school)]
    texts = [signed_in(user).get(f"{PLACE}cijfers.csv").content for user in readers]
    assert all(one == other for one, other in pairwise(texts))


def test_who_knows_all_reports_but_one_cannot_tell_whether_it_is_there(school: School) -> None:
    """22 and 23 have the same two figures; which one comes hangs on a key that nobody has twice."""
    found: dict[int, set[int | None]] = {22: set(), 23: set()}
    for year in range(2026, 2056):
        number = 22 + year % 2
        records(school, number, year=year)
        made, _ = actions.release(year=year, kind=Kind.FINAL, day=date(2100, 1, 1))
        cell = PublishedCell.objects.get(release=made, item="reports", school=school, years=1)
        found[number].add(cell.value)
    assert found == {22: {20, 25}, 23: {20, 25}}


def test_a_school_does_not_find_another_by_subtracting_itself(school: School) -> None:
    """With fewer than five schools that have reports, the rest would be one or a few schools."""
    records(school, 40)
    for other in schools(3):
        records(other, 16)
    released()
    text = read(signed_in(make_member(school).user))
    assert "Alle mbo-scholen" not in text
    assert not PublishedCell.objects.filter(school=None).exists()


@pytest.mark.django_db(transaction=True)
def test_two_backups_share_no_id_of_a_record(school: School) -> None:
    """Else the rows of the second that the first has not, would be the cases closed in between."""
    records(school, 12)
    first = set(RegistrationRecord.objects.values_list("pk", flat=True))
    records(school, 1, grounds=["pregnancy"])
    shuffle()
    second = set(RegistrationRecord.objects.values_list("pk", flat=True))
    assert len(second) == 13
    assert not first & second

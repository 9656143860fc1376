"""At a school of the hbo SBB has no turn (R15): no column, no filter, no word of it."""

import re

import pytest
from django.urls import reverse

from reports.board.asking import Wanted
from reports.casework.models import Status
from schools.registry.models import School
from stagebaken.accounts.models import Role
from tests.cast import Member, duinkerk, join, make_school
from tests.reports.casework.acting import walk
from tests.reports.casework.conftest import Desk, DeskOf, text
from tests.reports.filing import file

pytestmark = pytest.mark.django_db

SEARCH = "board:search"


@pytest.fixture
def school() -> School:
    return duinkerk()


@pytest.fixture
def pages(mehmet: Desk, school: School) -> list[str]:
    """The board, the list, and the search: as this member reads them."""
    walk(mehmet.member, file(school), Status.ACKNOWLEDGED)
    return every_page(mehmet)


def every_page(desk: Desk) -> list[str]:
    shown = [desk.list(weergave=view) for view in ("bord", "lijst")]
    search = desk.client.get(reverse(SEARCH))
    return [*shown, text(search)]


def test_no_page_speaks_of_sbb(pages: list[str]) -> None:
    # As a word of its own: a random token may hold these three letters.
    assert not [page for page in pages if re.search(r"\bsbb\b", page, re.IGNORECASE)]
    assert pages[0].count("stagebaken-board__column") - pages[0].count("column--lit") == 3


def test_what_nobody_there_could_choose_is_not_asked(mehmet: Desk, school: School) -> None:
    number = file(school).dossier.case.number
    for query in ({"beurt": "sbb"}, {"status": "forwarded_sbb"}):
        for view in ("bord", "lijst"):
            page = mehmet.list(weergave=view, **query)
            assert number in page
            assert "SBB" not in page  # the address itself repeats what somebody typed
    forged = mehmet.client.post(reverse(SEARCH), {"words": "klanten", "status": "forwarded_sbb"})
    assert forged.status_code == 422


def test_who_works_at_a_school_of_the_mbo_as_well_sees_sbb(
    desk_of: DeskOf, team: list[Member], school: School
) -> None:
    mbo = make_school("beide", "mbo Beide", "mbo")
    join(mbo, team[0].user, Role.CONFIDENTIAL_COUNSELLOR)
    file(school)
    board, listed, search = every_page(desk_of(team[0]))
    assert "Hier ligt nu niets bij SBB." in board
    assert "beurt=sbb" in listed
    assert "forwarded_sbb" in search


def test_who_has_another_job_there_does_not(
    desk_of: DeskOf, team: list[Member], school: School
) -> None:
    """An administrator of a school of the mbo handles no case of it."""
    mbo = make_school("beide", "mbo Beide", "mbo")
    join(mbo, team[0].user, Role.SCHOOL_ADMINISTRATOR)
    file(school)
    assert not [page for page in every_page(desk_of(team[0])) if "sbb" in page.lower()]


def test_it_is_no_part_of_an_address() -> None:
    assert Wanted.of({"beurt": "sbb"}, has_sbb=True).query() == {"weergave": "bord", "beurt": "sbb"}
    assert Wanted.of({"beurt": "sbb"}, has_sbb=False).query() == {"weergave": "bord"}

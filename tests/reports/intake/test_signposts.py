"""Independent routes stand on every reporting page, and fit the school when it is known (R11)."""

import re

import pytest
from django.test import Client

from schools.registry.models import School
from tests import cast
from tests.cast import Member
from tests.reports.intake.journey import LEAST, Reporter

ALWAYS = ("discriminatie.nl", "College voor de Rechten van de Mens", "Vertrouwenspersoon")
MBO, HBO = ("JOB MBO",), ("Ombudsman van je hogeschool", "LSVb", "ISO")


def help_of(page: str) -> str:
    found = re.search(r'aria-labelledby="hulp">(.*?)</section>', page, re.DOTALL)
    assert found
    return found[1]


def test_who_chose_no_school_reads_of_both_kinds(client: Client, db: None) -> None:
    page = help_of(client.get("/melden/").content.decode())
    assert all(name in page for name in (*ALWAYS, *MBO, "LSVb", "ISO"))


@pytest.mark.parametrize("path", ["verhaal/", "veilig/", "wens/", "controle/", "wissen/", ""])
def test_an_mbo_student_reads_of_job(reporter: Reporter, path: str) -> None:
    reporter.tell(*LEAST)
    page = help_of(reporter.get(path))
    assert all(name in page for name in (*ALWAYS, *MBO))
    assert not [name for name in HBO if name in page]


@pytest.mark.parametrize("path", ["verhaal/", "controle/", "code/", ""])
def test_an_hbo_student_reads_of_the_ombudsman_and_the_unions(school: School, path: str) -> None:
    duinkerk = cast.duinkerk()
    cast.make_team(duinkerk)
    reporter = Reporter()
    reporter.tell(*LEAST, school={"school": "duinkerk"})
    reporter.confirm()
    page = help_of(reporter.get(path))
    assert all(name in page for name in (*ALWAYS, *HBO))
    assert "JOB MBO" not in page


def test_the_poster_of_a_school_leads_to_its_own_routes(client: Client, school: School) -> None:
    cast.duinkerk()
    assert "LSVb" in help_of(client.get("/melden/?school=duinkerk").content.decode())


@pytest.mark.parametrize("wish", ["talk", "keep"])
def test_the_dossier_knows_the_school_too(
    reporter: Reporter, team: list[Member], wish: str
) -> None:
    reporter.tell(*LEAST, wens={"wish": wish})
    reporter.file()
    for path in ("inhoud/", "aanvullen/", "wens/"):
        page = help_of(reporter.client.get(f"/dossier/{path}").content.decode())
        assert "JOB MBO" in page
        assert "ISO" not in page


def test_the_page_of_help_names_every_route(client: Client, db: None) -> None:
    page = client.get("/hulp/").content.decode()
    for name in (*ALWAYS[:2], *MBO, "LSVb", "ISO", 'id="ombudsman"', "0800-2000", "0900-0101"):
        assert name in page

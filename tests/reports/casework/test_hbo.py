"""At a school of the hbo SBB has no part (R15): no page of team or reporter speaks of it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from reports.casework.models import Status
from reports.casework.step_forms import StepForm
from reports.casework.transitions import Who, rule
from reports.consents.vocabulary import Step
from reports.intake.actions import FiledReport
from reports.ladder.drafts import steps_of
from reports.registration.models import RegistrationRecord
from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.vault import receipts
from tests.cast import Member, duinkerk, join
from tests.reports.casework.acting import carry_out, walk
from tests.reports.casework.conftest import Desk, DeskOf, text
from tests.reports.filing import file

pytestmark = pytest.mark.django_db

RECEIPT = "0" * 25
OFFERED = ("SBB heeft de erkenning geschorst", "SBB heeft de erkenning ingetrokken")


@pytest.fixture
def school() -> School:
    return duinkerk()


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school, receipt=RECEIPT)


def speaks_of_sbb(html: str) -> list[str]:
    """The words that a reader sees around 'SBB', the name of a field or an address as well."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)  # letters by chance
    return re.findall(r".{0,60}sbb.{0,60}", html, re.IGNORECASE)


def test_the_page_of_closing_offers_nothing_of_sbb(
    mehmet: Desk, filed: FiledReport, team: list[Member]
) -> None:
    case = walk(team[0], filed, Status.ACKNOWLEDGED)
    page = text(mehmet.post(case, "step", to="closed"))
    assert not speaks_of_sbb(page)
    assert "De school plaatst er niet meer" in page
    forged = {"text": "Klaar.", "note": "Klaar.", "no_place": "Klaar."}
    for outcome, measures in (("revoked", []), ("suspended", []), ("settled", ["sbb"])):
        data = forged | {"outcome": outcome, "measures": measures}
        answer = mehmet.post(case, "step", to="closed", do="1", **data)
        assert answer.status_code == 422
    assert not RegistrationRecord.objects.exists()


@pytest.mark.parametrize("sector", ["mbo", "hbo"])
def test_a_school_of_the_mbo_is_offered_all_of_it(sector: str) -> None:
    closing = rule(Status.INTAKE, Status.CLOSED, who=Who.MEMBER, sector=sector)
    form = StepForm(rule=closing, seen="", sector=sector, asks_place=False)
    labels = [str(label) for _code, label in form.fields["outcome"].choices]  # type: ignore[attr-defined]
    assert all((label in labels) == (sector == "mbo") for label in OFFERED)
    done = [code for code, _label in form.fields["measures"].choices]  # type: ignore[attr-defined]
    assert ("sbb" in done) == (sector == "mbo")


def test_no_page_of_the_team_speaks_of_sbb(
    desk_of: DeskOf, filed: FiledReport, school: School, team: list[Member]
) -> None:
    join(school, team[0].user, Role.INTERNSHIP_COORDINATOR)
    case, desk = walk(team[0], filed, Status.ACKNOWLEDGED), desk_of(team[0])
    pages = [reverse("casework:case", args=[case.pk])]
    pages += [reverse("ladder:ask", args=[case.pk, step]) for step in steps_of(school)]
    pages += [reverse(f"replacing:{name}", args=[case.pk]) for name in ("ask", "rest")]
    pages += [reverse("yearly:home"), reverse("measures:overview", args=[school.code])]
    pages += [reverse(name) for name in ("oral:start", "board:acknowledge")]
    pages += [f"/zaken/kluis/school/{school.code}/", reverse("retention:hold", args=[case.pk])]
    for page in pages:
        assert not speaks_of_sbb(text(desk.client.get(page))), page


def test_no_page_of_the_reporter_speaks_of_sbb(filed: FiledReport, team: list[Member]) -> None:
    walk(team[0], filed, Status.ACKNOWLEDGED)
    carry_out(filed, Step.BODY)
    client = Client()
    client.post(reverse("reporter:open"), {"code": receipts.grouped(RECEIPT)})
    names = ("dossier", "withdraw", "wish", "readers", "address", "known", "danger")
    for name in names:
        html = text(client.get(reverse(f"reporter:{name}")))
        assert not speaks_of_sbb(html), name
        assert "JOB MBO" not in html
    assert not speaks_of_sbb(text(client.get(reverse("export:page"))))
    assert "LSVb" in text(client.get(reverse("reporter:dossier")))

"""The pages of a hbo school: approve a company, see what was decided, withdraw."""

from datetime import timedelta

from django.test import Client

from placements.accreditations.models import Programme, SchoolApproval
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from tests import cast
from tests.placements.accreditations.conftest import TODAY
from tests.stagebaken.accounts.signing_in import sign_in

HOME = "/leerbedrijf/goedkeuring/"


def test_a_coordinator_approves_and_everybody_reads_by_whom(
    office: Client, school: School, garage: TrainingCompany, designer: Programme
) -> None:
    assert office.get(HOME).headers["Location"] == f"{HOME}duinkerk/"
    found = office.get(f"{HOME}duinkerk/", {"q": "wind"}).content.decode()
    where = f"{HOME}duinkerk/bedrijven/{garage.pk}/"
    assert where in found
    until = (TODAY + timedelta(days=300)).isoformat()
    facts = {
        "day": TODAY.isoformat(),
        "until": until,
        "programme": designer.pk,
        "reason": "Bezocht",
    }
    assert office.post(where, facts).status_code == 302
    html = Client().get(f"/stages/{garage.pk}/").content.decode()
    assert "Goedgekeurd door Hogeschool Duinkerk tot en met" in html
    assert "Bezocht" not in html
    again = office.post(where, facts).content.decode()
    assert "al goedgekeurd" in again


def test_withdrawing_is_confirmed_first(
    office: Client, coordinator: User, school: School, garage: TrainingCompany
) -> None:
    approval = SchoolApproval.objects.create(
        school=school, company=garage, valid_from=TODAY, reason="x", approved_by=coordinator
    )
    where = f"{HOME}duinkerk/{approval.pk}/intrekken/"
    assert "Ja, trek de goedkeuring in" in office.post(where, {"reason": "dicht"}).content.decode()
    approval.refresh_from_db()
    assert approval.withdrawn_on is None
    assert office.post(where, {"reason": "dicht", "confirmed": "1"}).status_code == 302
    approval.refresh_from_db()
    assert (approval.withdrawn_on, approval.withdrawal_reason) == (TODAY, "dicht")
    again = office.post(where, {"reason": "dicht", "confirmed": "1"}, follow=True)
    assert "al voorbij" in again.content.decode()


def test_a_school_of_the_mbo_and_another_hbo_school_find_nothing(
    coordinator: User, school: School, garage: TrainingCompany
) -> None:
    approval = SchoolApproval.objects.create(
        school=school, company=garage, valid_from=TODAY, reason="x", approved_by=coordinator
    )
    other = cast.make_school("golfslag", "Hogeschool Golfslag", "hbo")
    mbo = cast.zeewaarde()
    for place in (other, mbo):
        user = cast.make_user(f"Co {place.code}", place)
        cast.join(place, user, Role.INTERNSHIP_COORDINATOR)
        client = Client()
        sign_in(client, user)
        assert client.get(f"{HOME}duinkerk/").status_code == 404
        assert client.get(f"{HOME}duinkerk/bedrijven/{garage.pk}/").status_code == 404
        assert client.get(f"{HOME}{place.code}/{approval.pk}/intrekken/").status_code == 404
        expected = 302 if place == other else 404
        assert client.get(HOME).status_code == expected


def test_nobody_approves_a_company_for_which_they_speak(
    office: Client, coordinator: User, school: School, garage: TrainingCompany
) -> None:
    CompanyContact.objects.create(company=garage, user=coordinator, started_on=TODAY)
    where = f"{HOME}duinkerk/bedrijven/{garage.pk}/"
    facts = {"day": TODAY.isoformat(), "reason": "Bezocht"}
    assert office.get(where).status_code == 403
    assert office.post(where, facts).status_code == 403
    assert not SchoolApproval.objects.exists()

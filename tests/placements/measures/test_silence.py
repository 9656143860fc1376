"""Attack: find out, from anywhere but the school's own desk, that a school decided something."""

import pytest
from django.test import Client

from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.measures.models import Kind
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests import cast
from tests.placements.measures.conftest import coordinator_of
from tests.placements.measures.deciding import HOME, client_of, decide
from tests.stagebaken.accounts.signing_in import show

PUBLIC = (
    "/stages/?q=windwijzer",
    "/stages/{id}/",
    "/en/stages/{id}/",
    "/stages/zoek/?q=wind",
    "/api/v1/companies/?q=windwijzer",
    "/api/v1/accreditations/changes/?leerbedrijf_id=100417920",
    "/api/v1/schema/",
)
SECRET = ("plaatsing vanuit jouw school", "placements from your school", "no_placements", "Gesprek")


def company_contact(company: TrainingCompany) -> Client:
    user = cast.make_user("Gijs Garage")
    Membership.objects.create(user=user, role=Role.COMPANY_CONTACT)
    CompanyContact.objects.create(company=company, user=user, started_on=today())
    client = Client()
    client.force_login(user)
    show(client, user, "password", "code")
    return client


def with_role(name: str, role: Role) -> Client:
    user = cast.make_user(name)
    Membership.objects.create(user=user, role=role)
    return client_of(user)


def outsiders(school: School, other: School, company: TrainingCompany) -> dict[str, Client]:
    return {
        "anonymous": Client(),
        "other school": client_of(coordinator_of(other, "Els Vreemd")),
        "company": company_contact(company),
        "sbb": with_role("Arend Adviseur", Role.SBB_ADVISOR),
        "platform": with_role("Olga Operator", Role.PLATFORM_ADMINISTRATOR),
        "administrator": client_of(cast.make_administrator(school)),
        "counsellor": client_of(cast.make_member(school).user),
        "student": client_of(cast.make_user("Sem Student")),
    }


OWN_PAGES = {
    "other school": ("{home}", "/leerbedrijf/goedkeuring/duinkerk/", "{home}duinkerk/",
                     "{home}duinkerk/zoeken/?q=windwijzer", "{home}duinkerk/bedrijven/{id}/",
                     "/stages/vervanging/duinkerk/"),
    "company": ("/leerbedrijf/", "/leerbedrijf/{id}/", "/leerbedrijf/{id}/toezeggingen/",
                "/leerbedrijf/{id}/plekken/"),
    "sbb": ("/toezicht/", "/toezicht/bedrijven/{id}/", "/toezicht/toezeggingen/"),
    "platform": ("/beheer/",),
    "administrator": ("/beheer/", "/beheer/school/zeewaarde/", "/toezicht/toezeggingen/",
                      "/beheer/school/zeewaarde/geschiedenis/"),
    "counsellor": ("/zaken/",),
}  # fmt: skip


def test_nobody_outside_the_desk_reads_another_byte_after_a_decision(
    ilse: User, school: School, other: School, company: TrainingCompany
) -> None:
    clients = outsiders(school, other, company)

    def read() -> dict[tuple[str, str], str]:
        return {
            (who, page): plain(client, page.format(id=company.pk, home=HOME))
            for who, client in clients.items()
            for page in (*PUBLIC, *OWN_PAGES.get(who, ()))
        }

    before = read()
    for kind in Kind:
        decide(ilse, school, company, kind)
    after = read()
    assert after == before
    assert not [key for key, text in after.items() if any(one in text for one in SECRET)]


def plain(client: Client, address: str) -> str:
    """What the browser gets, without the marks that differ on every request."""
    answer = client.get(address, follow=True)
    text = answer.content.decode()
    for name in ("csrfmiddlewaretoken", 'name="once"'):
        parts = text.split(name)
        text = parts[0] + "".join(part.partition(">")[2] for part in parts[1:])
    return f"{answer.status_code} {text}"


def test_no_address_of_a_decision_exists_for_anybody_else(
    ilse: User, school: School, other: School, company: TrainingCompany
) -> None:
    measure = decide(ilse, school, company)
    base = f"{HOME}{school.code}/"
    addresses = (
        base,
        f"{base}zoeken/",
        f"{base}bedrijven/{company.pk}/",
        f"{base}bedrijven/{company.pk}/besluit/",
        f"{base}{measure.pk}/opnieuw/",
        f"{base}{measure.pk}/beeindigen/",
        f"{HOME}{other.code}/{measure.pk}/beeindigen/",
    )
    for who, client in outsiders(school, other, company).items():
        for address in addresses:
            expected = 302 if who == "anonymous" else 404
            assert client.get(address).status_code == expected, (who, address)
            assert client.post(address, {"seen": 1}).status_code in (302, 404, 405), who
    measure.refresh_from_db()
    assert measure.revision == 1


def test_for_a_coordinator_who_speaks_for_the_company_it_does_not_exist(
    ilse: User, wim: User, school: School, company: TrainingCompany
) -> None:
    CompanyContact.objects.create(company=company, user=wim, started_on=today())
    desk = client_of(wim)
    base = f"{HOME}{school.code}/"
    before = [plain(desk, base), plain(desk, f"{base}zoeken/?q=windwijzer")]
    measure = decide(ilse, school, company)
    assert [plain(desk, base), plain(desk, f"{base}zoeken/?q=windwijzer")] == before
    assert desk.get(f"{base}{measure.pk}/opnieuw/").status_code == 404
    assert desk.get(f"{base}bedrijven/{company.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["/stages/?q=windwijzer", "/stages/{id}/"])
def test_the_public_page_is_the_same_for_a_coordinator_who_is_signed_in(
    ilse: User, school: School, company: TrainingCompany, page: str
) -> None:
    """The sign-in cookie is dropped there, so a mistake in a template could show nothing."""
    decide(ilse, school, company)
    address = page.format(id=company.pk)
    assert plain(client_of(ilse), address) == plain(Client(), address)

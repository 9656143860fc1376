"""/toezicht/toezeggingen/: one queue for schools and SBB, oldest first."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from placements.commitments.actions import Shown
from placements.commitments.models import CompanyCommitment, Proposal
from placements.commitments.transitions import State, Verb
from placements.contacts.models import CompanyContact
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import suppose, today
from tests.cast import duinkerk, make_user
from tests.placements.commitments import browsers
from tests.placements.commitments.people import (
    DAY,
    Scene,
    make_checker,
    make_company,
    make_contact,
    now,
)

QUEUE = "/toezicht/toezeggingen/"
DECISION = {"verb": "check", "reason": "De vragen gaan over het werk."}


@pytest.fixture
def shown(scene: Scene) -> CompanyCommitment:
    return scene.show(scene.declare())


@pytest.fixture
def checker(scene: Scene) -> Client:
    return browsers.of_checker(scene.checker)


@pytest.fixture
def colleague(scene: Scene) -> User:
    return make_checker(scene.school, "Joy Martina", Role.SCHOOL_ADMINISTRATOR)


def test_who_waits_longest_comes_first(checker: Client, scene: Scene) -> None:
    for number, company in enumerate(("Derde", "Eerste", "Tweede")):
        other = Scene(make_company(company), scene.contact, scene.school, scene.checker, scene.sbb)
        other.contact = make_contact(other.company, f"Contact {number}")
        with suppose(DAY - timedelta(days={"Eerste": 3, "Tweede": 2, "Derde": 1}[company])):
            other.show(other.declare())
    page = checker.get(QUEUE).content.decode()
    assert page.index("Eerste") < page.index("Tweede") < page.index("Derde")


def test_an_empty_queue_says_so(checker: Client, scene: Scene) -> None:
    scene.declare()  # no evidence: nothing to look at
    assert "Er wacht niets." in checker.get(QUEUE).content.decode()


def test_a_lapsed_commitment_leaves_the_queue(checker: Client, shown: CompanyCommitment) -> None:
    with suppose(shown.valid_until + timedelta(days=1)):
        assert "Er wacht niets." in checker.get(QUEUE).content.decode()
        assert checker.get(f"{QUEUE}{shown.pk}/").status_code == 404


def test_the_page_shows_promise_evidence_and_history(
    checker: Client, shown: CompanyCommitment
) -> None:
    page = checker.get(f"{QUEUE}{shown.pk}/").content.decode()
    assert "Onze vaste vragenlijst." in page
    assert str(shown.text.promise) in page
    assert "Je besluit geldt meteen" in page


def test_where_a_link_goes_is_said_only_of_evidence_with_a_link(
    checker: Client, scene: Scene, shown: CompanyCommitment
) -> None:
    where = "Een link opent een andere site"
    assert where not in checker.get(f"{QUEUE}{shown.pk}/").content.decode()
    scene.show(shown, Shown(link="https://windwijzer.example/vragen"))
    assert where in checker.get(f"{QUEUE}{shown.pk}/").content.decode()


def test_one_person_decides_and_finds_it_among_what_is_done(
    checker: Client, shown: CompanyCommitment
) -> None:
    answer = checker.post(f"{QUEUE}{shown.pk}/besluit/", DECISION | {"seen": 2}, follow=True)
    assert "Je besluit geldt." in answer.content.decode()
    assert now(shown).state == State.CHECKED
    assert "Garage Proefrit" in checker.get(f"{QUEUE}?nagekeken").content.decode()
    assert "Garage Proefrit" not in checker.get(QUEUE).content.decode()


def test_two_people_decide_by_proposal_and_confirmation(
    checker: Client, scene: Scene, shown: CompanyCommitment, colleague: User
) -> None:
    page = checker.get(f"{QUEUE}{shown.pk}/").content.decode()
    assert "Een collega bevestigt je besluit." in page
    checker.post(f"{QUEUE}{shown.pk}/besluit/", DECISION | {"seen": 2})
    proposal = Proposal.objects.get()
    assert "bevestig" not in actions_on(checker, shown)
    second = browsers.of_checker(colleague)
    assert "Wacht op een tweede persoon" in second.get(QUEUE).content.decode()
    page = second.get(f"{QUEUE}{shown.pk}/").content.decode()
    assert "Voorstel van Ilse Bosgra" in page
    assert "De vragen gaan over het werk." in page
    for _click in range(2):
        answer = second.post(f"{QUEUE}voorstellen/{proposal.pk}/bevestigen/", follow=True)
        assert answer.status_code == 200
    assert "intussen veranderd" in answer.content.decode()
    assert now(shown).state == State.CHECKED
    assert shown.events.filter(verb=Verb.CHECK).count() == 1


def actions_on(client: Client, one: CompanyCommitment) -> str:
    page = client.get(f"{QUEUE}{one.pk}/").content.decode()
    return " ".join(part.split('"')[0] for part in page.split('action="')[1:])


def test_a_proposer_who_confirms_is_told_why_not(
    checker: Client, shown: CompanyCommitment, colleague: User
) -> None:
    checker.post(f"{QUEUE}{shown.pk}/besluit/", DECISION | {"seen": 2})
    proposal = Proposal.objects.get()
    answer = checker.post(f"{QUEUE}voorstellen/{proposal.pk}/bevestigen/", follow=True)
    assert "niet zelf" in answer.content.decode()
    answer = checker.post(f"{QUEUE}voorstellen/{proposal.pk}/weghalen/", follow=True)
    assert "Het voorstel is weg." in answer.content.decode()
    assert now(shown).state == State.EVIDENCE


@pytest.mark.parametrize("verb", ["check", "refuse", "revoke"])
def test_a_double_click_decides_once(scene: Scene, shown: CompanyCommitment, verb: str) -> None:
    sbb = browsers.of_checker(scene.sbb)
    for _click in range(2):
        answer = sbb.post(
            f"{QUEUE}{shown.pk}/besluit/", DECISION | {"verb": verb, "seen": 2}, follow=True
        )
        assert answer.status_code == 200
    assert "intussen veranderd" in answer.content.decode()
    assert shown.events.filter(verb=verb).count() == 1


def test_a_decision_without_a_reason_is_asked_again(
    checker: Client, shown: CompanyCommitment
) -> None:
    answer = checker.post(f"{QUEUE}{shown.pk}/besluit/", {"verb": "check", "seen": 2})
    assert answer.status_code == 422
    assert "Waarom?" in answer.content.decode()
    assert now(shown).state == State.EVIDENCE


def test_another_schools_proposal_does_not_exist(
    checker: Client, shown: CompanyCommitment, colleague: User
) -> None:
    checker.post(f"{QUEUE}{shown.pk}/besluit/", DECISION | {"seen": 2})
    proposal = Proposal.objects.get()
    stranger = browsers.of_checker(make_checker(duinkerk(), "Els Vreemd"))
    for verb in ("bevestigen", "weghalen"):
        answer = stranger.post(f"{QUEUE}voorstellen/{proposal.pk}/{verb}/")
        assert answer.status_code == 404
    page = stranger.get(f"{QUEUE}{shown.pk}/").content.decode()
    assert "Ilse Bosgra" not in page


def test_whoever_acts_for_two_organisations_chooses_one(
    scene: Scene, shown: CompanyCommitment
) -> None:
    other = duinkerk()
    both = make_checker(other, "Dubbele Pet")
    make_checker(scene.school, "Dubbele Pet")
    scene.checker.memberships.update(ended_on=DAY)
    client = browsers.of_checker(both)
    assert "Namens wie?" in client.get(f"{QUEUE}{shown.pk}/").content.decode()
    sent = DECISION | {"seen": 2}
    assert client.post(f"{QUEUE}{shown.pk}/besluit/", sent).status_code == 422
    assert client.post(f"{QUEUE}{shown.pk}/besluit/", sent | {"body": "sbb"}).status_code == 422
    client.post(f"{QUEUE}{shown.pk}/besluit/", sent | {"body": "duinkerk"})
    assert now(shown).checked_by == other


def test_a_contact_who_also_checks_finds_no_page_of_the_own_company(
    checker: Client, scene: Scene, shown: CompanyCommitment
) -> None:
    CompanyContact.objects.create(company=scene.company, user=scene.checker, started_on=today())
    assert "Garage Proefrit" not in checker.get(QUEUE).content.decode()
    assert checker.get(f"{QUEUE}{shown.pk}/").status_code == 404
    answer = checker.post(f"{QUEUE}{shown.pk}/besluit/", DECISION | {"seen": 2})
    assert answer.status_code == 404


def test_for_everybody_else_there_is_no_queue(scene: Scene, shown: CompanyCommitment) -> None:
    counsellor = make_checker(scene.school, "Mehmet Aydın", Role.CONFIDENTIAL_COUNSELLOR)
    for client in (
        browsers.of_checker(counsellor),
        browsers.of_contact(scene.contact),
        browsers.of_checker(make_user("Sem Student")),
    ):
        assert client.get(QUEUE).status_code == 404
        assert client.get(f"{QUEUE}{shown.pk}/").status_code == 404
        for path in (f"{shown.pk}/besluit/", f"voorstellen/{uuid4()}/bevestigen/"):
            assert client.post(QUEUE + path, DECISION | {"seen": 2}).status_code == 404


def test_the_menu_has_an_entry_for_who_checks(checker: Client, scene: Scene) -> None:
    assert f'href="{QUEUE}"' in checker.get("/inloggen/account/").content.decode()
    contact = browsers.of_contact(scene.contact)
    assert f'href="{QUEUE}"' not in contact.get("/inloggen/account/").content.decode()


def test_the_queue_asks_the_database_the_same_number_of_times_for_one_or_many(
    checker: Client, scene: Scene
) -> None:

    scene.show(scene.declare())
    with CaptureQueriesContext(connection) as few:
        checker.get(QUEUE)
    for code in ("veilig", "vergoeding", "matching", "aanspreekpunt"):
        scene.show(scene.declare(code))
    with CaptureQueriesContext(connection) as many:
        checker.get(QUEUE)
    assert len(many) == len(few)

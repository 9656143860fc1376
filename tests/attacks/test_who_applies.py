"""A company tries to learn who applies, before the student shows it (R18).

By every address with every id it has, in HTML and JSON, in headers and cookies, in forms that are
refused, in mail and its queue, by the order and the shape of references, and by what it knew.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django_tasks_db.models import DBTaskResult

from placements.applications import mails, passing, reading
from placements.applications.models import Application
from placements.applications.transitions import State
from stagebaken.web.days import suppose, today
from tests.attacks import canaries
from tests.placements.applications.scene import (
    ROADS,
    Scene,
    account_of,
    act,
    apply,
    make_profile,
    make_scene,
    make_student,
)
from tests.placements.places.writing import a_programme, an_open_place
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
# Everything that the product knows of the student, in words that stand nowhere else.
WORDS = {
    "name": "Kanarievoornaam Kanarieachternaam",
    "first name": "Kanarievoornaam",
    "number": "KANARIE77",
    "school mail": "kanariemail@zeewaarde.example",
    "account mail": "kanarieaccount@elders.example",
    "group": "KANARIEKLAS4B",
    "mentor": "Kanariementor",
    "location": "Kanarielocatie",
    "needs": "Kanariebehoefte aan rust",
    "school": "mbo Zeewaarde",
}
HIDDEN = [state for state in ROADS if state not in (State.CONVERSATION, State.ACCEPTED)]
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def scene() -> Scene:
    scene = make_scene()
    student, user = scene.yasmina, scene.user
    student.name, student.number = WORDS["name"], WORDS["number"]
    student.email, student.group = WORDS["school mail"], WORDS["group"]
    student.mentor, student.location = WORDS["mentor"], WORDS["location"]
    student.save()
    user.name, user.email = WORDS["name"], WORDS["account mail"]
    user.save()
    make_profile(student, needs_text=WORDS["needs"])
    return scene


@pytest.fixture
def company(scene: Scene) -> Client:
    client = Client()
    sign_in(client, scene.gijs)
    return client


def secrets(scene: Scene) -> dict[str, list[bytes]]:
    """The words in every spelling, and the ids by which the rest could be asked."""
    found = {name: list(canaries.texts(word)) for name, word in WORDS.items()}
    ids = {"student id": scene.yasmina.pk, "account id": scene.user.pk}
    return found | {name: spellings(number) for name, number in ids.items()}


def spellings(number: UUID) -> list[bytes]:
    return [*canaries.texts(str(number)), *canaries.texts(number.hex)]


def named() -> Iterator[str]:
    yield from _names(get_resolver().url_patterns)


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{space}{pattern.name}"


def guesses(scene: Scene, application: Application) -> dict[str, list[Any]]:
    """What a company has in hand for the parts of an address; and ids it should never have."""
    own = [application.pk, scene.yasmina.pk, scene.user.pk]
    return {
        "company_id": [scene.garage.pk],
        "place_id": [scene.place.pk],
        "reference": [application.reference, str(application.pk)],
        "application_id": own,
        "code": ["zeewaarde"],
        "student_id": own,
    }


def every_address(scene: Scene, application: Application) -> list[str]:
    """Each address of the product, with what fits; other ids get the application's, then any."""
    known = guesses(scene, application)
    found: set[str] = set()
    for name in set(named()):
        for parts in _parts(name):
            for number in range(3):
                kwargs = {
                    part: _pick(known.get(part, [application.pk, uuid4(), "zeewaarde"]), number)
                    for part in parts
                }
                try:
                    found.add(reverse(name, kwargs=kwargs))
                except NoReverseMatch:
                    continue
    return sorted(found)


def _pick(values: list[Any], number: int) -> Any:
    return values[number % len(values)]


def _parts(name: str) -> list[list[str]]:
    """The parts that an address of this name takes."""
    resolver: Any = get_resolver()
    *spaces, bare = name.split(":")
    for space in spaces:
        prefix, resolver = resolver.namespace_dict[space]
        outer = re.findall(r"<(?:\w+:)?(\w+)>", prefix)
        return [outer + list(inner) for inner in _bare(resolver, bare)]
    return [list(one) for one in _bare(resolver, bare)]


def _bare(resolver: Any, name: str) -> list[list[str]]:
    return [params for possibilities, *_ in resolver.reverse_dict.getlist(name)
            for _, params in possibilities]  # fmt: skip


def told(answer: Any) -> bytes:
    """All that came back: the words, the headers and the cookies."""
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies: str = answer.cookies.output()
    return content + headers.encode() + cookies.encode()


def leaks(scene: Scene, company: Client, address: str) -> list[str]:
    places = {
        f"GET {address}": told(company.get(address)),
        f"GET {address} as JSON": told(company.get(address, **JSON)),  # type: ignore[arg-type]
    }
    return canaries.traces(secrets(scene), places)


def own_addresses(scene: Scene, application: Application) -> list[str]:
    inbox = f"/leerbedrijf/{scene.garage.pk}/sollicitaties/"
    one = f"{inbox}{application.reference}/"
    parts = ("", "uitnodigen/", "aanbieden/", "afwijzen/", "gesprek/")
    return [
        "/leerbedrijf/sollicitaties/",
        inbox,
        *(one + part for part in parts),
        *(f"/en{one}{part}" for part in parts),
        f"/leerbedrijf/{scene.garage.pk}/",
        f"/leerbedrijf/{scene.garage.pk}/plaatsen/{scene.place.pk}/",
        f"/leerbedrijf/{scene.garage.pk}/plaatsen/{scene.place.pk}/gesprek/",
        f"/stages/{scene.garage.pk}/",
        f"/api/v1/companies/{scene.garage.pk}/places/",
        "/api/v1/companies/?q=slinger",
    ]


@pytest.mark.parametrize("state", HIDDEN)
def test_no_address_of_the_company_tells_who_it_is(
    scene: Scene, company: Client, state: State
) -> None:
    application = scene.reached(state)
    found = [
        leak
        for address in own_addresses(scene, application)
        for leak in leaks(scene, company, address)
    ]
    assert found == []


def test_no_address_of_the_whole_product_tells_who_it_is(scene: Scene, company: Client) -> None:
    application = scene.reached(State.INVITED)
    company.raise_request_exception = False
    words = {name: word for name, word in secrets(scene).items() if name != "school"}
    # An id that the attack itself put in an address comes back in links to that address.
    sent = ("student id", "account id")
    places = {address: told(company.get(address)) for address in every_address(scene, application)}
    assert len(places) > 300
    assert canaries.traces({n: w for n, w in words.items() if n not in sent}, places) == []


def test_the_same_walk_finds_the_name_once_the_student_shows_it(
    scene: Scene, company: Client
) -> None:
    """Otherwise the attacks above would prove nothing."""
    application = scene.reached(State.CONVERSATION)
    found = [
        leak
        for address in own_addresses(scene, application)
        for leak in leaks(scene, company, address)
    ]
    names = {leak.partition(" in ")[0] for leak in found}
    assert {"name", "account mail", "needs"} <= names
    assert not names & {"number", "group", "mentor", "location", "student id", "account id"}


def test_after_a_withdrawal_nothing_is_left_of_what_was_shown(
    scene: Scene, company: Client
) -> None:
    application = scene.reached(State.CONVERSATION)
    act(scene, application, State.WITHDRAWN)
    found = [
        leak
        for address in own_addresses(scene, application)
        for leak in leaks(scene, company, address)
    ]
    assert found == []


def test_refused_and_invented_forms_tell_nothing(scene: Scene, company: Client) -> None:
    application = scene.reached(State.SEEN)
    forms: list[dict[str, Any]] = [
        {},
        {"student": str(scene.yasmina.pk), "identity_shown_on": "2026-01-01", "state": "accepted"},
        {"talk_on": "gisteren", "talk_text": "x" * 900},
        {"reason": "name", "explanation": "{{ application.student.name }}"},
        {"what": "talk"},
    ]
    places = {}
    for address in own_addresses(scene, application):
        for number, form in enumerate(forms):
            places[f"POST {address} {number}"] = told(company.post(address, form))
    words = {name: word for name, word in secrets(scene).items() if name != "student id"}
    assert canaries.traces(words, places) == []
    application.refresh_from_db()
    assert application.identity_shown_on is None


def test_a_company_cannot_take_the_students_step(scene: Scene, company: Client) -> None:
    application = scene.reached(State.INVITED)
    for number in (application.pk, application.reference):
        for what in ("talk", "offer"):
            path = f"/mijn-stage/sollicitaties/{number}/aannemen/"
            assert company.post(path, {"what": what}).status_code == 404
    application.refresh_from_db()
    assert application.state == State.INVITED


def test_mail_to_the_company_and_what_waits_to_be_sent_name_nobody(scene: Scene) -> None:
    scene.reached(State.SENT)
    for days in (0, 7, 14, 22):
        with suppose(today() + timedelta(days=days)):
            passing.say_no_answer(today())
            for contact in mails.contacts_to_mail(today()):
                mails.mail_contact(contact)
    mine = [one for one in mail.outbox if scene.gijs.email in one.to]
    assert len(mine) == 3
    places = {f"mail {number}": one.message().as_bytes() for number, one in enumerate(mine)}
    places["queue"] = repr(list(DBTaskResult.objects.values("args_kwargs"))).encode()
    assert canaries.traces(secrets(scene), places) == []


def test_what_is_frozen_for_the_company_holds_no_identity(scene: Scene) -> None:
    application = scene.reached(State.SENT)
    places = {"copy": repr(application.shown).encode(), "reference": application.reference.encode()}
    assert canaries.traces(secrets(scene), places) == []


def test_references_and_their_order_tell_nothing_of_who_came_when(scene: Scene) -> None:
    """Thirty students apply in the order of the class list; the company sees another order."""
    names = [f"Leerling {chr(65 + number % 26)}{number:02}" for number in range(30)]
    sent = [scene.apply(make_student(scene.school, name)) for name in names]
    references = [one.reference for one in sent]
    listed = [item.reference for item in reading.items(scene.garage)]
    assert listed == sorted(references)
    assert listed != references
    assert len(set(references)) == 30
    assert {one.pk.version for one in sent} == {4}
    assert not any(str(one.pk)[:8].upper() in one.reference for one in sent)


def test_two_applications_of_one_student_cannot_be_joined(scene: Scene, company: Client) -> None:
    """The same student at two places of one company: no shared id says so."""
    second = an_open_place(
        company=scene.garage, programme_id=a_programme().pk, pathway="bol", title="De tweede plek"
    )
    one, other = scene.apply(), apply(scene.yasmina, second)
    pages = [
        company.get(f"/leerbedrijf/{scene.garage.pk}/sollicitaties/{each.reference}/").content
        for each in (one, other)
    ]
    assert one.reference.encode() not in pages[1]
    assert str(one.pk).encode() not in pages[0]
    assert account_of(scene.yasmina).pk.hex.encode() not in pages[0]


def test_nothing_is_asked_of_the_student_to_show_a_page_without_a_name(
    scene: Scene, company: Client, django_assert_max_num_queries: Any
) -> None:
    """Not even fetched: what no query reads, no template or log can tell."""
    application = scene.reached(State.SEEN)
    with django_assert_max_num_queries(24) as asked:
        company.get(f"/leerbedrijf/{scene.garage.pk}/sollicitaties/{application.reference}/")
        company.get(f"/leerbedrijf/{scene.garage.pk}/sollicitaties/")
    students = [one["sql"] for one in asked.captured_queries if "students_student" in one["sql"]]
    assert students == []

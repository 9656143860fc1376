"""A report that a member wrote down, and one about danger: who gets past the new code, or a trace?

The attackers: whoever saw the first code, an excluded mentor, a thief with the log.
"""

import logging
import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from reports.casework.models import Case
from reports.intake.answers import Answers
from reports.intake.models import Draft
from reports.notices.models import News
from reports.reporter.opening import MustRenew, open_own
from schools.administration import typesetting
from stagebaken.audit.models import Event
from stagebaken.vault import receipts
from tests.attacks import canaries, staff
from tests.cast import Member, make_recovery, make_team, zeewaarde
from tests.reports.intake.journey import Reporter
from tests.reports.oral.conftest import Student, Writer

pytestmark = pytest.mark.django_db

STORY = "kanarieverhaal dat een student vertelde"
RENEW, DOOR = "/dossier/nieuwe-code/", "/dossier/"
# Pages of /dossier/ for anybody, with or without a dossier.
PUBLIC = {"/dossier/code-kwijt/", "/dossier/ingetrokken/", "/dossier/sluiten/"}
CONVERTED = re.compile(r"<(?:\w+:)?\w+>")
SOME_ID = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def team() -> list[Member]:
    school = zeewaarde()
    make_recovery(school)
    return make_team(school)


@pytest.fixture
def writer(team: list[Member]) -> Writer:
    return Writer(team[0], staff.signed_in(team[0].user))


@pytest.fixture
def seen(writer: Writer) -> str:
    """A code that a member saw."""
    return writer.take_down(account=STORY)


def addresses_of_the_dossier() -> list[str]:
    """Every address under /dossier/, of every room, whatever is built later."""
    return sorted({path for path in all_paths(get_resolver().url_patterns, "/")
                   if path.startswith(DOOR)})  # fmt: skip


def all_paths(patterns: list[URLPattern | URLResolver], so_far: str) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        here = so_far + CONVERTED.sub(SOME_ID, str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            found += all_paths(pattern.url_patterns, here)
        else:
            found.append(here)
    return found


def test_no_address_of_the_dossier_opens_before_the_new_code(seen: str) -> None:
    addresses = addresses_of_the_dossier()
    assert len(addresses) > 15
    for path in addresses:
        if path in PUBLIC | {RENEW}:
            continue
        student = Student()
        assert student.open(seen)["Location"] == RENEW
        answer = student.client.get(path)
        while answer.get("Location", "").startswith(DOOR) and answer["Location"] != RENEW:
            answer = student.client.get(answer["Location"])
        assert answer.get("Location") == RENEW, path
        assert STORY not in answer.content.decode(), path


def test_nothing_can_be_sent_or_done_before_the_new_code(seen: str) -> None:
    before = Event.objects.count()
    for path in addresses_of_the_dossier():
        if path in PUBLIC | {RENEW, DOOR}:
            continue
        for code in ({}, {"code": seen}):
            student = Student()
            student.open(seen)
            sent = student.client.post(path, {"text": "x", "soort": "json", "wish": "keep"} | code)
            assert sent.get("Location") == RENEW, path
            assert STORY not in sent.content.decode(), path
    assert Event.objects.count() == before


def test_the_actions_themselves_refuse_the_code_that_was_seen(seen: str) -> None:
    keys = receipts.derive(seen)
    with pytest.raises(MustRenew):
        open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)


def test_the_page_of_the_new_code_shows_nothing_of_the_dossier(seen: str) -> None:
    student = Student()
    student.open(seen)
    page = student.client.get(RENEW).content.decode()
    for word in (STORY, "Mehmet", "Garage Windstil", "mijn mentor", Case.objects.get().number):
        assert word not in page


def test_who_stole_the_first_code_too_late_has_nothing(seen: str) -> None:
    student, thief = Student(), Student()
    thief.open(seen)
    waiting = thief.shown()
    student.open(seen)
    student.renew()
    assert STORY not in thief.client.post(RENEW, waiting).content.decode()
    assert thief.client.get("/dossier/inhoud/")["Location"] == DOOR
    assert Student().open(waiting["nieuw"]).status_code == 404


def test_the_first_code_is_in_no_row_and_no_log(
    writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    code = writer.take_down(account=STORY)
    spellings = {"code": list(canaries.digits(code)), "story": list(canaries.texts(STORY))}
    assert canaries.traces(spellings, canaries.tables()) == []
    assert canaries.traces(spellings, {"log": caplog.text.encode()}) == []
    assert Draft.objects.count() == 1  # and it holds nothing any more
    assert writer.draft == Answers(wish="talk", is_filed=True)


def test_a_mentor_who_is_excluded_sees_nothing_of_what_was_written_down(
    writer: Writer, team: list[Member]
) -> None:
    mentor = team[2]
    desk = staff.unlocked(mentor)
    before = desk.get("/zaken/").content.decode()
    writer.take_down(account=STORY, danger="now", involved=[str(mentor.user.pk)])
    case = Case.objects.get()
    after = desk.get("/zaken/").content.decode()
    assert without_tokens(after) == without_tokens(before)
    assert desk.get(f"/zaken/{case.pk}/").status_code == 404
    assert not News.objects.filter(recipient=mentor.recipient).exists()


def without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value="|once" value=")[^"]+', "", page)


def test_an_answer_about_danger_is_in_no_log_and_no_column(
    team: list[Member], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    reporter = Reporter()
    words = "kanariegevaar: hij wacht mij straks op"
    reporter.tell(veilig={"danger": "fear"}, verhaal={"account": words})
    reporter.file()
    staff.unlocked(team[0]).get("/zaken/")
    secrets = {"words": list(canaries.texts(words)), "code": [b"fear"]}
    assert canaries.traces(secrets, {"log": caplog.text.encode()}) == []
    assert canaries.traces(secrets, canaries.tables()) == []


def test_a_pdf_that_fails_says_nothing_of_what_was_typed(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, seen: str
) -> None:
    """The typesetter quotes the text in its complaint: it must not come out with it."""
    student = Student(Client(raise_request_exception=False))
    student.open(seen)
    student.renew()
    monkeypatch.setattr(typesetting, "readable", lambda words, *_, **__: words | {"note": 1})
    answer = student.client.post("/dossier/meenemen/bestand/", {"soort": "pdf"})
    assert answer.status_code == 500
    assert STORY not in answer.content.decode()
    assert (
        canaries.traces({"story": list(canaries.texts(STORY))}, {"log": caplog.text.encode()}) == []
    )

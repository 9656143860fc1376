"""Whatever somebody types is shown as text, on every page of everybody (script, markup, signs)."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from placements.companies.actions import register
from reports.dossiers.account import TITLE_LENGTH
from schools.registry.models import School
from schools.teams.models import Invitation, Membership
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests.attacks import staff
from tests.attacks.story import Told, tell
from tests.cast import make_administrator, make_recovery, make_team, zeewaarde
from tests.reports.intake.journey import Reporter

pytestmark = pytest.mark.django_db

PAYLOADS = {
    "script": "<script>kanarie()</script>",
    "image": "<img src=x onerror=kanarie()>",
    "double quote": '" onkanarie="kanarie()" x="',
    "single quote": "' onkanarie='kanarie()' x='",
    "closing": "</textarea></title></style></template></select></p><kanarie-x>",
    "comment": "--><kanarie-x><!--",
    "data": "]]><kanarie-x>",
    "escaped before": "&lt;kanarie-x&gt;&#60;kanarie-x&#62;",
    "template": "{{ 4711|add:1 }}{% now 'Y' %}{# kanarie #}",
    "format": "%(kanarie)s %s {kanarie} {0} ${kanarie}",
    "address": "javascript:kanarie()",
    "direction": "\u202eeiranak\u202c\u2066kanarie\u2069\u200b",
    "long": "kanarie" * 12,
    "shell": "$(kanarie) `kanarie` ; kanarie | kanarie",
    "typst": '#kanarie #read("/etc/passwd") $x$',
}
OPEN_TAGS = {"p", "br", "li", "a", "span", "div", "section", "form", "h1", "h2", "h3", "input"}
UNSAFE = re.compile(r"unsafe-|data:|\*|http:|https:")


class Page(HTMLParser):
    """What a browser would make of a page: its tags, attributes and text."""

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.inline: list[str] = []
        self.text = ""
        self._in_script = False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._in_script = tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline.append(data)
        self.text += data

    def values(self, *names: str) -> Iterator[str]:
        yield from (value for _, name, value in self.attributes if name in names)


def assert_harmless(answer: Any) -> Page:
    page = Page(answer.content.decode())
    assert page.inline == [], "script or style within the page"
    assert not [tag for tag in page.tags if "kanarie" in tag]
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    assert not [name for _, name, _ in page.attributes if name == "style"]
    addresses = [
        value.strip().lower() for value in page.values("href", "src", "action", "formaction")
    ]
    assert not [one for one in addresses if one.startswith(("javascript:", "data:", "vbscript:"))]
    assert "4712" not in page.text, "a template in a text was run"
    assert "root:" not in page.text
    assert_strict(answer)
    return page


def assert_strict(answer: Any) -> None:
    policy = answer.headers["Content-Security-Policy"]
    directives = dict(
        part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip()
    )
    assert directives["default-src"] == "'none'"
    assert directives["base-uri"] == "'none'"
    assert directives["frame-ancestors"] == "'none'"
    assert directives["require-trusted-types-for"] == "'script'"
    for name in ("script-src", "style-src", "connect-src", "form-action", "img-src"):
        assert not UNSAFE.search(directives[name]), policy


@dataclass
class Scene:
    school: School
    told: Told
    administrator: Client
    visitor: Reporter
    titles: list[str]  # what the first lines of the two reports hold


ALL = "\n".join(PAYLOADS.values())


class Short:
    """A payload for each short field in turn; each round starts elsewhere."""

    def __init__(self, start: int) -> None:
        self._turn = itertools.cycle(PAYLOADS.values())
        for _ in range(start):
            next(self._turn)

    def __call__(self, limit: int, before: str = "") -> str:
        return f"{before} {next(self._turn)}".strip()[:limit]


def scene(start: int = 0) -> Scene:
    """Every payload in every long text, and one in each short one."""
    short, school = Short(start), zeewaarde()
    mehmet, ilse, wim = make_team(school)
    recovery = make_recovery(school)
    administrator = make_administrator(school)
    School.objects.filter(pk=school.pk).update(
        name=short(160, "School"), welcome_text=ALL, welcome_text_en=ALL,
        counsellor_contact=short(240), counsellor_contact_en=short(240),
    )  # fmt: skip
    Membership.objects.filter(user=wim.user).update(title=short(80))
    Membership.objects.filter(user=mehmet.user).update(title=short(80))
    for user in (mehmet.user, wim.user, ilse.user, *recovery.custodians):
        User.objects.filter(pk=user.pk).update(name=short(120, user.name))
    Invitation.objects.create(
        school=school, user=wim.user, email="x@y.example", name=short(120),
        role=Role.CONFIDENTIAL_COUNSELLOR, title=short(80), day=today(), expires_on=today(),
    )  # fmt: skip
    register(leerbedrijf_id="900000001", name=short(160, "Bedrijf"), place=short(60),
             street=short(60), trades=short(60))  # fmt: skip
    title = short(TITLE_LENGTH - 1)
    told = tell(
        School.objects.get(pk=school.pk), mehmet, excluded=(wim.user,), word=ALL,
        story=f"{title}\n{ALL}", outsiders=ALL,
    )  # fmt: skip
    for path, data in {
        "/dossier/aanvullen/": {"text": ALL},
        "/dossier/naam/": {"name": short(120), "contact": short(240)},
    }.items():
        assert told.reporter.post(path, data).status_code == 302
    return Scene(school, told, staff.signed_in(administrator), telling(short), [title])


def telling(short: Short) -> Reporter:
    """An unfinished report with a payload in every answer."""
    visitor = Reporter()
    visitor.tell(
        verhaal={"account": ALL},
        wanneer={"when_text": short(240)},
        bedrijf={"company_text": short(160, "Garage")},
        lezers={"outsiders": ALL},
        naam={"is_known": "yes", "known_as": short(160), "known_contact": short(240)},
    )
    return visitor


REPORTER = ("inhoud", "aanvullen", "wens", "wie", "mail", "naam", "intrekken")
INTAKE = ("", "school/", "moment/", "verhaal/", "wanneer/", "bedrijf/", "bedrijf/?kies=1",
          "lezers/", "naam/", "mail/", "controle/", "wissen/")  # fmt: skip


def pages(made: Scene) -> Iterator[tuple[str, Any]]:
    """Every page on which something of it could stand."""
    for name in REPORTER:
        yield name, made.told.reporter.get(f"/dossier/{name}/")
        yield f"en {name}", made.told.reporter.get(f"/en/dossier/{name}/")
    for path in INTAKE:
        yield path, made.visitor.client.get(f"/melden/{path}", follow=True)
    for path in ("/zaken/", made.told.url, f"{made.told.url}afstand/", "/zaken/kluis/",
                 "/zaken/kluis/school/zeewaarde/", f"/en{made.told.url}"):  # fmt: skip
        yield path, made.told.team.get(path, follow=True)
    for path in ("", "meldteam/", "teksten/", "termijnen/", "geschiedenis/", "sleutelbewaarders/"):
        yield path, made.administrator.get(f"/beheer/school/zeewaarde/{path}", follow=True)
    for path in ("/stages/?vetted=0&q=Bedrijf", "/melden/?school=zeewaarde", "/hulp/"):
        yield path, Client().get(path, follow=True)


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), 5))
def test_what_people_type_is_shown_as_text_on_every_page(start: int) -> None:
    made = scene(start)
    for path, answer in pages(made):
        if answer.status_code != 404:
            assert answer.status_code == 200, path
            assert_harmless(answer)
    own = assert_harmless(made.told.reporter.get("/dossier/inhoud/"))
    case = assert_harmless(made.told.team.get(made.told.url))
    preview = assert_harmless(made.visitor.client.get("/melden/controle/"))
    for page, least in ((own, 4), (case, 4), (preview, 2)):
        for text in PAYLOADS.values():
            assert page.text.count(text) >= least, "a text was changed or left out"
    listed = assert_harmless(made.told.team.get("/zaken/"))
    assert made.titles[0] in listed.text


def test_the_parser_finds_what_would_run() -> None:
    """Without this, finding nothing above would prove nothing."""
    page = Page("<p onkanarie=1><script>kanarie()</script><kanarie-x></p>")
    assert "kanarie-x" in page.tags
    assert page.inline == ["kanarie()"]
    assert ("p", "onkanarie", "1") in page.attributes


def test_what_was_typed_comes_back_harmless_when_a_dossier_or_vault_was_closed() -> None:
    made = scene()
    for text in PAYLOADS.values():
        form = {"text": text, 'x" onkanarie="1': text, "file": ""}
        answer = Client().post("/dossier/bericht/", form)
        assert answer.status_code == 409
        assert text in [*assert_harmless(answer).values("value"), assert_harmless(answer).text]
        del made.told.team.cookies["__Host-vault"]
        answer = made.told.team.post(f"{made.told.url}antwoord/", form)
        assert answer.status_code == 409
        assert_harmless(answer)
        made.told.team.cookies["__Host-vault"] = "x"


def test_the_apis_answer_in_a_type_that_no_browser_runs() -> None:
    made = scene()
    body = {"receipt": made.told.receipt}
    answers = [
        Client().post("/api/v1/dossier/open/", body, content_type="application/json"),
        Client().post("/api/v1/dossier/open/", body | {"receipt": "<script>"},
                      content_type="application/json"),
        Client().get("/api/v1/companies/?q=Bedrijf"),
        Client().get("/api/v1/schools/"),
        Client().get("/api/v1/schools/zeewaarde/team/"),
        Client().get("/api/v1/schools/<script>/team/"),
    ]  # fmt: skip
    for answer in answers:
        assert answer.headers["Content-Type"] in {"application/json", "application/problem+json"}
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_name_in_the_poster_is_text_and_runs_nothing() -> None:
    made = scene(list(PAYLOADS).index("typst"))
    answer = made.administrator.get("/beheer/school/zeewaarde/poster.pdf")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"root:" not in answer.content


def test_mail_holds_nothing_that_anybody_wrote(mailoutbox: Any) -> None:
    scene()
    assert mailoutbox
    for message in mailoutbox:
        words = (message.subject, message.body, message.from_email, *message.extra_headers.values())
        assert not [word for word in words if "kanarie" in word or "Noor" in word]

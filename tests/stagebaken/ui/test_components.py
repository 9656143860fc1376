"""Every component: what it says to assistive technology, and hostile words that stay words."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import override

from stagebaken.ui.icons import DIRECTED, SHAPES
from stagebaken.ui.templatetags import ui
from tests.stagebaken.ui.markup import Element, Page, inline_code
from tests.stagebaken.ui.test_forms import HOSTILE as X
from tests.stagebaken.ui.test_forms import EveryKind
from tests.stagebaken.ui.test_pages import ROOT

PARTIALS = ROOT / "platform/stagebaken/ui/templates/ui"
FILE = {"name": X, "size": X, "icon": "file", "url": "/x/", "remove_value": X}
CASE = {"url": "/x/", "title": X, "number": X, "status": X, "about": X, "due": X}
COLUMN = {"title": X, "is_lit": True, "count": X, "empty": X}

# Every partial that shows somebody's words, with hostile ones in every place.
WITH_WORDS: dict[str, dict[str, Any]] = {
    "alert": {"kind": "warning", "title": X, "text": X, "role": "status"},
    "back": {"url": "/x/", "label": X},
    "badge": {"kind": "success", "icon": "check", "text": X},
    "bar": {"id": "b", "label": X, "value": 1, "max": 2},
    "board": {"columns": [COLUMN | {"cases": [CASE]}, COLUMN]},
    "button": {"kind": "primary", "icon": "next", "content": X, "name": X, "value": X},
    "button_link": {"kind": "secondary", "icon": "back", "content": X, "href": "/x/"},
    "case": {"case": CASE | {"due_state": "late"}},
    "code": {"groups": [X], "id": "c"},
    "consent": {
        "question": X, "reason": X, "preview_tag": X, "preview": [X], "withheld": [X],
        "warning": X, "warning_title": X, "action": "/x/", "answers": [(X, X)], "after": X,
    },
    "conversation": {
        "conversation": [{"author": X, "role": X, "when": X, "text": X, "files": [FILE]}]
    },
    "dialog": {
        "title": X, "text": X, "losses": [X], "action": "/x/", "keep_url": "/x/",
        "keep_label": X, "confirm_label": X, "hidden": [(X, X)],
    },
    "due": {"text": X, "state": "late"},
    "empty": {"title": X, "text": X, "url": "/x/", "action": X},
    "facts": {"facts": [(X, X)]},
    "languages": {"languages": [{"url": "/x/", "code": "en", "name": X}]},
    "messages": {"messages": [SimpleNamespace(tags="success", message=X)]},
    "next_step": {"title": X, "text": X, "consent": X, "url": "/x/", "label": X, "is_now": True},
    "note": {"icon": "lock", "text": X},
    "panels": {"shown": [{"template": "ui/_note.html", "panel": {"text": X}}], "text": X},
    "recorder": {"input": X, "ready": X},
    "segment": {"label": X, "items": [{"url": "/x/", "label": X, "icon": "list"}]},
    "sheet": {"tag": X, "lines": [X]},
    "steps_nav": {"next_label": X, "back_url": "/x/", "skip_url": "/x/"},
    "table": {
        "caption": X, "heads": [(X, "")],
        "rows": [[{"label": X, "text": X, "href": "/x/"}, {"label": X, "text": X}]],
    },
    "timeline": {"items": [{"icon": "eye", "title": X, "text": X, "when": X}]},
    "track": {"steps": [{"name": X, "when": X, "state": "now"}]},
    "turn": {"text": X, "is_lit": True},
    "vault": {"is_open": True, "text": X, "url": "/x/"},
}  # fmt: skip
# Fixed drawings and sentences, and the parts of a field (their words are tried in test_forms).
WITHOUT_WORDS = {
    "door", "exit", "footer", "help", "mark", "pagination", "progress", "scene",
    "choice_cards", "description", "error", "errors", "field", "legend", "people",
    "sample_form", "upload",
}  # fmt: skip


def render(source: str, **values: Any) -> Page:
    return Page(Template("{% load ui %}" + source).render(Context(values)))


def partial(name: str, /, **values: Any) -> Page:
    return render(f"{{% include 'ui/_{name}.html' %}}", **values)


def test_no_partial_is_forgotten_here() -> None:
    names = {path.stem.removeprefix("_") for path in PARTIALS.glob("_*.html")}
    assert names == WITH_WORDS.keys() | WITHOUT_WORDS


@pytest.mark.parametrize(("name", "values"), WITH_WORDS.items())
def test_hostile_words_stay_words(name: str, values: dict[str, Any]) -> None:
    page = partial(name, **values)
    assert not page.all("script")
    assert "&lt;script&gt;" in page.source
    assert inline_code(page) == []


@pytest.mark.parametrize("tag", ["alert", "badge", "button", "button_link '/x/'"])
def test_hostile_words_inside_a_block_tag_stay_words(tag: str) -> None:
    page = render(f"{{% {tag} %}}{{{{ words }}}}{{% end{tag.split(maxsplit=1)[0]} %}}", words=X)
    assert not page.all("script")
    assert "&lt;script&gt;" in page.source


def test_hostile_words_as_an_argument_stay_words() -> None:
    page = render("{% alert 'error' title=words %}{% endalert %}", words=X)
    assert not page.all("script")
    page = render("{% button name=words value=words why_not=words %}{% endbutton %}", words=X)
    assert not page.all("script")


def test_only_the_design_system_marks_anything_as_safe() -> None:
    marks = re.compile(r"mark_safe|import SafeString|\|\s*safe\b|autoescape off|safeseq")
    rooms = ("platform/stagebaken", "schools", "placements", "reports")
    found = {
        str(path.relative_to(ROOT))
        for room in rooms
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".html"} and marks.search(path.read_text())
    }
    assert found <= {
        "platform/stagebaken/ui/templatetags/ui.py",
        "platform/stagebaken/ui/templates/ui/_footer.html",  # the product's name in bold
        "platform/stagebaken/web/reporting.py",  # a file and a line of ours, for the log
    }


# ---------- icons ----------


def test_an_icon_is_silent_and_drawn_in_place() -> None:
    page = Page(ui.icon("lock"))
    svg = page.one("svg")
    assert svg.attrs["aria-hidden"] == "true"
    assert svg.attrs["focusable"] == "false"
    assert page.all("path")


@pytest.mark.parametrize("name", sorted(DIRECTED))
def test_an_icon_that_points_turns_with_the_direction_of_reading(name: str) -> None:
    assert "stagebaken-icon--mirror" in ui.icon(name)


def test_every_icon_that_a_template_names_is_drawn() -> None:
    named = re.compile(r"""(?:\{% icon |\bicon=|shape=|icon\|default:)["']([a-z-]+)["']""")
    rooms = ("platform/stagebaken", "schools", "placements", "reports")
    used = {
        name
        for room in rooms
        for path in (ROOT / room).rglob("*.html")
        for name in named.findall(path.read_text())
    }
    assert "exit" in used
    assert used <= SHAPES.keys()


def test_a_misspelt_icon_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(KeyError):
        ui.icon("lokc")


# ---------- what components say ----------


def test_a_button_sends_and_one_that_is_off_says_why() -> None:
    on = render("{% button 'primary' name='a' value='b' %}Verder{% endbutton %}").one("button")
    assert (on.attrs["type"], on.attrs["name"], on.attrs["value"]) == ("submit", "a", "b")
    off = render("{% button 'secondary' why_not='reden' %}Sluit{% endbutton %}").one("button")
    assert off.attrs["type"] == "button"
    assert off.attrs["aria-disabled"] == "true"
    assert off.attrs["aria-describedby"] == "reden"


def test_the_arrow_onward_follows_the_word_and_the_arrow_back_leads_it() -> None:
    onward = render("{% button icon='next' %}Verder{% endbutton %}").source
    assert onward.index("Verder") < onward.index("<svg")
    back = render("{% button_link '/x/' icon='back' %}Terug{% endbutton_link %}").source
    assert back.index("<svg") < back.index("Terug")


@pytest.mark.parametrize(
    ("tags", "kind"), [("success", "--ok"), ("error", "--error"), ("warning", "--warning")]
)
def test_a_message_of_a_colleague_page_is_announced(tags: str, kind: str) -> None:
    message = SimpleNamespace(tags=tags, message="Bewaard.")
    alert = partial("messages", messages=[message]).one("div", role="status")
    assert f"utrecht-alert{kind}" in alert.attrs["class"]


def test_progress_is_said_in_words_and_drawn_silently() -> None:
    page = partial("progress", step=3, total=8)
    assert "Vraag 3 van 8" in page.one("p").text
    assert page.one("ol").attrs["aria-hidden"] == "true"
    beads = [each.attrs["class"].rpartition("--")[2] for each in page.all("li")]
    assert beads[:3] == ["done", "done", "now"]
    assert len(beads) == len(range(8))


def test_a_table_keeps_its_meaning_when_it_stacks() -> None:
    page = render(
        "{% table 'Cijfers' columns rows %}",
        columns=["School", ("Aantal", "number")],
        rows=[[("Zeewaarde", "/x/"), 12]],
    )
    assert page.one("caption").text == "Cijfers"
    assert [each.attrs["role"] for each in page.all("th")] == [
        "columnheader", "columnheader", "rowheader",
    ]  # fmt: skip
    cell = page.one("td", role="cell")
    assert (cell.attrs["data-label"], cell.text) == ("Aantal", "12")
    assert "numeric" in cell.attrs["class"]
    assert page.one("a").attrs["href"] == "/x/"


def test_a_row_of_the_wrong_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        render("{% table 'Cijfers' columns rows %}", columns=["A", "B"], rows=[["1"]])


def test_an_empty_table_says_what_to_do() -> None:
    page = render("{% table 'Cijfers' columns rows empty='Nog niets.' %}", columns=["A"], rows=[])
    assert not page.all("table")
    assert "Nog niets." in page.source


def test_where_it_is_now_is_marked_as_the_current_step() -> None:
    steps = [
        {"name": "Ontvangen", "state": "done"},
        {"name": "Keuze", "state": "now"},
        {"name": "Antwoord", "state": ""},
    ]
    page = partial("track", steps=steps)
    assert "Keuze" in page.one("li", aria_current="step").text
    assert "(klaar)" in page.all("li")[0].text


def test_a_question_to_the_reporter_has_no_preferred_answer() -> None:
    answers = [("yes", "Ja"), ("no", "Nee"), ("talk", "Praten")]
    page = partial("consent", question="Mag het?", action="/x/", answers=answers)
    buttons = page.all("button")
    assert [each.attrs["value"] for each in buttons] == ["yes", "no", "talk"]
    assert len({each.attrs["class"] for each in buttons}) == 1
    assert "primary" not in page.source


def test_a_step_that_cannot_be_undone_offers_to_keep_first_and_names_what_is_lost() -> None:
    page = partial("dialog", **WITH_WORDS["dialog"] | {"losses": ["3 berichten"]})
    assert page.source.index("utrecht-button-link--secondary") < page.source.index("--danger")
    assert "3 berichten" in page.source
    assert page.one("form").attrs["method"] == "post"


def test_a_code_is_read_from_left_to_right_in_every_language() -> None:
    page = partial("code", groups=["48210", "73954"], id="code")
    assert page.by_id("code").attrs["dir"] == "ltr"
    assert page.by_id("code").text == "48210 73954"


def test_a_message_keeps_its_lines() -> None:
    page = partial("conversation", conversation=[{"author": "Jij", "text": "Een\nTwee"}])
    assert len(page.all("br")) == 1


def test_removing_a_file_names_the_file() -> None:
    files = [FILE | {"name": "Foto 1", "remove_value": "1"}]
    page = partial("upload", field=EveryKind()["file"], files=files)
    assert page.one("button", value="1").text == "Weghalen Foto 1"


@pytest.mark.django_db
def test_pages_keep_the_question(rf: RequestFactory) -> None:
    request = rf.get("/zaken/", {"q": "zorg", "page": "2"})
    values = {"page": Paginator(range(90), 30).page(2)}
    page = Page(render_to_string("ui/_pagination.html", values, request=request))
    assert [each.attrs["href"] for each in page.all("a")] == ["?q=zorg&page=1", "?q=zorg&page=3"]
    assert "Bladzijde 2 van 3" in page.source


def test_one_page_needs_no_links() -> None:
    assert not partial("pagination", page=Paginator(range(3), 30).page(1)).elements


# ---------- days ----------

FRIDAY = date(2026, 11, 27)


def test_days_are_written_out_in_the_language_of_the_page() -> None:
    with override("nl"):
        assert ui.long_date(FRIDAY) == "vrijdag 27 november 2026"
        assert ui.short_date(FRIDAY) == "27 november 2026"
        assert ui.day_month(FRIDAY) == "27 november"
    with override("en"):
        assert ui.long_date(FRIDAY) == "Friday 27 November 2026"


@pytest.mark.parametrize("write", [ui.long_date, ui.short_date, ui.day_month])
def test_no_day_is_nothing(write: Any) -> None:
    assert write(None) == ""


# ---------- words in another language ----------


def test_words_in_another_language_are_marked_and_stay_words() -> None:
    with override("en"):
        assert ui.in_language("<b>Kamer", "nl") == '<span lang="nl">&lt;b&gt;Kamer</span>'
        assert ui.language_attribute("nl") == ' lang="nl"'
    with override("nl"):
        assert conditional_escape(ui.in_language("<b>Kamer", "nl")) == "&lt;b&gt;Kamer"
        assert ui.language_attribute("nl") == ""


# ---------- addresses ----------


def test_a_page_without_a_twin_leads_to_the_front_page(rf: RequestFactory) -> None:
    context = Context({"request": rf.get("/bestaat-niet/")})
    with override("nl"):
        assert ui.current_language_url(context, "en") == "/en/"
        assert ui.current_language_url(Context(), "en") == "/en/"


def test_an_address_that_looks_like_another_host_stays_here(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.path = "//evil.example/hulp/"
    with override("nl"):
        assert ui.current_language_url(Context({"request": request}), "en") == "/en/"


def test_block_tags_give_safe_text() -> None:
    assert isinstance(ui.badge("Nieuw"), SafeString)


def test_staff_see_their_menu_and_can_sign_out(rf: RequestFactory) -> None:
    user = SimpleNamespace(is_authenticated=True, get_full_name="Ilse Bosgra", email="i@x.nl")
    source = "{% extends 'ui/work.html' %}{% block main %}<h1>Zaken</h1>{% endblock %}"
    values = {
        "user": user,
        "request": rf.get("/zaken/"),
        "work_nav": [("Zaken", "/zaken/", True), ("Beheer", "/beheer/", False)],
        "demo_banner": "Dit is een demo.",
        "csrf_token": "token",
    }
    page = Page(Template(source).render(Context(values)))
    assert page.one("a", aria_current="page").text == "Zaken"
    assert "Ilse Bosgra" in page.one("footer").text
    assert page.one("form").attrs["method"] == "post"
    assert page.one("input", name="csrfmiddlewaretoken").attrs["value"] == "token"
    assert "Dit is een demo." in page.one("aside").text
    assert inline_code(page) == []


def menu_of(number: int, current: int) -> Page:
    entries = [(f"Deel {n}", f"/deel/{n}/", n == current) for n in range(number)]
    source = "{% extends 'ui/work.html' %}{% block main %}<h1>Werk</h1>{% endblock %}"
    request = RequestFactory().get("/")
    user = SimpleNamespace(is_authenticated=False)
    values = {"work_nav": entries, "request": request, "user": user}
    return Page(Template(source).render(Context(values)))


def links_of(page: Page) -> list[Element]:
    return [one for one in page.all("a") if one.attrs["href"].startswith("/deel/")]


def test_a_short_menu_is_all_in_sight() -> None:
    page = menu_of(6, current=5)
    assert not page.all("details")
    assert len(links_of(page)) == 6


@pytest.mark.parametrize(("current", "said"), [(1, "Meer"), (7, "Meer: Deel 7")])
def test_a_long_menu_folds_and_says_where_you_are(current: int, said: str) -> None:
    page = menu_of(12, current)
    assert page.one("summary").text == said
    assert page.one("a", aria_current="page").text == f"Deel {current}"
    assert len(links_of(page)) == 12
    folded = page.source.partition("<details")[2].partition("</details>")[0]
    assert folded.count("<a ") == 8


def test_every_style_comes_from_a_token() -> None:
    css = Path(PARTIALS.parents[1] / "static/ui/stagebaken.css").read_text()
    screen = css.split("@media print")[0]
    colours = set(re.findall(r"#[0-9a-f]{3,6}\b", screen)) - {"#fff"}  # the mask of the scene
    assert not colours
    assert "url(" not in css
    physical = re.findall(r"(?<![-\w])(?:margin|padding|border)-(?:left|right)\b", css)
    assert not physical

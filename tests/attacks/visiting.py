"""A reporter at a real server, from the first question to the receipt in the hand."""

import re
from typing import Any

from tests.attacks.browser import Browser
from tests.reports.intake.journey import ANSWERS

SEEN = re.compile(r'name="gezien" value="(\w+)"')
ONCE = re.compile(r'name="once" value="([0-9a-f-]{36})"')
GROUP = re.compile(r'stagebaken-code__group">(\d{5})<')
Files = list[tuple[str, bytes]]


def answer(browser: Browser, slug: str, data: dict[str, Any], files: Files | None = None) -> None:
    page = f"/melden/{slug}/"
    for filename, content in files or []:
        added = browser.upload(page, data | {"ga": "voegtoe"}, {"documents": (filename, content)})
        assert added.status == 302, added.text
    assert browser.post(page, data).status == 302, slug


def tell(browser: Browser, files: Files | None = None, **changed: dict[str, Any]) -> None:
    """Answer every question; `changed` replaces what the usual reporter answers."""
    answers = ANSWERS | changed
    readers = answers["wens"]["wish"] in {"talk", "place", "act"}
    for slug, data in answers.items():
        if readers or slug not in {"betrokken", "lezers", "naam", "mail"}:
            answer(browser, slug, data, files if slug == "verhaal" else None)


def code(browser: Browser) -> str:
    """Agree with the preview and read the receipt from the page."""
    seen = SEEN.search(browser.get("/melden/controle/").text)
    assert seen
    assert browser.post("/melden/controle/", {"gezien": seen[1]}).status == 303
    return "".join(GROUP.findall(browser.get("/melden/code/").text))


def keep(browser: Browser) -> int:
    """I have kept it: file."""
    page = browser.get("/melden/code/").text
    seen = SEEN.search(page)
    assert seen, page
    return browser.post("/melden/code/", {"gezien": seen[1]}).status


def keep_again(browser: Browser) -> int:
    """The same from another tab, which may find that it was done already."""
    seen = SEEN.search(browser.get("/melden/code/").text)
    return keep(browser) if seen else 200


def file(browser: Browser, files: Files | None = None, **changed: dict[str, Any]) -> str:
    tell(browser, files, **changed)
    receipt = code(browser)
    assert keep(browser) == 303
    assert browser.follow("/melden/verstuurd/").status == 200
    return receipt

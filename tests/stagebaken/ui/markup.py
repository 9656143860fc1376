"""A page as a list of elements, enough to ask what a browser would see."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "stop"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """All elements in order; `text` of an element holds the text of its children too."""

    source: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[Element] = []
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str, **attrs: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag and wanted.items() <= element.attrs.items()
        ]

    def one(self, tag: str, **attrs: str) -> Element:
        (element,) = self.all(tag, **attrs)
        return element

    def by_id(self, name: str) -> Element:
        (element,) = [each for each in self.elements if each.attrs.get("id") == name]
        return element


def inline_code(page: Page) -> list[str]:
    """Name everything the Content-Security-Policy would block."""
    found = [f"<{each.tag} style>" for each in page.elements if "style" in each.attrs]
    found += ["<style>" for _ in page.all("style")]
    found += ["<script>" for each in page.all("script") if "src" not in each.attrs]
    found += [
        f"<{each.tag} {name}>"
        for each in page.elements
        for name, value in each.attrs.items()
        if name.startswith("on") or value.lower().startswith("javascript:")
    ]
    return found

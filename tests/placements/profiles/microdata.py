"""Read a page as a machine does: the items of schema.org and their properties."""

from collections import defaultdict
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "br", "img", "input", "hr", "path", "circle", "rect"}


class Item(defaultdict[str, list[Any]]):
    def __init__(self, kind: str) -> None:
        super().__init__(list)
        self.kind = kind

    def only(self, name: str) -> Any:
        [value] = self[name]
        return value


class Reader(HTMLParser):
    """A small reader of microdata: itemscope, itemtype, itemprop; enough for our own pages."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Item] = []
        self.scripts = 0
        self._open: list[tuple[str, Item | None, list[str] | None]] = []
        self._pending: list[tuple[Item, str]] = []

    @property
    def _inner(self) -> Item | None:
        return next((item for _, item, _ in reversed(self._open) if item is not None), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.scripts += tag == "script" and "src" not in facts
        outer, item, text = self._inner, None, None
        if "itemscope" in facts:
            item = Item(facts.get("itemtype") or "")
            if "itemprop" not in facts:
                self.items.append(item)
        if name := facts.get("itemprop"):
            assert outer is not None, f"{name} stands outside of every item"
            value = facts.get("content") or facts.get("datetime") or facts.get("href")
            if item is not None:
                outer[name].append(item)
            elif value is not None:
                outer[name].append(value)
            else:
                text = []
                self._pending.append((outer, name))
        if tag not in VOID:
            self._open.append((tag, item, text))

    def handle_data(self, data: str) -> None:
        for _, _, text in self._open:
            if text is not None:
                text.append(data)

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and any(name == tag for name, _, _ in self._open):
            name, _, text = self._open.pop()
            if text is not None:
                item, prop = self._pending.pop()
                item[prop].append("".join(text).strip())
            if name == tag:
                return


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader

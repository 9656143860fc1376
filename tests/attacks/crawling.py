"""All pages that somebody reaches by following links: what they can learn by looking around."""

import re
from collections.abc import Iterable, Iterator

from django.test import Client

# The pages where somebody starts; from there every link is followed.
STARTS = ("/zaken/", "/zaken/?toon=nieuw", "/zaken/?toon=te-laat", "/zaken/?weergave=lijst",
          "/zaken/zoeken/", "/zaken/ontvangst/", "/zaken/kluis/", "/beheer/",
          "/inloggen/", "/en/zaken/")  # fmt: skip
# What differs between two loads of one page and says nothing.
NOISE = re.compile(
    r'value="[0-9A-Za-z]{64}"|name="once" value="[^"]*"|open tot [\d.]+|open until [\d.:]+'
)
NEVER = re.compile(r"uit/|tweede-stap/|sluiten/|/en/|\.(?:css|js|svg|png|pdf|webmanifest)|^#|//")
LINK = re.compile(r'href="([^"]+)"')


def crawl(client: Client, starts: Iterable[str] = STARTS) -> dict[str, str]:
    """Every page that this person can reach by following links, without the noise."""
    seen: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 80:
            continue
        answer = client.get(address)
        seen[address] = f"{answer.status_code} {answer.headers.get('Location', '')}"
        if answer.status_code in {301, 302, 303}:
            waiting.append(answer["Location"])
        elif "text/html" in answer["Content-Type"]:
            page = answer.content.decode()
            seen[address] += NOISE.sub("", page)
            waiting += [link for link in links(address, page) if not NEVER.search(link)]
    return seen


def links(address: str, page: str) -> Iterator[str]:
    for written in LINK.findall(page):
        link = written.replace("&amp;", "&").partition("#")[0]
        if link.startswith("?"):
            yield address.partition("?")[0] + link
        elif link.startswith(("/zaken/", "/beheer/", "/inloggen/")):
            yield link

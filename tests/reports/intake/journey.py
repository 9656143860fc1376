"""A reporter with a browser but without script."""

import re
from typing import Any

from django.http import HttpResponseBase
from django.test import Client

from reports.casework.models import Case
from reports.intake import drafts
from reports.intake.answers import Answers
from reports.reporter.opening import OwnDossier, open_own
from stagebaken.vault import receipts

STORY = "Mijn begeleider zei dat klanten liever iemand anders zien."
ANSWERS: dict[str, dict[str, Any]] = {
    "school": {"school": "zeewaarde"},
    "veilig": {"danger": "no"},
    "wie": {"perspective": "self"},
    "moment": {"phases": ["during"]},
    "gronden": {"grounds": ["race", "religion"]},
    "vorm": {"shapes": ["remarks", "tasks"]},
    "verhaal": {"account": STORY},
    "wanneer": {"when": "week", "when_text": "bij de koffie"},
    "bedrijf": {"company_text": "Garage Windstil"},
    "wens": {"wish": "talk"},
    "betrokken": {"involved": []},
    "lezers": {"outsiders": "mijn mentor"},
    "naam": {"is_known": "yes", "known_as": "Noor", "known_contact": "06 12345678"},
    "mail": {"address": "noor@voorbeeld.nl"},
}
LEAST = ("school", "verhaal", "wens")  # all that must be answered


class Reporter:
    def __init__(self, language: str = "nl", client: Client | None = None) -> None:
        self.client = client or Client()
        self.prefix = "" if language == "nl" else f"/{language}"

    def url(self, path: str = "") -> str:
        return f"{self.prefix}/melden/{path}"

    def get(self, path: str = "") -> str:
        response = self.client.get(self.url(path), follow=True)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def post(self, path: str, data: dict[str, Any] | None = None) -> Any:
        return self.client.post(self.url(path), data or {})

    def answer(self, slug: str, **data: Any) -> str:
        """Answer a question and give the address that comes next."""
        response = self.post(f"{slug}/", data or ANSWERS[slug])
        assert response.status_code in {302, 303}, response.content.decode()
        return str(response["Location"]).removeprefix(self.url())

    def tell(self, *slugs: str, **changed: dict[str, Any]) -> None:
        for slug in slugs or ANSWERS:
            self.answer(slug, **(ANSWERS[slug] | changed.get(slug, {})))

    def seen(self) -> str:
        """The digest of what the preview shows."""
        found = re.search(r'name="gezien" value="(\w+)"', self.get("controle/"))
        assert found
        return found[1]

    def confirm(self) -> str:
        seen = self.seen()
        response = self.post("controle/", {"gezien": seen})
        assert response["Location"] == self.url("code/")
        return seen

    def code(self) -> str:
        """The receipt as it stands on the page."""
        groups = re.findall(r'stagebaken-code__group">(\d{5})<', self.get("code/"))
        return "".join(groups)

    def keep(self, seen: str) -> Any:
        """I have kept it: file."""
        return self.post("code/", {"gezien": seen})

    def file(self) -> str:
        """From the answers to a filed report; gives the receipt."""
        seen = self.confirm()
        receipt = self.code()
        assert self.keep(seen).status_code == 303
        return receipt

    @property
    def draft(self) -> Answers:
        """What this browser's draft holds."""
        secret = self.client.cookies[drafts.COOKIE].value
        opened = drafts.opened(_WithCookie(secret))  # type: ignore[arg-type]
        assert opened is not None
        return opened.answers


class _WithCookie:
    def __init__(self, secret: str) -> None:
        self.COOKIES = {drafts.COOKIE: secret}


def own(receipt: str) -> OwnDossier:
    keys = receipts.derive(receipt)
    return open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)


def only_case() -> Case:
    return Case.objects.select_related("dossier", "school").get()


def text_of(response: HttpResponseBase) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]

"""What somebody does in the strongroom, page by page, as a browser without script does it."""

import html
import re
from typing import Any, Protocol

from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from schools.registry.models import Owner
from stagebaken.vault.models import Recipient
from stagebaken.vault.wrapping import fingerprint
from tests import cast

WORD_LIST = re.compile(r'<ol class="stagebaken-words"[^>]*>(.*?)</ol>', re.DOTALL)


class Answer(Protocol):
    """What the pages answer, as far as these tests read it."""

    status_code: int

    @property
    def content(self) -> bytes: ...


class Screen:
    """One browser in one strongroom, of a school or of SBB."""

    def __init__(self, client: Client, school: Owner) -> None:
        self.client = client
        self.school = school

    def url(self, name: str, **kwargs: Any) -> str:
        return reverse(f"strongroom:{name}", kwargs={"code": self.school.code} | kwargs)

    def get(self, name: str, **kwargs: Any) -> Any:
        return self.client.get(self.url(name, **kwargs))

    def post(self, name: str, data: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        return self.client.post(self.url(name, **kwargs), data or {})

    def text(self, name: str = "room", **kwargs: Any) -> str:
        answer = self.get(name, **kwargs)
        assert answer.status_code == 200
        return words_of(answer)

    def unlock(self, passphrase: str = cast.PASSPHRASE, **data: str) -> Any:
        return self.client.post(reverse("strongroom:unlock"), {"passphrase": passphrase} | data)

    # Words shown and typed back

    def type_back(self, page: str, words: list[str]) -> Any:
        """Read which two words the check asks for, and type them."""
        form = self.get(page).context["form"]
        places = [name.removeprefix("word_") for name in form.fields]
        return self.post(page, {f"word_{place}": words[int(place) - 1] for place in places})

    def make_key(self) -> str:
        """Make one's own key; return the passphrase."""
        self.post("own")
        words = shown_words(self.get("words"))
        assert self.type_back("check", words).status_code == 200
        return " ".join(words)

    def sit(self, count: int = 3) -> list[str]:
        """Hold a sitting that was begun: each custodian keeps the words and types two back."""
        shares = []
        for _ in range(count):
            words = shown_words(self.client.get(self.url("share") + "?toon=ja"))
            assert self.type_back("share_check", words).status_code == 302
            shares.append(" ".join(words))
        return shares

    # What one does for others

    def admit(self, recipient: Recipient, passphrase: str = cast.PASSPHRASE) -> Any:
        return self.post("admit", compared(recipient, passphrase), recipient_id=recipient.pk)

    def approve(self, recipient: Recipient) -> Any:
        return self.post("approve", compared(recipient), recipient_id=recipient.pk)

    def hand_over(self, recipient: Recipient) -> None:
        after = ""
        while True:
            answer = self.post("hand_over", {"after": after}, recipient_id=recipient.pk)
            if answer.status_code == 302:
                return
            after = str(answer.context["after"])


def compared(recipient: Recipient, passphrase: str = "") -> dict[str, str]:
    shown = {"shown": fingerprint(recipient.public_key), "is_equal": "on"}
    return shown | ({"passphrase": passphrase} if passphrase else {})


def shown_words(answer: Answer) -> list[str]:
    assert answer.status_code == 200
    found = WORD_LIST.search(answer.content.decode())
    assert found is not None
    return re.findall(r"<li>(\w+)</li>", found[1])


def words_of(answer: Answer) -> str:
    return html.unescape(answer.content.decode())


def deliver() -> set[str]:
    """Let the worker send what waits; return who got a mail."""
    for waiting in DBTaskResult.objects.ready():
        waiting.task.call(*waiting.args_kwargs["args"], **waiting.args_kwargs["kwargs"])
    return {message.to[0] for message in mail.outbox}


def database() -> str:
    """Every row of every table, as a thief of the database has them."""
    rows = [row for model in apps.get_models() for row in model._default_manager.values()]
    return "\n".join(repr([plain(value) for value in row.values()]) for row in rows)


def plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value

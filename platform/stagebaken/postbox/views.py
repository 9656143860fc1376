"""Read the mail that a real mail server would have carried."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stagebaken.postbox.backend import folder

SHOWN = 50  # the newest messages


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str


@login_not_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Show the newest first; only under the local settings and without a mail server."""
    if not settings.LOCAL or settings.HAS_MAIL:
        raise Http404
    files = sorted(folder().glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)
    return render(request, "postbox/letters.html", {"letters": [read(f) for f in files[:SHOWN]]})


def read(file: Path) -> Letter:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return Letter(str(message["To"]), str(message["Subject"]), text)

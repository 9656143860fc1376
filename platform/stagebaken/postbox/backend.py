"""Where staff mail goes on one machine without a mail server: a folder, read at /ontwerp/post/."""

import os
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


def folder() -> Path:
    return Path(settings.STATE_DIR) / "post"


class PostboxBackend(BaseEmailBackend):
    """Writes each message to a file that its owner alone reads. For the local settings."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            path = folder() / f"{uuid4().hex}.eml"
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
                file.write(message.message().as_bytes())
        return len(email_messages)

"""A demo never becomes an installation: production refuses to start on its database."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from stagebaken.web.models import DemoMark

REFUSAL = (
    "This database holds the demo, whose passphrases and receipts lie on the disk. "
    "Start with an empty database."
)


def demo_check(
    *, app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Run with the database checks, so also before `migrate`."""
    if databases and _is_refused():
        return [Error(REFUSAL, id="stagebaken.E001")]
    return []


def refuse_demo() -> None:
    """Stop the start of a real installation on the database of a demo."""
    if _is_refused():
        raise ImproperlyConfigured(REFUSAL)


def _is_refused() -> bool:
    return not settings.LOCAL and DemoMark.is_left()

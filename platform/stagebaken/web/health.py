"""Whether this process lives, and whether the installation can do its work."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from stagebaken.schedule.pulse import is_working


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Name what works and what does not; why is for the log, not for whoever asks."""
    states = {name: check() for name, check in _CHECKS.items()}
    is_ready = "failing" not in states.values()
    return JsonResponse(
        {"status": "ok" if is_ready else "failing", "checks": states},
        status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
    )


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "failing"
    return "ok"


def _storage() -> str:
    """Sealed files are written here, and the head of the audit log beside the database."""
    try:
        for folder in (Path(settings.MEDIA_ROOT), Path(settings.AUDIT_HEAD_FILE).parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with TemporaryFile(dir=folder):
                pass
    except OSError:
        return "failing"
    return "ok"


def _mail() -> str:
    """A local installation may run without a mail server; the pages then say so."""
    return "ok" if settings.HAS_MAIL else "off"


def _tasks() -> str:
    try:
        return "ok" if is_working() else "failing"
    except DatabaseError:
        return "failing"


_CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "storage": _storage,
    "mail": _mail,
    "tasks": _tasks,
}

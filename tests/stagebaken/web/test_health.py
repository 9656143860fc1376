"""What a watcher learns: whether it works, and nothing about why not."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from stagebaken.schedule import pulse
from stagebaken.schedule.models import Pulse
from stagebaken.schedule.tasks import clear_sessions

pytestmark = pytest.mark.django_db


def ready(client: Client) -> tuple[int, dict[str, str]]:
    response = client.get("/readyz")
    return response.status_code, response.json()["checks"]


def test_a_process_that_lives_says_so(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_an_installation_that_can_work_is_ready(client: Client, settings: Any) -> None:
    settings.HAS_MAIL = True
    pulse.beat()
    states = {"database": "ok", "storage": "ok", "mail": "ok", "tasks": "ok"}
    assert ready(client) == (200, states)


def test_one_machine_without_mail_is_ready_and_says_that_mail_is_off(
    client: Client, settings: Any
) -> None:
    settings.HAS_MAIL = False
    pulse.beat()
    status, states = ready(client)
    assert (status, states["mail"]) == (200, "off")


def test_an_installation_without_a_scheduler_is_not_ready(client: Client) -> None:
    status, states = ready(client)
    assert (status, states["tasks"]) == (503, "failing")
    Pulse.objects.create(beaten_at=timezone.now() - dt.timedelta(minutes=6))
    assert ready(client)[0] == 503


def test_an_installation_without_a_worker_is_not_ready(client: Client) -> None:
    pulse.beat()
    clear_sessions.enqueue()
    assert ready(client)[0] == 200
    DBTaskResult.objects.update(enqueued_at=timezone.now() - dt.timedelta(minutes=11))
    assert ready(client)[0] == 503
    DBTaskResult.objects.update(run_after=timezone.now() + dt.timedelta(hours=1))
    assert ready(client)[0] == 200


def test_storage_that_cannot_be_written_is_named(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    pulse.beat()
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file"
    status, states = ready(client)
    assert (status, states["storage"]) == (503, "failing")


def test_a_database_that_is_gone_is_named_without_its_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError("password for stagebaken@db.example")

    monkeypatch.setattr(connection, "cursor", fail)
    monkeypatch.setattr(connection, "chunked_cursor", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] == "failing"
    assert "example" not in response.content.decode()

"""A real installation starts with its own secrets and its own database, or says why not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SECRETS = ("SECRET_KEY", "AUDIT_KEY", "RELEASE_KEY", "ORIGIN_KEY", "FIELD_KEY", "BACKUP_PUBLIC_KEY")
OURS = (*SECRETS, "DATABASE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "MEDIA_ROOT", "CACHE_URL")


def environment(folder: Path, **changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    secrets = {name: f"{name}-" + "0123456789abcdef" * 3 for name in SECRETS}
    ours = {
        "DJANGO_SETTINGS_MODULE": "stagebaken.settings.production",
        "ALLOWED_HOSTS": "stagebaken.example",
        "EMAIL_URL": "smtp://localhost",
        "STATE_DIR": str(folder),
        "PYTHONWARNINGS": "ignore",
    }
    return kept | secrets | ours | changes


def run(folder: Path, *command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(folder, **changes),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def serve(folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    config = "platform/stagebaken/web/gunicorn_conf.py"
    bind = "127.0.0.1:0"
    return run(folder, "-m", "gunicorn", "--config", config, "--bind", bind, **changes)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_missing_secret_stops_a_command_with_one_line(secret: str, tmp_path: Path) -> None:
    result = run(tmp_path, "manage.py", "check", **{secret: "short"})
    assert result.returncode == 2
    assert result.stderr == f"{secret} is missing or shorter than 32 characters.\n"


def test_a_missing_secret_stops_the_server_with_one_line(tmp_path: Path) -> None:
    result = serve(tmp_path, AUDIT_KEY="")
    assert result.returncode == 2
    assert result.stderr == "AUDIT_KEY is missing or shorter than 32 characters.\n"


def test_the_database_of_a_demo_stops_the_server_with_one_line(tmp_path: Path) -> None:
    mark = "from stagebaken.web.models import DemoMark; DemoMark.leave()"
    local = {"DJANGO_SETTINGS_MODULE": "stagebaken.settings.local"}
    run(tmp_path, "manage.py", "migrate", "web", **local)
    run(tmp_path, "manage.py", "shell", "--command", mark, **local)
    result = serve(tmp_path)
    assert result.returncode == 2
    assert "holds the demo" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    refused = run(tmp_path, "manage.py", "migrate")
    assert refused.returncode == 1
    assert "holds the demo" in refused.stderr

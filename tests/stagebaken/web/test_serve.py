"""`make run` on one machine: it starts, serves, says where, and stops in good order."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CANARY = "kanarie-4711"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of one installation: started several times, prepared once."""
    return tmp_path_factory.mktemp("var")


def environment(folder: Path, port: int) -> dict[str, str]:
    """What `make run` has, and no more, so that its own settings are tested."""
    unset = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "AUDIT_HEAD_FILE")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return kept | {"STATE_DIR": str(folder), "PORT": str(port), "DEMO": "0"}


@contextmanager
def serving(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve"],
        env=environment(folder, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def read_greeting(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def get(port: int, path: str) -> tuple[int, bytes]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"User-Agent": CANARY}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_one_command_serves_and_one_key_stops_it(folder: Path) -> None:
    port = free_port()
    with serving(folder, port) as process:
        assert f"http://127.0.0.1:{port}" in read_greeting(process)
        status, body = get(port, "/readyz")
        assert (status, json.loads(body)["status"]) == (200, "ok")
        status, body = get(port, "/")
        assert status == 200
        assert b"/static/ui/stagebaken." in body  # collected, with a name that follows the content
        assert get(port, f"/{CANARY}")[0] == 404
        second = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "serve"],
            env=environment(folder, port),
            capture_output=True,
            text=True,
            check=False,
        )
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=120)
    assert second.returncode == 2
    assert f"Something else uses 127.0.0.1:{port}." in second.stderr
    assert process.returncode == 0
    assert output == "Stopped.\n"
    assert (folder / "secrets.env").stat().st_mode & 0o777 == 0o600
    traces = [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    assert traces == []


def test_what_is_killed_takes_the_others_along_and_says_so(folder: Path) -> None:
    port = free_port()
    with serving(folder, port) as process:
        read_greeting(process)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        commands = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in children}
        (scheduler,) = [pid for pid, command in commands.items() if "scheduler" in command]
        os.kill(int(scheduler), signal.SIGKILL)
        output, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "The scheduler ended by itself, so everything was stopped." in output
    assert "Traceback" not in output
    end_of_all(children)


def test_nothing_is_left_running_when_the_command_itself_is_killed(folder: Path) -> None:
    port = free_port()
    with serving(folder, port) as process:
        read_greeting(process)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        process.kill()
    assert len(children) == 3
    end_of_all(children)


def end_of_all(pids: list[str]) -> None:
    end = time.monotonic() + 40
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("argument", ["--help", "--port=x"])
def test_the_command_explains_itself(argument: str) -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "serve", argument],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "stagebaken.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == (0 if argument == "--help" else 2)
    assert "Traceback" not in result.stderr

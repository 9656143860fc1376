"""A real installation in a folder of its own: the local settings, and the server of `make run`.

It is prepared once a run; whoever attacks it works on a copy.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.attacks.browser import Browser

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "platform" / "stagebaken" / "web" / "gunicorn_conf.py"
START_SECONDS = 60.0
UNSET = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "AUDIT_HEAD_FILE", "SUITE_DATABASE_URL")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Installation:
    folder: Path  # STATE_DIR: database, secrets, media, audit head
    port: int = field(default_factory=free_port)
    more: dict[str, str] = field(default_factory=dict)  # environment beside STATE_DIR

    @property
    def environment(self) -> dict[str, str]:
        """What `make run` has, and no more, so that the product's own settings are attacked."""
        kept = {name: value for name, value in os.environ.items() if name not in UNSET}
        own = {"STATE_DIR": str(self.folder), "PORT": str(self.port), "DEMO": "0"}
        return kept | own | self.more

    def manage(self, *arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]
        return self._run(command, **options)

    def act(self, part: str, **facts: Any) -> dict[str, Any]:
        """Run a function of acts.py in this installation, and return what it tells."""
        command = [sys.executable, "-m", "tests.attacks.acts", part, json.dumps(facts)]
        done = self._run(command)
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    def _run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            **options,
        )

    def browser(self) -> Browser:
        return Browser(self.port)

    @contextmanager
    def serving(self, *, whole: bool = False) -> Iterator["Server"]:
        """Run the web server as `make run` does, or all of it; what it writes is kept."""
        web = [sys.executable, "-m", "gunicorn", "--config", str(CONFIG)]
        all_of_it = [sys.executable, str(ROOT / "manage.py"), "serve"]
        with tempfile.TemporaryFile() as written:
            process = subprocess.Popen(
                all_of_it if whole else [*web, "--bind", f"127.0.0.1:{self.port}"],
                env=self.environment | {"DJANGO_SETTINGS_MODULE": "stagebaken.settings.local"},
                cwd=ROOT,
                stdout=written,
                stderr=subprocess.STDOUT,
            )
            server = Server(self, process, written)
            try:
                server.await_answer()
                yield server
            finally:
                server.stop()

    def copy(self, folder: Path) -> "Installation":
        """The same installation elsewhere, as it is now. It must not be serving."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Installation(folder, more=dict(self.more))


@dataclass
class Server:
    installation: Installation
    process: subprocess.Popen[bytes]
    written: Any

    def await_answer(self) -> None:
        """Not a port that is open, but a page: a worker must have started."""
        end = time.monotonic() + START_SECONDS
        while True:
            assert self.process.poll() is None, self.log().decode()
            assert time.monotonic() < end, self.log().decode()
            try:
                if self.installation.browser().get("/healthz").status == 200:
                    return
            except OSError:
                time.sleep(0.05)

    def log(self) -> bytes:
        """Everything that the server and its children wrote."""
        self.written.flush()
        self.written.seek(0)
        content: bytes = self.written.read()
        return content

    def children(self) -> list[int]:
        pid = self.process.pid
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(child) for child in text.split()]

    def family(self) -> list[int]:
        """The server, its children and theirs."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            tasks = Path(f"/proc/{pid}/task/{pid}/children")
            waiting += map(int, tasks.read_text().split()) if tasks.exists() else []
        return found

    def kill(self) -> None:
        """Pull the plug: nobody gets to finish anything."""
        for pid in self.family():
            os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> bytes:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.log()

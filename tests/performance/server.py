"""The product as `make run` starts it, with its demo, in a place of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180


@dataclass(frozen=True)
class Server:
    port: int
    state: Path

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=60)


@contextmanager
def running() -> Iterator[Server]:
    """Start, wait until it answers, and stop it cleanly."""
    with tempfile.TemporaryDirectory() as place, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=os.environ
            | {"STATE_DIR": place, "DJANGO_SETTINGS_MODULE": "stagebaken.settings.local"},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_until_it_answers(process, port)
            yield Server(port, Path(place))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if ask(HTTPConnection("127.0.0.1", port, timeout=5), "GET", "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not start.")


def ask(
    connection: HTTPConnection, method: str, path: str, body: dict[str, Any] | None = None
) -> tuple[int, bytes]:
    payload = json.dumps(body) if body is not None else None
    headers = {"Content-Type": "application/json"} if body is not None else {}
    connection.request(method, path, payload, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def load(
    server: Server, requests: list[tuple[str, dict[str, Any]]], *, concurrency: int, expected: int
) -> dict[str, float]:
    """POST these at this concurrency: requests a second, p50 and p95 in milliseconds."""
    batches = [requests[start::concurrency] for start in range(concurrency)]

    def work(batch: list[tuple[str, dict[str, Any]]]) -> list[float]:
        connection, times = server.connect(), []
        for path, body in batch:
            start = time.perf_counter()
            status, answer = ask(connection, "POST", path, body)
            times.append(time.perf_counter() - start)
            if status != expected:
                raise RuntimeError(f"{path}: {status} {answer[:200]!r}")
        return times

    start = time.perf_counter()
    with ThreadPoolExecutor(concurrency) as pool:
        times = [seconds for batch in pool.map(work, batches) for seconds in batch]
    return summary(times, time.perf_counter() - start)


def summary(times: list[float], elapsed: float) -> dict[str, float]:
    ordered = sorted(times)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000, 1)

    return {"per_second": round(len(times) / elapsed, 1), "p50_ms": at(0.5), "p95_ms": at(0.95)}


def timed(deed: Callable[[], Any]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start

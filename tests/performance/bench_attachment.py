"""A 25 MB attachment: how far the web process rises above rest while it takes, seals and serves it.

The process measured runs the upload handler, the cleaner's parent, the store and the download as
a web process does; the bytes come from a stream that is made while it is read.
"""

import io
import json
import os
import resource
import secrets
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIMIT_MB = 80  # above rest; promised in the issue
BOUNDARY = b"grens"
NOISE = secrets.token_bytes(64 * 1024)


def run() -> dict[str, Any]:
    """Measure in a process of its own, so that rest is rest."""
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(
            [sys.executable, "-m", "tests.performance.bench_attachment", place],
            cwd=ROOT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "stagebaken.settings.test",
                "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
            },
            stdout=subprocess.PIPE,
            check=True,
        )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


class Recording(io.RawIOBase):
    """The body of a multipart request with a WAV file, made while it is read."""

    def __init__(self, size: int) -> None:
        sound = size - 44
        header = struct.pack(
            "<4sI4s4sIHHIIHH4sI", b"RIFF", sound + 36, b"WAVE", b"fmt ", 16, 1, 1, 48_000, 96_000,
            2, 16, b"data", sound,
        )  # fmt: skip
        head = (
            b"--" + BOUNDARY + b'\r\nContent-Disposition: form-data; name="file"; filename="a.wav"'
            b"\r\nContent-Type: audio/wav\r\n\r\n" + header
        )  # fmt: skip
        self.tail = b"\r\n--" + BOUNDARY + b"--\r\n"
        self.length = len(head) + sound + len(self.tail)
        self.pending = head
        self.sound = sound

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.pending and self.sound:
            self.pending = NOISE[: self.sound]
            self.sound -= len(self.pending)
        elif not self.pending:
            self.pending, self.tail = self.tail, b""
        found, self.pending = self.pending[: len(buffer)], self.pending[len(buffer) :]
        buffer[: len(found)] = found
        return len(found)


def memory_mb(field: str) -> float:
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024


def peak_of(deed: Callable[[], Any]) -> tuple[Any, float, float]:
    """What the deed gave, the highest memory while it ran, and its seconds."""
    Path("/proc/self/clear_refs").write_text("5")  # the high-water mark starts anew
    start = time.perf_counter()
    result = deed()
    return result, memory_mb("VmHWM"), time.perf_counter() - start


def measure(place: str) -> dict[str, Any]:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.MEDIA_ROOT = place
    call_command("migrate", verbosity=0)
    travel(100_000)  # what is imported and allocated once belongs to rest
    rest = memory_mb("VmRSS")
    peaks, seconds = travel(settings.ATTACHMENT_BYTES)
    return {
        "name": "attachment of 25 MB, web process above rest",
        "limit_mb": LIMIT_MB,
        "rest_mb": round(rest, 1),
        "above_rest_mb": {phase: round(peak - rest, 1) for phase, peak in peaks.items()},
        "seconds": {phase: round(took, 2) for phase, took in seconds.items()},
        "cleaner_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1),
        "holds": max(peaks.values()) - rest <= LIMIT_MB,
    }


def travel(size: int) -> tuple[dict[str, float], dict[str, float]]:
    """Send a file in, seal it into a dossier, and fetch it."""
    from django.core.handlers.wsgi import WSGIRequest
    from django.test import RequestFactory

    from reports.attachments import storage
    from stagebaken.vault import keyring
    from stagebaken.vault.receipts import ReceiptKeys
    from stagebaken.web.days import today

    receipt = ReceiptKeys(locator=secrets.token_bytes(32), wrapping_key=secrets.token_bytes(32))
    dossier, keys = keyring.create(receipt=receipt, day=today())
    body = Recording(size)
    environ = RequestFactory().get("/").environ | {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY.decode()}",
        "CONTENT_LENGTH": str(body.length),
        "wsgi.input": io.BufferedReader(body),
    }
    request = WSGIRequest(environ)
    upload, received, receiving = peak_of(lambda: request.FILES["file"])
    attachment, sealed, sealing = peak_of(
        lambda: storage.store(upload=upload, dossier=dossier, keys=keys, by="reporter", day=today())
    )
    request.close()
    length, served, serving = peak_of(
        lambda: sum(len(piece) for piece in storage.stream_response(attachment, keys))
    )
    if length != size:
        raise SystemExit(f"{size} bytes went in and {length} came out.")
    peaks = {"receiving": received, "sealing": sealed, "serving": served}
    return peaks, {"receiving": receiving, "sealing": sealing, "serving": serving}


if __name__ == "__main__":
    json.dump(measure(sys.argv[1]), sys.stdout)

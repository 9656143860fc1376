"""Take the pictures of README and guides from the running product: `make pictures`.

It serves the demo from a folder of its own, walks through it in a real Chromium, and writes
docs/pictures/*.png. What is on them is invented, and what they show is what the product does.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from docs.walks import HIGHEST, PICTURES, ROOT, WALKS, Demo
from tests.environment import chromium

ALL_PICTURES = 2_500_000  # bytes: a clone must stay light
SHARPNESS = 1.25  # pixels for each pixel of CSS
START_SECONDS = 180.0
ARGUMENTS = ["--disable-dev-shm-usage", "--no-sandbox", "--disable-background-networking"]


@contextmanager
def served() -> Iterator[Demo]:
    """The product with its demo, in a folder that is gone afterwards."""
    with TemporaryDirectory() as folder:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        environment = kept | {"STATE_DIR": folder}
        port = str(free_port())
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", port], cwd=ROOT, env=environment
        )
        try:
            wait_for(int(port), server)
            notes = (Path(folder) / "demo.txt").read_text()
            yield Demo(f"http://127.0.0.1:{port}", environment, notes)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Wait for an answer: that something listens is not enough."""
    end = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < end:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            line.request("GET", "/healthz")
            if line.getresponse().status == HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            line.close()
    raise TimeoutError("The product did not start.")


def walk_all(browser: Browser, demo: Demo) -> None:
    for width, walk in WALKS:
        context = browser.new_context(
            base_url=demo.address,
            viewport={"width": width, "height": HIGHEST[width]},
            device_scale_factor=SHARPNESS,
            locale="nl",
            reduced_motion="reduce",
        )
        walk(context.new_page(), demo)
        context.close()


def main() -> int:
    path = chromium()
    if path is None:
        sys.stderr.write("No Chromium was found; set CHROMIUM to its path.\n")
        return 2
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with served() as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        walk_all(browser, demo)
        browser.close()
    size = sum(picture.stat().st_size for picture in PICTURES.glob("*.png"))
    sys.stdout.write(f"{len(list(PICTURES.glob('*.png')))} pictures, {size} bytes.\n")
    return 0 if size < ALL_PICTURES else 1


if __name__ == "__main__":
    sys.exit(main())

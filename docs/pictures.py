"""Take the pictures of README and guides from the running product: `make pictures`.

It serves the demo from a folder of its own, walks through it in a real Chromium, and writes
docs/pictures/*.png. What is on them is invented, and what they show is what the product does.
"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from tests.environment import chromium

ROOT = Path(__file__).resolve().parents[1]
PICTURES = Path(__file__).with_name("pictures")
PHONE, DESK = 390, 1280  # CSS pixels
HIGHEST = {PHONE: 844, DESK: 900}  # a longer page is cut here
ALL_PICTURES = 2_500_000  # bytes: a clone must stay light
COLOURS = 256
SHARPNESS = 1.25  # pixels for each pixel of CSS
START_SECONDS = 180.0
ARGUMENTS = ["--disable-dev-shm-usage", "--no-sandbox", "--disable-background-networking"]
STORY = "Aan de telefoon was er nog plek. Toen ik mijn naam zei, was de plek ineens weg."
LAST_LINE = (
    "Math.max(...Array.from(document.body.children, part => part.getBoundingClientRect().bottom))"
)
TALKING = "een zaak in gesprek, de melder is aan de beurt"


@dataclass
class Demo:
    """The demo as its notes tell it (STATE_DIR/demo.txt)."""

    address: str
    environment: dict[str, str] = field(repr=False)
    notes: str = field(repr=False)

    @property
    def password(self) -> str:
        return self._find(r"^Wachtwoord van iedereen: (.+)$")

    def email(self, name: str) -> str:
        return self._find(rf"^{name} \(\w+\): (\S+)$")

    def passphrase(self, name: str) -> str:
        return self._find(rf"^{name} \(\w+\): \S+\n +wachtzin van de kluis: (.+)$")

    def receipt(self, label: str) -> str:
        return self._find(rf"^([\d ]+)  {label}$")

    def code(self, name: str) -> str:
        """What the person's authenticator app shows now."""
        command = [sys.executable, "manage.py", "demo", "code", self.email(name)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def _find(self, pattern: str) -> str:
        found = re.search(pattern, self.notes, re.MULTILINE)
        if found is None:
            raise LookupError(pattern)
        return found[1].strip()


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


# Walks


def reporter(page: Page, demo: Demo) -> None:
    """From the first page to the code, on a phone; filed at the end."""
    page.goto("/")
    take(page, "start", PHONE, DESK)
    page.goto("/melden/")
    take(page, "melden", PHONE)
    page.goto("/melden/school/")
    choose(page, "mbo Zeewaarde")
    page.get_by_label("Nee", exact=True).check()
    take(page, "veilig", PHONE)
    onward(page)
    choose(page, "Het is mij overkomen")
    choose(page, "Bij het zoeken van een stage")
    choose(page, "Afkomst of huidskleur")
    choose(page, "Ik werd afgewezen")
    page.get_by_label("Je verhaal").fill(STORY)
    take(page, "verhaal", PHONE, DESK)
    onward(page)
    choose(page, "De afgelopen maand")
    page.get_by_label("Naam van het bedrijf").fill("Autobedrijf")
    onward(page)
    choose(page, "Praat met mij")
    onward(page)
    page.get_by_label("Ilse Bosgra").check()
    take(page, "lezers", PHONE, DESK)
    onward(page)
    choose(page, "Ik blijf anoniem")
    onward(page)
    take(page, "controle", PHONE, DESK)
    page.get_by_role("button", name="Dit klopt").click()
    take(page, "code", PHONE, DESK)


def own_dossier(page: Page, demo: Demo) -> None:
    page.goto("/dossier/")
    page.get_by_label("code").first.fill(demo.receipt(TALKING))
    page.get_by_role("button", name="Open dossier").click()
    page.wait_for_url("**/dossier/inhoud/**")
    take(page, "dossier", PHONE, DESK)


def member(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "Mehmet Aydın")
    page.goto("/zaken/kluis/openen/")
    take(page, "kluis-openen", PHONE, DESK)
    page.get_by_label("Je wachtzin").fill(demo.passphrase("Mehmet Aydın"))
    page.get_by_role("button", name="Open kluis", exact=True).last.click()
    page.goto("/zaken/")
    take(page, "zaken", PHONE, DESK)
    page.get_by_role("link", name="Mijn begeleider zei").click()
    page.wait_for_url(re.compile(r"/zaken/[0-9a-f-]{36}/"))
    take(page, "zaak", PHONE, DESK)


def custodian(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "Anna de Boer")
    page.goto("/zaken/kluis/school/zeewaarde/")
    take(page, "kluis", DESK)


def administrator(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "Truus Beheer")
    page.goto("/beheer/school/zeewaarde/")
    take(page, "beheer", PHONE, DESK)


def search(page: Page, demo: Demo) -> None:
    page.goto("/stages/")
    page.get_by_label("Wat wil je leren?").fill("auto")
    page.get_by_label("Plaats of postcode").fill("Oosterhaven")
    page.get_by_role("button", name="Zoek", exact=True).click()
    take(page, "stages", PHONE, DESK)
    page.get_by_role("link", name="Autobedrijf Windwijzer").click()
    page.wait_for_url(re.compile(r"/stages/[0-9a-f-]{36}/"))
    take(page, "bedrijf", PHONE)


def company(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "Gijs Garage")
    page.goto("/leerbedrijf/")
    page.goto(page.url.rstrip("/") + "/toezeggingen/")
    take(page, "toezeggingen", PHONE)


WALKS: tuple[tuple[int, Callable[[Page, Demo], None]], ...] = (
    (PHONE, reporter),
    (PHONE, own_dossier),
    (DESK, member),
    (DESK, custodian),
    (DESK, administrator),
    (DESK, search),
    (PHONE, company),
)


# What hands do


def sign_in(page: Page, demo: Demo, name: str) -> None:
    page.goto("/inloggen/")
    page.get_by_label("E-mailadres").fill(demo.email(name))
    page.get_by_label("Wachtwoord", exact=True).fill(demo.password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/tweede-stap/**")
    page.locator("input[name=code]").fill(demo.code(name))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/inloggen/" not in url)


def tick(page: Page, text: str) -> None:
    """Choose a card: the box itself is hidden behind its label."""
    page.locator("label").filter(has_text=text).first.click()


def choose(page: Page, text: str) -> None:
    tick(page, text)
    onward(page)


def onward(page: Page) -> None:
    page.get_by_role("button", name="Verder").click()
    page.wait_for_load_state("networkidle")


def take(page: Page, name: str, *widths: int) -> None:
    """Take the page as it is, in one or two widths, and go back to the width of the walk."""
    own = page.viewport_size or {"width": DESK, "height": HIGHEST[DESK]}
    page.wait_for_load_state("networkidle")
    for width in widths:
        page.set_viewport_size({"width": width, "height": HIGHEST[width]})
        page.evaluate("scrollTo(0, 0); document.activeElement?.blur()")
        page.wait_for_load_state("networkidle")
        target = PICTURES / f"{name}-{width}.png"
        # Below the last line of a short page there is nothing to see.
        height = min(page.evaluate(LAST_LINE), HIGHEST[width])
        area = FloatRect(x=0, y=0, width=width, height=height)
        page.screenshot(path=target, animations="disabled", clip=area)
        lighten(target)
    page.set_viewport_size(own)


def lighten(path: Path) -> None:
    """A page has few colours: with so many the eye sees no difference, and the file is a third."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS)
    few.save(path, optimize=True)


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

"""The walks of which pictures are taken, each as one person of the demo."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Page

ROOT = Path(__file__).resolve().parents[1]
PICTURES = Path(__file__).with_name("pictures")
PHONE, DESK = 390, 1280  # CSS pixels
HIGHEST = {PHONE: 844, DESK: 900}  # a longer page is cut here
COLOURS = 256
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


def student(page: Page, demo: Demo) -> None:
    """Who looks for a place: what can be done now, an application, an own list in a round."""
    sign_in(page, demo, "Sem Student")
    page.goto("/mijn-stage/")
    take(page, "mijn-stage", PHONE)
    page.get_by_role("link", name="Bits & Bakens").first.click()
    page.wait_for_url("**/sollicitaties/**")
    take(page, "sollicitatie", PHONE)
    page.goto("/mijn-stage/stagematching/")
    page.get_by_role("link", name="Eerste stage, beheer ict").click()
    page.wait_for_url("**/stagematching/*/")
    take(page, "ronde", PHONE)


def at_work(page: Page, demo: Demo) -> None:
    """Who has a place: the agreement of three."""
    sign_in(page, demo, "Yara Branding")
    page.goto("/mijn-stage/plek/")
    page.get_by_role("link", name="Datahuis Duinroos").click()
    page.wait_for_url("**/plek/*/")
    take(page, "plek", PHONE)


def coordinator(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "Ilse Bosgra")
    page.goto("/studenten/zeewaarde/plaatsing/")
    take(page, "plaatsing", PHONE, DESK)
    page.goto("/stagematching/")
    page.get_by_role("link", name="Eerste stage, beheer ict").click()
    page.wait_for_url("**/stagematching/zeewaarde/*/")
    take(page, "stagematching", DESK)


WALKS: tuple[tuple[int, Callable[[Page, Demo], None]], ...] = (
    (PHONE, reporter),
    (PHONE, own_dossier),
    (DESK, member),
    (DESK, custodian),
    (DESK, administrator),
    (DESK, search),
    (PHONE, company),
    (PHONE, student),
    (PHONE, at_work),
    (DESK, coordinator),
)


# What hands do


def sign_in(page: Page, demo: Demo, name: str) -> None:
    page.goto("/inloggen/")
    page.get_by_label("E-mailadres").fill(demo.email(name))
    page.get_by_label("Wachtwoord", exact=True).fill(demo.password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/inloggen/"))
    if "/tweede-stap/" in page.url:  # students have none
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

"""A day at a server: reporters tell, staff answer, somebody mistypes. Every word is a canary."""

import json
import re
from typing import Any

from tests.attacks import canaries, visiting
from tests.attacks.browser import Browser
from tests.attacks.database_file import changed, rows
from tests.attacks.installation import Installation
from tests.cast import PASSPHRASE, PASSWORD
from tests.reports.attachments.corpus import images

# What somebody said, wrote, was called or sent. None of it may be readable anywhere.
WORDS = {
    "story": "kanarieverhaal bij de bandenpers",
    "shortened story": "kanarieverhaal",
    "story by API": "kanarieapi zei de chef",
    "kept story": "kanarielogboek van maandag",
    "withdrawn story": "kanarieingetrokken en weg",
    "unfinished story": "kanarieconcept half verteld",
    "oral story": "kanariemondeling aan de balie",
    "unfinished oral story": "kanarieopgeschreven en niet af",
    "company": "Kanariebedrijf Zwaluwstaart",
    "when": "kanariewanneer op dinsdagen",
    "outsider": "kanariementor Bartels",
    "reporter's name": "Kanarienaam Yildiz",
    "reporter's contact": "kanariecontact 0612345678",
    "reporter's address": "kanarie.adres@voorbeeld.example",
    "message": "kanariebericht aan het team",
    "addition": "kanarieaanvulling aan het verhaal",
    "reply": "kanarieantwoord van het team",
    "note": "kanarienotitie tussen ons",
    "file name": "kanariebestandsnaam.txt",
    "text file": "kanarietekstbestand met regels",
    "EXIF": images.CANARY,
    "typed address": "kanariepad-47",
    "passphrase": PASSPHRASE,
    "password": PASSWORD,
}
# What a server complains of before the product sees it.
NONSENSE = (
    b"kanariepad-47\r\n\r\n",
    b"GET /kanariepad-47 HTTP/9.9\r\n\r\n",
    b"GET /kanariepad-47" + b"x" * 9000 + b" HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: kanariepad-47\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nkanariepad-47: " + b"x" * 9000 + b"\r\n\r\n",
    b"POST /dossier/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nkanariepad-47",
    b"POST /dossier/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: kanariepad-47\r\n\r\n",
)
RENEW = "/dossier/nieuwe-code/"
Secrets = dict[str, list[bytes]]  # every spelling of each


def open_with(browser: Browser, receipt: str) -> None:
    assert browser.post("/dossier/", {"code": receipt}).status == 302


def anonymous_acts(installation: Installation, secrets: Secrets) -> dict[str, str]:
    """All that somebody without an account can do; the receipts of it, by name."""
    browser = installation.browser()
    files = [
        ("kanariebestandsnaam.jpg", images.jpeg_with_traces()),
        (WORDS["file name"], WORDS["text file"].encode()),
    ]
    receipts = {"pages": visiting.file(browser, files, **telling("story"))}
    keep_secrets(secrets, "dossier cookie", browser)
    for path, data in {
        "/dossier/bericht/": {"text": WORDS["message"]},
        "/dossier/aanvullen/": {"text": WORDS["addition"]},
        "/dossier/naam/": {"name": WORDS["reporter's name"], "contact": "niets"},
        "/dossier/wens/": {"wish": "act"},
        "/dossier/wie/": {"exclude": "", "outsiders": WORDS["outsider"]},
    }.items():
        page = "/dossier/inhoud/" if path == "/dossier/bericht/" else path
        answer = browser.post(path, {name: value for name, value in data.items() if value}, page)
        assert answer.status == 302, answer.text
    for kind, start in (("pdf", b"%PDF"), ("json", b"{")):
        taken_along = browser.post(
            "/dossier/meenemen/bestand/", {"soort": kind}, "/dossier/meenemen/"
        )
        assert taken_along.content.startswith(start), taken_along.text
    assert WORDS["story"] in taken_along.text
    receipts["API"] = by_api(browser)
    receipts["kept"] = visiting.file(installation.browser(), **telling("kept story", wish="keep"))
    receipts["withdrawn"] = withdrawn(installation, secrets)
    unfinished = installation.browser()
    visiting.answer(unfinished, "school", {"school": "zeewaarde"})
    visiting.answer(unfinished, "verhaal", {"account": WORDS["unfinished story"]})
    keep_secrets(secrets, "draft cookie", unfinished)
    for path in ("/melden/kanariepad-47/", "/dossier/?q=kanariepad-47", "/en/kanariepad-47"):
        browser.get(path)
    browser.send("POST", "/dossier/", b"code=kanariepad-47", "application/x-www-form-urlencoded")
    for sent in NONSENSE:
        browser.nonsense(sent)
    return receipts


def telling(story: str, wish: str = "talk") -> dict[str, dict[str, Any]]:
    return {
        "verhaal": {"account": WORDS[story]},
        "bedrijf": {"company_text": WORDS["company"]},
        "wanneer": {"when": "week", "when_text": WORDS["when"]},
        "wens": {"wish": wish},
        "lezers": {"outsiders": WORDS["outsider"]},
        "naam": {
            "is_known": "yes",
            "known_as": WORDS["reporter's name"],
            "known_contact": WORDS["reporter's contact"],
        },
        "mail": {"address": WORDS["reporter's address"]},
    }


def by_api(browser: Browser) -> str:
    report = {
        "school": "zeewaarde",
        "account": WORDS["story by API"],
        "company_text": WORDS["company"],
        "wish": "talk",
        "contact_email": WORDS["reporter's address"],
    }
    filed = browser.json("/api/v1/reports/", json.dumps(report).encode())
    assert filed.status == 201, filed.text
    receipt: str = json.loads(filed.content)["receipt"]
    message = {"receipt": receipt, "text": WORDS["message"]}
    assert browser.json("/api/v1/dossier/messages/", json.dumps(message).encode()).status == 201
    opened = browser.json("/api/v1/dossier/open/", json.dumps({"receipt": receipt}).encode())
    assert json.loads(opened.content)["messages"][0]["text"] == WORDS["message"]
    assert browser.json("/api/v1/dossier/open/", b'{"receipt": "kanariepad-47"}').status == 422
    return receipt


def withdrawn(installation: Installation, secrets: Secrets) -> str:
    """File and withdraw; what was sealed for it may be nowhere afterwards (P6)."""
    files = [("kanariebestandsnaam.txt", WORDS["text file"].encode())]
    browser, folder = installation.browser(), installation.folder
    before = rows(folder / "stagebaken.sqlite3")
    sealed_before = set(folder.glob("media/sealed/*/*"))
    receipt = visiting.file(browser, files, **telling("withdrawn story"))
    new = changed(before, rows(folder / "stagebaken.sqlite3"))
    blobs = [
        value
        for table in ("vault_wrap", "dossiers_report", "attachments_attachment")
        for row in new[table]
        for value in row
        if isinstance(value, bytes)
    ]
    blobs += [path.read_bytes() for path in folder.glob("media/sealed/*/*")
              if path not in sealed_before]  # fmt: skip
    assert len(blobs) > 10
    secrets["what was withdrawn"] = [blob[-200:] for blob in blobs]
    assert browser.post("/dossier/intrekken/").status == 302
    return receipt


def staff_acts(installation: Installation, secrets: Secrets, receipt: str) -> None:
    """A member reads, answers, notes; the page of another case is not there."""
    browser = installation.browser()
    browser.cookies |= installation.act("sign_in", names=["Mehmet Aydın"])["Mehmet Aydın"]
    keep_secrets(secrets, "vault cookie", browser)
    listed = browser.get("/zaken/")
    addresses = set(re.findall(r'href="(/zaken/[0-9a-f-]{36}/)"', listed.text))
    pages = {address: browser.get(address) for address in addresses}
    [case] = [address for address, page in pages.items() if WORDS["story"] in page.text]
    for path, text in (("antwoord", "reply"), ("notitie", "note")):
        assert browser.post(f"{case}{path}/", {"text": WORDS[text]}, case).status == 302
    files = set(re.findall(rf'href="({case}stukken/[0-9a-f-]+/)"', pages[case].text))
    contents = [browser.get(address).content for address in files]
    assert WORDS["text file"].encode() in b"".join(contents)
    browser.get("/zaken/kanariepad-47/")
    write_down(installation, browser, secrets)
    reporter = installation.browser()
    open_with(reporter, receipt)
    assert WORDS["reply"] in reporter.get("/dossier/inhoud/").text


def write_down(installation: Installation, browser: Browser, secrets: Secrets) -> None:
    """A member writes down what a student tells, who then opens it; and begins another."""
    told = {"danger": "now", "wish": "talk", "account": WORDS["oral story"]}
    first, questions, check = (f"/zaken/aannemen/{page}" for page in ("", "vragen/", "controle/"))
    assert browser.post(first, {"channel": "phone"}).status == 303
    assert browser.post(questions, told).status == 303
    page = browser.get(check).text
    code = "".join(visiting.GROUP.findall(page))
    [seen] = visiting.SEEN.findall(page)
    assert browser.post(check, {"gezien": seen}).status == 303
    secrets["receipt (oral)"] = list(canaries.digits(code))
    student = installation.browser()
    open_with(student, code)
    shown = re.findall(r'name="(nieuw|ticket)" value="([^"]+)"', student.get(RENEW).text)
    assert student.post(RENEW, dict(shown)).status == 302
    assert WORDS["oral story"] in student.get("/dossier/inhoud/").text
    secrets["receipt (renewed)"] = list(canaries.digits(dict(shown)["nieuw"]))
    assert browser.post(first, {"channel": "paper"}).status == 303
    unfinished = told | {"account": WORDS["unfinished oral story"]}
    assert browser.post(questions, unfinished).status == 303
    keep_secrets(secrets, "oral cookie", browser)


def keep_secrets(secrets: Secrets, name: str, browser: Browser) -> None:
    """What only a browser holds."""
    for cookie, value in browser.cookies.items():
        if cookie != "__Host-csrf":
            secrets[f"{name} {cookie}"] = list(canaries.texts(value))

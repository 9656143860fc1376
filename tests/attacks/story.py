"""One report with everything in it: conversation, notes, a file, an address, a name, a question.

Made through the pages, as a reporter and a member would.
"""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from placements.companies.models import TrainingCompany
from reports.attachments.models import Attachment
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.intake.actions import FiledReport
from reports.replacing import proposals
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.models import Verb
from stagebaken.vault import receipts
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today
from tests.attacks import staff
from tests.cast import Member
from tests.reports.filing import file, own

PLAIN = b"Uit mijn schrift: hij zei het weer.\n"


@dataclass(frozen=True)
class Told:
    """A filed report with its receipt, and the two who write to each other."""

    receipt: str
    filed: FiledReport
    case: Case
    reader: Member
    team: Client  # the reader's browser, vault open
    reporter: Client  # the reporter's browser, dossier open

    @property
    def dossier(self) -> Dossier:
        return self.filed.dossier

    @property
    def url(self) -> str:
        return f"/zaken/{self.case.pk}/"

    @property
    def keys(self) -> DossierKeys:
        """Both keys, as the member holds them."""
        return keys_for(member=self.reader.unlocked, case=self.case, verb=Verb.OPENED)

    @property
    def attachment(self) -> Attachment:
        return Attachment.objects.get(dossier=self.dossier)


def tell(
    school: School, reader: Member, *, excluded: tuple[User, ...] = (), word: str = "", **facts: Any
) -> Told:
    """File, write to each other, send a file, note something; `word` is in all of it."""
    receipt = receipts.new_receipt()
    facts = {
        "story": f"Wat er gebeurde {word}",
        "address": "noor@voorbeeld.example",
        "known_as": f"Noor {word}",
        "known_contact": f"06 12345678 {word}",
        "outsiders": f"mijn mentor {word}",
    } | facts
    filed = file(school, receipt=receipt, excluded=excluded, **facts)
    case = Case.objects.select_related("dossier", "school").get(dossier=filed.dossier)
    told = Told(receipt, filed, case, reader, staff.unlocked(reader), staff.reporter(receipt))
    upload = SimpleUploadedFile("naam.txt", PLAIN)
    words = {"text": f"Van de melder {word}", "file": upload}
    assert told.reporter.post("/dossier/bericht/", words).status_code == 302
    for verb, text in (("antwoord", "Van het team"), ("notitie", "Onder ons")):
        sent = told.team.post(f"{told.url}{verb}/", {"text": f"{text} {word}"})
        assert sent.status_code == 302, sent.content.decode()
    look_for_a_place(told, word)
    return told


def look_for_a_place(told: Told, word: str) -> None:
    """Agreed and not opened: what is wanted and proposed is still in the dossier alone."""
    wanted = {"near": "Utrecht", "wishes": f"Een plek {word}"}
    assert told.reporter.post("/dossier/plek/", wanted).status_code == 302
    company = TrainingCompany(name=f"Garage {word}")
    proposals.add(told.dossier, own(told.filed).keys, [company], today())

"""What leerbedrijven of the demo promise: each in another state, made by the product's own verbs.

Checked on the supposed day of the schools' start, so that the audit log stays a history.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from placements.commitments import actions, checking
from placements.commitments.actions import Shown
from placements.commitments.models import CompanyCommitment
from placements.commitments.policy import Body
from placements.commitments.transitions import Verb
from placements.contacts.models import CompanyContact
from reports.demo.garage import GARAGE
from schools.registry.models import School
from stagebaken.web.days import suppose

REASON = "We lazen het bewijs. Het laat zien wat het bedrijf belooft."


@dataclass(frozen=True)
class Promised:
    """`made` and `shown` are days ago; `looked` is how many people looked at it."""

    company: str
    code: str
    made: int
    shown: int | None = None
    looked: int = 0
    evidence: Shown = Shown()  # noqa: RUF009  # frozen itself
    days: int | None = None


PROMISES = (
    Promised(
        GARAGE, "vacaturetekst", 120, 110, 2,
        Shown("Drie vacatures van dit jaar.", "https://windwijzer.example/vacatures"),
    ),
    Promised(
        GARAGE, "gesprek", 320, 300, 2,
        Shown("Zes vaste vragen over het werk, op één kaartje bij de balie."),
    ),
    Promised(
        GARAGE, "aanspreekpunt", 60, 40, 1,
        Shown("De planner is het aanspreekpunt. Het staat op het blad voor de eerste dag."),
    ),
    Promised(
        GARAGE, "briefselectie", 20, 12, 0,
        Shown("Vier punten: rijbewijs of fiets, eerder gesleuteld, wat je wilt leren, tijden."),
    ),
    Promised(GARAGE, "veilig", 8),
    Promised(GARAGE, "antwoord", 400, days=10),
    Promised(
        "Zorggroep Veenborg", "matching", 90, 80, 2,
        Shown("Sinds vorig jaar plaatst de school. Acht studenten begonnen zo."),
    ),
    Promised(
        "Verpleeghuis Zeezicht-Oost", "veilig", 90, 85, 2,
        Shown(
            "Gedragscode, besproken op de eerste dag.",
            badge="charter", badge_number="DEMO-0001", badge_until=date(2030, 12, 31),
        ),
    ),
    Promised(
        "Verpleeghuis Zeezicht-Oost", "vergoeding", 15, 9, 0,
        Shown("400 euro per maand volgens onze regeling, voor bol en bbl."),
    ),
    Promised("Bits & Bakens", "antwoord", 10, days=3),
)  # fmt: skip


def make_promises(*, today: date, school: School) -> None:
    for promised in PROMISES:
        contacts = CompanyContact.objects.active().filter(company__name=promised.company)
        contact = contacts.select_related("company", "user").first()
        if contact is not None:
            one = _make(promised, today, contact)
            if promised.looked:
                _look(one, Body(school), confirm=promised.looked == 2)


def _make(promised: Promised, today: date, contact: CompanyContact) -> CompanyCommitment:
    with suppose(today - timedelta(days=promised.made)):
        one = actions.declare(
            by=contact.user, company=contact.company, code=promised.code, answer_days=promised.days
        )
    if promised.shown is None:
        return one
    with suppose(today - timedelta(days=promised.shown)):
        return actions.give_evidence(
            by=contact.user, one=one, seen=one.revision, shown=promised.evidence
        )


def _look(one: CompanyCommitment, body: Body, *, confirm: bool) -> None:
    """One of the school proposes; a colleague confirms, or has not come to it yet."""
    first, second = body.people().order_by("name")[:2]
    proposal = checking.decide(
        by=first, body=body, one=one, verb=Verb.CHECK, reason=REASON, seen=one.revision
    )
    if confirm and proposal is not None:
        checking.confirm(by=second, proposal=proposal)

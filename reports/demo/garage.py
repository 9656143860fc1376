"""One leerbedrijf of the demo whose contact person signed in, and what they filled in."""

from datetime import date, timedelta

from placements.companies.models import TrainingCompany
from placements.contacts import actions as contacts
from placements.contacts import profile
from placements.quickscan import actions as quickscan
from placements.quickscan.questions import FIRST
from placements.resources import actions as resources
from placements.resources.catalogue import BY_CODE
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose

GARAGE = "Autobedrijf Windwijzer"
FACTS = {
    "size_class": "10-49",
    "learning_tasks": "Banden wisselen, remmen nakijken, olie verversen en klanten ontvangen.",
    "public_email": "stage@windwijzer.example",
    "website": "https://windwijzer.example",
}
# Days ago, and the answers in the order of the questions.
SCANS = ((28, (1, 0, 1, 0, 2, 1, 0, 1, 2, 1)), (3, (2, 1, 2, 1, 2, 2, 1, 2, 3, 2)))


def furnish(*, today: date, contact: User, coordinator: User) -> None:
    """A coordinator asks somebody of the garage in, who then says what students may know.

    Done on the supposed day of the schools' start, so that the audit log stays a history.
    """
    company = TrainingCompany.objects.get(name=GARAGE)
    offer = contacts.invite(by=coordinator, company=company, email=contact.email, name=contact.name)
    contacts.accept(user=contact, invitation=offer)
    facts = {name: getattr(company, name) for name in profile.FIELDS} | FACTS
    version = profile.version_of(company)
    profile.save(by=contact, company_id=company.pk, version=version, facts=facts)
    resource, day = BY_CODE["checkjestageplek"], today - timedelta(days=40)
    resources.complete(by=contact, company_id=company.pk, resource=resource, day=day)
    for days_ago, values in SCANS:
        answers = {question.code: value for question, value in zip(FIRST, values, strict=True)}
        with suppose(today - timedelta(days=days_ago)):
            quickscan.fill(by=contact, company_id=company.pk, answers=answers)

"""Decide something in a test, in one line."""

from datetime import date, timedelta
from typing import Any

from django.test import Client

from placements.companies.models import TrainingCompany
from placements.measures import actions
from placements.measures.days import Days
from placements.measures.models import Kind, Measure
from schools.registry.models import School
from stagebaken.accounts.models import User
from tests.stagebaken.accounts.signing_in import sign_in

TODAY = date(2026, 11, 27)
HOME = "/stages/afspraken/"


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def client_of(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def days(kind: Kind, *, start: int = 0, until: int = 200, review: int = 90) -> Days:
    last = None if kind is Kind.CONVERSATION else after(until)
    return Days(after(start), last, after(review))


def decide(
    by: User,
    school: School,
    company: TrainingCompany,
    kind: Kind = Kind.NO_PLACEMENTS,
    **when: Any,
) -> Measure:
    return actions.take(by=by, school=school, company=company, kind=kind, days=days(kind, **when))


def form(kind: str = "no_placements", **facts: Any) -> dict[str, Any]:
    """What the form sends."""
    sent = {
        "kind": kind,
        "starts_on": TODAY.isoformat(),
        "until": "" if kind == "conversation" else after(200).isoformat(),
        "review_on": after(90).isoformat(),
    }
    return sent | facts

"""Which days a decision may have: it always ends, and is always looked at again in between."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.measures.models import Kind

BACK = timedelta(days=365)  # a conversation or agreement of longer ago is no news
AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Days:
    starts_on: date
    until: date | None
    review_on: date


def mistakes(kind: Kind, days: Days, day: date) -> dict[str, Promise]:
    """What is wrong, by the name of the field; nothing when the days are right."""
    found = {
        "starts_on": _start(kind, days, day),
        "until": _end(kind, days, day),
        "review_on": _review(days, day),
    }
    return {name: text for name, text in found.items() if text is not None}


def _start(kind: Kind, days: Days, day: date) -> Promise | None:
    if kind is Kind.CONVERSATION and days.starts_on > day:
        return _("Leg een gesprek pas vast als het geweest is.")
    if kind is Kind.NO_PLACEMENTS and days.starts_on < day:
        return _("Kies vandaag of een dag die nog komt.")
    if not day - BACK <= days.starts_on <= day + AHEAD:
        return _("Kies een dag die hooguit een jaar van vandaag ligt.")
    return None


def _end(kind: Kind, days: Days, day: date) -> Promise | None:
    if kind is Kind.CONVERSATION:
        return None if days.until is None else _("Een gesprek heeft geen laatste dag. Maak leeg.")
    if days.until is None:
        return _("Vul de laatste dag in. Een besluit zonder einde kan niet.")
    if days.until < max(days.starts_on, day):
        return _("De laatste dag is al voorbij, of ligt voor de eerste dag.")
    if days.until > day + timedelta(days=settings.MEASURE_LONGEST_DAYS):
        return _("Een besluit duurt hooguit twee jaar. Daarna kun je opnieuw besluiten.")
    return None


def _review(days: Days, day: date) -> Promise | None:
    if days.review_on < max(days.starts_on, day):
        return _("Kies een dag die nog komt, op of na de eerste dag.")
    if days.until is not None and days.review_on > days.until:
        return _("Kijk opnieuw vóór de laatste dag, of op die dag.")
    if days.review_on > day + timedelta(days=settings.MEASURE_REVIEW_DAYS):
        return _("Kijk binnen een jaar opnieuw.")
    return None

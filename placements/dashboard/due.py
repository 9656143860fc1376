"""What waits for a company's contact person: few things, each with the page that settles it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from placements.companies.models import TrainingCompany
from placements.contacts.profile import gaps
from placements.quickscan.models import QuickScan

QUICKSCAN_DAYS = 365  # a quickscan is asked again after a year; issue 3


@dataclass(frozen=True)
class Due:
    title: str
    text: str
    url: str
    label: str


def due(company: TrainingCompany, day: date) -> list[Due]:
    return [*_profile(company), *_quickscan(company, day)]


def _profile(company: TrainingCompany) -> list[Due]:
    missing = gaps(company)
    if not missing:
        return []
    return [
        Due(
            title=_("Vul de gegevens aan"),
            text=_("Studenten zien nog niet: %(gaps)s.") % {"gaps": ", ".join(map(str, missing))},
            url=reverse("contacts:profile", args=[company.pk]),
            label=_("Naar de gegevens"),
        )
    ]


def _quickscan(company: TrainingCompany, day: date) -> list[Due]:
    last = QuickScan.objects.filter(company=company).order_by("-day").first()
    if last is not None and last.day > day - timedelta(days=QUICKSCAN_DAYS):
        return []
    if last is None:
        text = _("Tien vragen, vijf minuten, drie stappen. Alleen voor jullie zelf.")
    else:
        text = _("De laatste keer is meer dan een jaar geleden. Kijk wat er veranderd is.")
    return [
        Due(
            title=_("Doe de quickscan"),
            text=text,
            url=reverse("quickscan:fill", args=[company.pk]),
            label=_("Vul in"),
        )
    ]

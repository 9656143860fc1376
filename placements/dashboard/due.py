"""What waits for a company's contact person: few things, each with the page that settles it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from placements.agreements import policy as placements
from placements.agreements.reading import awaiting
from placements.agreements.transitions import Party
from placements.applications.models import Application
from placements.commitments.models import CompanyCommitment
from placements.commitments.transitions import State
from placements.companies.models import TrainingCompany
from placements.contacts.profile import gaps
from placements.places.models import ClosedBecause, TrainingPlace
from placements.places.models import State as PlaceState
from placements.quickscan.models import QuickScan
from stagebaken.ui.templatetags.ui import short_date

QUICKSCAN_DAYS = 365  # a quickscan is asked again after a year; issue 3


@dataclass(frozen=True)
class Due:
    title: str
    text: str
    url: str
    label: str


def due(company: TrainingCompany, day: date) -> list[Due]:
    """What ends soon comes first, what may wait comes last."""
    return [
        *_applications(company),
        *_trainees(company, day),
        *_lapsing(company, day),
        *_profile(company),
        *_promises(company, day),
        *_places(company, day),
        *_quickscan(company, day),
    ]


def _applications(company: TrainingCompany) -> list[Due]:
    """Somebody waits for an answer: the first term to end is named."""
    waiting = Application.objects.filter(company=company).waiting()
    term = waiting.order_by("term_on").values_list("term_on", flat=True).first()
    if term is None:
        return []
    return [
        Due(
            title=_("Beantwoord de sollicitaties"),
            text=_("De eerste wacht op antwoord tot en met %(day)s.") % {"day": short_date(term)},
            url=reverse("inbox:list", args=[company.pk]),
            label=_("Bekijk"),
        )
    ]


def _trainees(company: TrainingCompany, day: date) -> list[Due]:
    """An agreement waits for the company's yes."""
    waiting = placements.of_company(company, day).filter(awaiting(Party.COMPANY))
    if not waiting.exists():
        return []
    return [
        Due(
            title=_("Geef akkoord op een overeenkomst"),
            text=_("Een school heeft opgeschreven wat jullie met een student afspreken."),
            url=reverse("trainees:list", args=[company.pk]),
            label=_("Bekijk"),
        )
    ]


def _lapsing(company: TrainingCompany, day: date) -> list[Due]:
    standing = CompanyCommitment.objects.filter(company=company).standing(day)
    ending = standing.select_related("commitment").order_by("valid_until", "commitment__position")
    return [
        Due(
            title=_("Vernieuw: %(commitment)s") % {"commitment": one.name},
            text=_("Deze belofte vervalt na %(day)s.") % {"day": short_date(one.valid_until)},
            url=_commitment(one),
            label=_("Bekijk"),
        )
        for one in ending
        if one.is_expiring(day)
    ]


def _promises(company: TrainingCompany, day: date) -> list[Due]:
    """The first promise; or, of what was promised, what still lacks evidence."""
    standing = CompanyCommitment.objects.filter(company=company).standing(day)
    if not standing.exists():
        return [
            Due(
                title=_("Kies een eerste belofte"),
                text=_("Beloven is vrijwillig. Studenten zien wat je belooft en wat is nagekeken."),
                url=reverse("commitments:list", args=[company.pk]),
                label=_("Bekijk de beloften"),
            )
        ]
    bare = standing.filter(state=State.DECLARED).select_related("commitment")
    return [
        Due(
            title=_("Geef bewijs: %(commitment)s") % {"commitment": one.name},
            text=_("Dan kan een school of SBB het nakijken."),
            url=_commitment(one),
            label=_("Bekijk"),
        )
        for one in bare.order_by("declared_on", "commitment__position")[:1]
    ]


def _places(company: TrainingCompany, day: date) -> list[Due]:
    places = TrainingPlace.objects.filter(company=company)
    if places.open(day).exists():
        return []
    unseen = Q(state=PlaceState.OPEN) | Q(closed_because=ClosedBecause.RECOGNITION)
    if places.filter(unseen).exists():
        return [
            Due(
                title=_("Studenten vinden je stageplek niet"),
                text=_("Dat kan komen door je erkenning. Bij de plek lees je waarom."),
                url=reverse("places:list", args=[company.pk]),
                label=_("Naar de stageplekken"),
            )
        ]
    return [
        Due(
            title=_("Zet een stageplek open"),
            text=_("Studenten vinden nu geen open plek bij je. Heb je geen plek? Laat dit staan."),
            url=reverse("places:list", args=[company.pk]),
            label=_("Naar de stageplekken"),
        )
    ]


def _commitment(one: CompanyCommitment) -> str:
    return reverse("commitments:one", args=[one.company_id, one.commitment_id])


@dataclass(frozen=True)
class Counts:
    """What a company has standing, for the links to its rooms."""

    promises: int
    checked: int
    places: int
    applications: int  # without an answer
    trainees: int  # agreed, or to be agreed


def counts(company: TrainingCompany, day: date) -> Counts:
    made = CompanyCommitment.objects.filter(company=company)
    return Counts(
        promises=made.standing(day).count(),
        checked=made.checked(day).count(),
        places=TrainingPlace.objects.filter(company=company).open(day).count(),
        applications=Application.objects.filter(company=company).waiting().count(),
        trainees=placements.of_company(company, day).live().count(),
    )


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

"""What SBB and a hogeschool decided about companies of the demo, by the product's own verbs."""

from datetime import date, timedelta

from placements.accreditations.approvals import approve
from placements.accreditations.models import Key, Programme, ProgrammeKind
from placements.companies.models import TrainingCompany
from placements.supervision.actions import decide
from placements.supervision.decisions import Decision
from reports.demo.people import SBB_ADVISOR
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.web.days import today

SUSPENDED = "Renovatie De Nieuwe Nok"
SUSPENDED_DAYS = 60  # from the day that the demo was loaded
# Neither is erkend for the mbo, and none occurs in a story.
APPROVED = ("Netwerkwerf", "Helpdesk Helder Antwoord")
APPROVED_BY = "Rachid Bennani"
PROGRAMME = "Informatica (demo)"


def judge(*, loaded_on: date, school: School) -> None:
    suspend(loaded_on)
    programme, _ = Programme.objects.get_or_create(
        kind=ProgrammeKind.HBO, name=PROGRAMME, defaults={"source": "demo"}
    )
    by = User.objects.get(name=APPROVED_BY)
    for name, only in zip(APPROVED, (programme, None), strict=True):
        approve(
            by=by,
            school=school,
            company=TrainingCompany.objects.get(name=name),
            programme=only,
            valid_from=today(),
            valid_until=loaded_on + timedelta(days=365),
            reason="We spraken de begeleider en zagen de werkplek.",
        )


def suspend(loaded_on: date) -> None:
    """In every programme for which the company is erkend: in the demo it is one."""
    company = TrainingCompany.objects.get(name=SUSPENDED)
    for row in company.accreditations.all():
        decide(
            by=User.objects.get(name=SBB_ADVISOR),
            key=Key.of(row),
            decision=Decision.SUSPEND,
            day=today(),
            until=loaded_on + timedelta(days=SUSPENDED_DAYS),
            reason="De praktijkopleider is weg. Het bedrijf zoekt een nieuwe.",
        )

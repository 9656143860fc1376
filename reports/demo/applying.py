"""Students of the demo who applied: somebody is asked in, somebody waits to be read."""

from dataclasses import dataclass
from datetime import date, timedelta

from placements.applications import answering, applying, profiling
from placements.applications.models import Application
from placements.applications.profiling import Goal, Skill
from placements.places.models import TrainingPlace
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose


@dataclass(frozen=True)
class Profile:
    name: str
    goals: tuple[str, ...]
    skill: Skill
    motivation: str


PROFILES = (
    Profile(
        "Sem Student",
        ("Een storing zoeken en uitleggen", "Een computer klaarzetten"),
        Skill("Een printer aansluiten", "Op school gedaan voor drie lokalen"),
        "Ik zoek graag uit waarom iets het niet doet.",
    ),
    Profile(
        "Yara Branding",
        ("Mensen helpen aan de telefoon", "Opschrijven wat ik deed"),
        Skill("Een netwerkkabel maken", "Tien gemaakt en gemeten"),
        "Ik wil leren om rustig te blijven als het druk is.",
    ),
)
COMPANY = "Bits & Bakens"


def apply_for_places(*, today: date, planner: User) -> None:
    """The first is read and asked for a talk; the second was sent yesterday."""
    place = TrainingPlace.objects.get(company__name=COMPANY)
    with suppose(today - timedelta(days=3)):
        first = _apply(PROFILES[0], place)
    with suppose(today - timedelta(days=1)):
        answering.see(by=planner, application=first)
        answering.invite(
            by=planner, application=first, talk_on=today + timedelta(days=10),
            talk_text="Om tien uur, aan de balie. Vraag naar Roos.",
        )  # fmt: skip
        _apply(PROFILES[1], place)


def _apply(profile: Profile, place: TrainingPlace) -> Application:
    by = User.objects.get(name=profile.name)
    student = Student.objects.get(account=by)
    facts = {
        "available_from": place.starts_on,
        "available_until": place.ends_on,
        "hours_per_week": 32,
        "weekdays": ["mon", "tue", "wed", "thu"],
        "travel_minutes": 40,
        "travel_by": ["transit"],
        "needs": ["quiet"],
        "needs_text": "",
        "shows_needs": False,
        "motivation": profile.motivation,
    }
    goals = [Goal(text) for text in profile.goals]
    kept = profiling.save(
        student=student, version=0, facts=facts, goals=goals, skills=[profile.skill]
    )
    return applying.apply(by=by, place=place, version=kept.version)

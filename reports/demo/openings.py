"""Open stageplekken of the demo: at the garage, and at companies that one planner speaks for."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from placements.accreditations.models import Programme
from placements.companies.models import TrainingCompany
from placements.contacts import actions as contacts
from placements.places import actions as places
from placements.places.actions import Task
from placements.places.models import TrainingPlace
from reports.demo.companies import COMPANIES, TRADES
from reports.demo.garage import GARAGE
from stagebaken.accounts.models import User


@dataclass(frozen=True)
class Opening:
    """A place as the demo shows it; `weeks` from the first day to the last."""

    company: str
    title: str
    text: str
    tasks: tuple[str, ...]
    hours: int
    allowance: int | None  # euros a month; None: wages
    number: int = 1
    weeks: int = 20
    facts: tuple[str, ...] = field(default=("transit",))


OPENINGS = (
    Opening(
        GARAGE, "Leerbaan in de werkplaats",
        "Je werkt vier dagen mee en gaat één dag naar school. Je begeleider is altijd in de buurt.",
        ("Banden wisselen en uitlijnen", "Remmen nakijken", "Een auto klaarmaken voor de apk"),
        32, None, 2, 42, ("transit", "tools", "plain"),
    ),
    Opening(
        "Verpleeghuis Zeezicht-Oost", "Meelopen op een woongroep",
        "Je zorgt samen met een vaste begeleider voor acht bewoners.",
        ("Helpen bij wassen en aankleden", "Samen koken en eten", "Een zorgplan lezen"),
        32, 400, 3, 20, ("wheelchair", "toilet", "rest", "prayer", "hours"),
    ),
    Opening(
        "Zorggroep Veenborg", "Stage in de dagbesteding",
        "Je begeleidt ouderen bij wat zij graag doen. Je kijkt eerst twee weken mee.",
        ("Een activiteit voorbereiden", "Luisteren en opschrijven wat iemand wil"),
        24, 410, 2, 20, ("wheelchair", "quiet", "part_time"),
    ),
    Opening(
        "Restaurant De Gouden Garnaal", "Leerbaan in de keuken",
        "Je leert alle plekken in de keuken kennen. Proeven mag altijd, maar hoeft nooit.",
        ("Groente snijden", "Saus maken", "Werken volgens de regels voor hygiëne"),
        32, None, 1, 42, ("transit", "plain"),
    ),
    Opening(
        "Bits & Bakens", "Stage op de helpdesk",
        "Je helpt mensen met hun computer, eerst samen en later zelf. Een laptop krijg je te leen.",
        ("Een melding aannemen", "Een computer klaarzetten", "Opschrijven wat je deed"),
        32, 425, 2, 20, ("wheelchair", "quiet", "hours", "tools"),
    ),
    Opening(
        "Systeembeheer Veenlicht", "Stage op de servicedesk",
        "Je helpt klanten aan de telefoon en met de chat. Thuiswerken kan één dag per week.",
        ("Een vraag uitzoeken", "Een handleiding schrijven"),
        24, 450, 1, 20, ("quiet", "hours", "part_time"),
    ),
    Opening(
        "Kledingzaak Mooi Weer", "Stage in de winkel",
        "Je helpt klanten kiezen en houdt de winkel op orde.",
        ("Klanten helpen", "De kassa bedienen", "Nieuwe kleding ophangen"),
        24, 225, 1, 20, ("transit", "part_time"),
    ),
    Opening(
        "Houtwerk Molenwiek", "Leerbaan in de werkplaats",
        "Je maakt kozijnen en deuren. Zwaar tillen doen we met een kraan.",
        ("Hout uitzoeken", "Zagen en schaven met de machine", "Een kozijn in elkaar zetten"),
        36, None, 1, 42, ("plain", "tools"),
    ),
)  # fmt: skip
# Not open yet: its contact still reads the advice on its words.
DRAFT = Opening(
    GARAGE, "Zaterdaghulp in de showroom",
    "Wij zoeken een jonge, representatieve dame die in ons gezellige team past.",
    ("Klanten ontvangen",), 8, 90,
)  # fmt: skip


def open_places(*, today: date, garage: User, planner: User, coordinator: User) -> int:
    """Let both contacts write and open their places; give how many are open."""
    for opening in OPENINGS:
        by = garage if opening.company == GARAGE else planner
        if by == planner:
            _ask_in(opening.company, planner, coordinator)
        places.publish(by=by, place=_write(opening, by, today))
    _write(DRAFT, garage, today)
    return len(OPENINGS)


def _ask_in(name: str, planner: User, coordinator: User) -> None:
    company = TrainingCompany.objects.get(name=name)
    offer = contacts.invite(by=coordinator, company=company, email=planner.email, name=planner.name)
    contacts.accept(user=planner, invitation=offer)


def _write(opening: Opening, by: User, today: date) -> TrainingPlace:
    trade = TRADES[next(one.trade for one in COMPANIES if one.name == opening.company)]
    first = today + timedelta(days=75)
    facts = {
        "title": opening.title,
        "programme": Programme.objects.get(crebo=trade.crebo),
        "pathway": trade.pathway,
        "level": trade.level,
        "description": opening.text,
        "hours_per_week": opening.hours,
        "starts_on": first,
        "ends_on": first + timedelta(weeks=opening.weeks),
        "closes_on": today + timedelta(days=60),
        "number": opening.number,
        "allowance_cents": opening.allowance and opening.allowance * 100,
        "accessibility": list(opening.facts),
    }
    company = TrainingCompany.objects.get(name=opening.company)
    tasks = [Task(text) for text in opening.tasks]
    return places.write(by=by, company=company, facts=facts, tasks=tasks)
